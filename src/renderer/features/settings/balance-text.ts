import { useTranslation } from "react-i18next";
import type { Balance } from "../../../contract/accounts.ts";
import { formatNumber, formatUsd } from "../../bridge/format.ts";

/** Writes a balance in the gateway's own unit, and in dollars where that is known. */
export function useBalanceText(): (balance: Balance) => string {
	const { t } = useTranslation("settings");
	return ({ amount, unit, usd }) => {
		if (unit.toUpperCase() === "USD") return formatUsd(amount);
		const number = formatNumber(amount, { maximumFractionDigits: 2 });
		const own =
			unit === "credits"
				? t("balance.credits", { amount: number })
				: [number, unit].join(" ").trim();
		return usd === undefined ? own : t("balance.worth", { own, usd: formatUsd(usd) });
	};
}
