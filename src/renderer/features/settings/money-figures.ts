import type { Spend, SpendSummary } from "../../../contract/money.ts";

const noSpend: Spend = { usd: 0, pendingUsd: 0, jobs: 0, images: 0, unpriced: 0 };

export type DaySpend = { readonly day: string; readonly spend: Spend };

/** So many days up to today, oldest first, also those with nothing in them. */
export function everyDay(days: SpendSummary["days"], now: Date, count = 30): readonly DaySpend[] {
	const spends = new Map(days.map(({ day, spend }) => [day, spend]));
	return Array.from({ length: count }, (_, place) => {
		const back = count - 1 - place;
		const moment = new Date(now.getFullYear(), now.getMonth(), now.getDate() - back);
		const day = [
			String(moment.getFullYear()).padStart(4, "0"),
			String(moment.getMonth() + 1).padStart(2, "0"),
			String(moment.getDate()).padStart(2, "0"),
		].join("-");
		return { day, spend: spends.get(day) ?? noSpend };
	});
}

/** US dollars of one saved picture, of jobs that cost something; nothing when none did. */
export function usdPerSaved(parts: SpendSummary["parts"]): number | undefined {
	const paid = parts.filter(({ spend }) => spend.usd > 0);
	const images = paid.reduce((sum, { spend }) => sum + spend.images, 0);
	if (images === 0) return undefined;
	return paid.reduce((sum, { spend }) => sum + spend.usd, 0) / images;
}

/** How a budget is used up, as shares of a bar; together never more than the whole. */
export function budgetShares(spent: number, pending: number, all: number) {
	const whole = Math.max(all, spent + pending);
	return { spent: spent / whole, pending: pending / whole };
}
