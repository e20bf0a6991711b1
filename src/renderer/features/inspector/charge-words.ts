import { useTranslation } from "react-i18next";
import type { Charge, JobPrice } from "../../../contract/money.ts";
import { formatNumber, formatUsd } from "../../bridge/format.ts";

/** Says what a gateway charged: pictures, dollars, credits, as far as it told. */
export function useChargeWords(): (charge: Charge) => string {
	const { t } = useTranslation("inspector");
	return ({ images, usd, credits }) =>
		[
			...(images === undefined ? [] : [t("charged.images", { count: images })]),
			...(usd === undefined ? [] : [formatUsd(usd)]),
			...(credits === undefined
				? []
				: [
						t("charged.credits", {
							count: credits,
							number: formatNumber(credits, { maximumFractionDigits: 3 }),
						}),
					]),
		].join(" · ");
}

/** Says what a job was made at and where that price comes from. */
export function useExpectedWords(): (price: JobPrice, count: number) => string {
	const { t } = useTranslation("inspector");
	return ({ usdPerImage, worstUsd, from }, count) => {
		if (from === "free") return t("price.free");
		const each = formatUsd(usdPerImage);
		const sums =
			count === 1
				? [each]
				: [t("price.each", { each }), t("price.most", { most: formatUsd(worstUsd) })];
		return [...sums, t(`price.${from}`)].join(" · ");
	};
}
