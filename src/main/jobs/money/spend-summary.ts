import type { AccountId } from "../../../contract/ids.ts";
import type { Budget, Spend, SpendSummary } from "../../../contract/money.ts";
import { localDay } from "../../store/local-day.ts";
import type { Entry } from "./ledger.ts";

const LISTED_DAYS = 30;

/** The first moment a summary looks at: the month's first day, or the first of the listed days. */
export function summaryFrom(now: number): number {
	return Math.min(startOfMonth(now), daysBefore(now, LISTED_DAYS - 1));
}

/** The first moment of the month of this computer that `now` lies in. */
function startOfMonth(now: number): number {
	const moment = new Date(now);
	return new Date(moment.getFullYear(), moment.getMonth(), 1).getTime();
}

/** The first moment of the day so many days before; by the calendar, as days do not all have 24 hours. */
function daysBefore(now: number, days: number): number {
	const moment = new Date(now);
	return new Date(moment.getFullYear(), moment.getMonth(), moment.getDate() - days).getTime();
}

/** The first moment of what a budget counts. */
export function budgetFrom(period: Budget["period"], now: number): number {
	return period === "day" ? localDay(now).from : startOfMonth(now);
}

/** The sum of some jobs. */
export function sumOf(entries: Iterable<Entry>): Spend {
	const sum = { usd: 0, pendingUsd: 0, jobs: 0, images: 0, unpriced: 0 };
	for (const { priced, usd, pendingUsd, images } of entries) {
		sum.jobs += 1;
		sum.images += images;
		if (priced) {
			sum.usd += usd;
			sum.pendingUsd += pendingUsd;
		} else sum.unpriced += 1;
	}
	return { ...sum, usd: withoutTail(sum.usd), pendingUsd: withoutTail(sum.pendingUsd) };
}

/**
 * @param entries from {@link summaryFrom} on
 * @param labelOf the account's name, or nothing when it is gone
 */
export function spendSummary(
	entries: readonly Entry[],
	facts: {
		readonly now: number;
		readonly budget: SpendSummary["budget"];
		readonly labelOf: (account: AccountId) => string | undefined;
	},
): SpendSummary {
	const { now, budget, labelOf } = facts;
	const from = (start: number) => entries.filter((entry) => entry.at >= start);
	const month = from(startOfMonth(now));
	const byPart = Map.groupBy(month, ({ account, gateway, model }) =>
		[account, gateway, model].join("/"),
	);
	return {
		today: sumOf(from(localDay(now).from)),
		month: sumOf(month),
		days: daysOf(entries, now),
		parts: [...byPart.values()]
			.flatMap((those) => {
				const [first] = those;
				if (first === undefined) return [];
				const { account, gatewayTitle, modelTitle } = first;
				const accountLabel = labelOf(account) ?? gatewayTitle;
				return [{ account, accountLabel, gatewayTitle, modelTitle, spend: sumOf(those) }];
			})
			.sort((a, b) => b.spend.usd - a.spend.usd || b.spend.jobs - a.spend.jobs),
		...(budget !== undefined && { budget }),
	};
}

/** The listed days with anything in them, newest first. */
function daysOf(entries: readonly Entry[], now: number): SpendSummary["days"] {
	const days = Array.from({ length: LISTED_DAYS }, (_, back) => {
		// What a clock that was set back has put into the future counts today.
		return { ...localDay(daysBefore(now, back)), those: [] as Entry[] };
	});
	for (const entry of entries) days.find(({ from }) => entry.at >= from)?.those.push(entry);
	return days
		.filter(({ those }) => those.length > 0)
		.map(({ name, those }) => ({ day: name, spend: sumOf(those) }));
}

/** Sums of dollars without tails such as 0.30000000000000004. */
export function withoutTail(usd: number): number {
	return Math.round(usd * 1e9) / 1e9;
}
