import i18next from "i18next";
import type { Capability } from "../../../contract/capability.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import { worstCaseImages, worstCaseUsd } from "../../../contract/request-cost.ts";
import { formatUsd } from "../../bridge/format.ts";

// A component that shows one of these must also call `useTranslation`.

/** The most a request can cost and bring: `≤ $0.21 · 6 images`. */
export function summaryLine(
	capability: Pick<Capability, "price">,
	request: Pick<GenerationRequest, "count" | "mode">,
): string {
	const count = worstCaseImages(request);
	const images =
		request.mode === "set"
			? i18next.t("summary.imagesUpTo", { ns: "compose", count })
			: i18next.t("summary.images", { ns: "compose", count });
	const usd = worstCaseUsd(capability, request);
	if (usd === undefined) return i18next.t("summary.unknown", { ns: "compose", images });
	if (usd === 0) return i18next.t("summary.free", { ns: "compose", images });
	return i18next.t("summary.price", { ns: "compose", images, price: formatUsd(usd) });
}

/** Where a list price was read; nothing when there is none, or nothing to pay. */
export function priceSource({ price }: Pick<Capability, "price">): string | undefined {
	if (price === undefined || price.usdPerImage === 0) return undefined;
	const { usdPerImage, source } = price;
	return i18next.t("summary.source", {
		ns: "compose",
		each: formatUsd(usdPerImage),
		day: source.read,
	});
}
