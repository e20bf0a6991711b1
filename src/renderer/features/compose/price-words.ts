import i18next from "i18next";
import type { PriceRow, SpendSummary } from "../../../contract/money.ts";
import { formatUsd, formatUsdLeft } from "../../bridge/format.ts";
import { accountName } from "../../state/targets.ts";
import type { PlannedTarget, SendPlan } from "./send-plan.ts";

// A component that shows one of these must also call `useTranslation`.

/** The most a press can cost and bring: `≤ $0.21 · 6 pictures`. */
export function summaryLine({ sends, images, worstUsd, unpriced }: SendPlan): string {
	const say = i18next.getFixedT(null, "compose");
	const mayBeFewer = sends.some(({ draft }) => draft.mode === "set");
	const pictures = say(mayBeFewer ? "summary.imagesUpTo" : "summary.images", { count: images });
	if (worstUsd === undefined) return say("summary.unknown", { images: pictures });
	const price = formatUsd(worstUsd);
	if (unpriced > 0) return say("summary.partly", { images: pictures, price, count: unpriced });
	if (worstUsd === 0) return say("summary.free", { images: pictures });
	return say("summary.price", { images: pictures, price });
}

/** Where the prices come from; nothing when there is nothing to pay, or no price is known. */
export function priceSources({ sends }: SendPlan): string | undefined {
	const [only, ...others] = sends;
	if (only === undefined) return undefined;
	if (others.length === 0) return only.price && priceOrigin(only.price);
	return sends.map(partOf).join("\n");
}

function partOf(planned: PlannedTarget): string {
	const { account, gateway, capability } = planned.target;
	const name = `${accountName(account, gateway)}, ${capability.title}`;
	return i18next.t("summary.part", { ns: "compose", name, price: worstText(planned) });
}

/** The most one target can cost: `≤ $0.14`, free, or that no price is known. */
export function worstText({ worstUsd }: Pick<PlannedTarget, "worstUsd">): string {
	const say = i18next.getFixedT(null, "compose");
	if (worstUsd === undefined) return say("summary.noPrice");
	return worstUsd === 0
		? say("summary.nothing")
		: say("summary.atMost", { price: formatUsd(worstUsd) });
}

/** Where one price comes from. */
function priceOrigin({ usdPerImage, from, list, learned }: PriceRow): string | undefined {
	if (usdPerImage === undefined || from === undefined) return undefined;
	const say = i18next.getFixedT(null, "compose");
	const each = formatUsd(usdPerImage);
	switch (from) {
		case "free":
			return undefined;
		case "own":
			return say("summary.own", { each });
		case "learned":
			return say("summary.learned", { each, count: learned?.jobs ?? 1 });
		case "list":
			return say("summary.source", { each, day: list?.source.read ?? "" });
	}
}

/** What is left of the budget, and whether this fits; nothing without a budget. */
export function budgetLine(
	summary: SpendSummary | undefined,
	worstUsd: number | undefined,
): { readonly text: string; readonly fits: boolean } | undefined {
	const budget = summary?.budget;
	if (budget === undefined) return undefined;
	const left = budget.leftUsd;
	const say = i18next.getFixedT(null, "compose");
	const text =
		left <= 0
			? say(`budget.passed.${budget.period}`, { over: formatUsd(-left) })
			: say(`budget.left.${budget.period}`, { left: formatUsdLeft(left) });
	// What is free goes out whatever has been spent.
	return { text, fits: worstUsd === 0 || (left > 0 && (worstUsd ?? 0) <= left) };
}
