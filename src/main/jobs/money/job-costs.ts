import { appError } from "../../../contract/errors.ts";
import type { AccountId } from "../../../contract/ids.ts";
import type { Job } from "../../../contract/jobs.ts";
import type { Budget, OwnPrice, PriceRow, SpendSummary } from "../../../contract/money.ts";
import { usdLeftText, usdText } from "../../../contract/usd-text.ts";
import type { JobMoney } from "../job-money.ts";
import { createCreditWorth } from "./credit-worth.ts";
import { Ledger } from "./ledger.ts";
import type { OwnPricesFile } from "./own-prices.ts";
import { createPriceBook } from "./price-book.ts";
import { budgetFrom, spendSummary, summaryFrom, sumOf, withoutTail } from "./spend-summary.ts";

/** Two prices that differ by less than this are the same: sums of fractions are never exact. */
const SAME_USD = 0.000_05;

/**
 * So much earlier than the sums begin jobs are taken in: prices learned before a quiet month still
 * hold, and a job may have waited for weeks before it was sent.
 */
const EARLIER_MS = 60 * 24 * 60 * 60_000;

type JobCostsPorts = {
	readonly gateways: Parameters<typeof createPriceBook>[0]["gateways"];
	readonly own: OwnPricesFile;
	readonly budget: () => Budget | undefined;
	readonly now: () => number;
	readonly labelOf: (account: AccountId) => string | undefined;
	/** The price book says something else than it last did. */
	readonly onChange: (rows: readonly PriceRow[]) => void;
};

/** Everything about money, behind one door. */
export type JobCosts = JobMoney & {
	/** Takes jobs of earlier runs, as far back as {@link JobCosts.needsSince}; a job may come twice. */
	readonly load: (jobs: Iterable<Job>) => void;
	/** The earliest job of use. Milliseconds since the Unix epoch. */
	readonly needsSince: () => number;
	/** Takes a job as it is now. */
	readonly note: (job: Job) => void;
	/** Gateways were added, changed or removed. */
	readonly gatewaysChanged: () => void;
	readonly book: () => PriceRow[];
	readonly setPrice: (price: OwnPrice) => PriceRow[];
	readonly summary: () => SpendSummary;
};

/** The price book, the ledger and the budget of the jobs room. */
export function createJobCosts(ports: JobCostsPorts): JobCosts {
	const worth = createCreditWorth(ports);
	const ledger = new Ledger(worth);
	const book = createPriceBook({ gateways: ports.gateways, own: ports.own, worth, ledger });

	const budgetNow = (): SpendSummary["budget"] => {
		const budget = ports.budget();
		if (budget === undefined) return undefined;
		const now = ports.now();
		const spent = sumOf(ledger.since(budgetFrom(budget.period, now), now));
		return { ...budget, leftUsd: withoutTail(budget.usd - spent.usd - spent.pendingUsd) };
	};
	const fits: JobMoney["fits"] = (worstUsd) => {
		const left = worstUsd === undefined ? undefined : budgetNow()?.leftUsd;
		return left === undefined || worstUsd === undefined || worstUsd <= left + SAME_USD;
	};
	/** What the window knows of the book, so that it is told of changes alone. */
	let known = "";
	const rowsNow = (onChange?: JobCostsPorts["onChange"]): PriceRow[] => {
		const rows = book.rows();
		const text = JSON.stringify(rows);
		if (text !== known) onChange?.(rows);
		known = text;
		return rows;
	};
	const note = (job: Job): void => {
		if (ledger.note(job)) rowsNow(ports.onChange);
	};

	return {
		priceOf: book.priceOf,
		inDollars: worth.inDollars,
		fits,
		approve: ({ worstUsd, shownUsd, overBudget }) => {
			// What is free is never asked about, whatever has been spent.
			if (worstUsd === undefined || worstUsd === 0) return;
			if (shownUsd !== undefined && worstUsd > shownUsd + SAME_USD) {
				throw appError("price-higher", { now: usdText(worstUsd), shown: usdText(shownUsd) });
			}
			if (overBudget || fits(worstUsd)) return;
			const left = Math.max(0, budgetNow()?.leftUsd ?? 0);
			throw appError("budget-passed", { cost: usdText(worstUsd), left: usdLeftText(left) });
		},
		load: (jobs) => {
			for (const job of jobs) ledger.note(job);
		},
		needsSince: () => summaryFrom(ports.now()) - EARLIER_MS,
		note,
		gatewaysChanged: () => void rowsNow(ports.onChange),
		book: () => rowsNow(),
		setPrice: (price) => {
			book.set(price);
			if (price.model === undefined) ledger.revalue();
			return rowsNow(ports.onChange);
		},
		summary: () => {
			const now = ports.now();
			return spendSummary(ledger.since(summaryFrom(now), now), {
				now,
				budget: budgetNow(),
				labelOf: ports.labelOf,
			});
		},
	};
}
