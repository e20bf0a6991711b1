import { create } from "zustand";
import type { GatewayId } from "../../contract/ids.ts";
import type { PriceRow, SpendSummary } from "../../contract/money.ts";
import { ask, hear } from "../bridge/client.ts";
import { useAccounts } from "./accounts-store.ts";
import { useApp } from "./app-store.ts";
import { useJobs } from "./jobs-store.ts";

type MoneyState = {
	/** The price book; empty until it is known. */
	readonly rows: readonly PriceRow[];
	/** What was spent and what is left; absent until it is known. */
	readonly summary: SpendSummary | undefined;
};

/** A copy of main's price book, and what main last said of money spent. */
export const useMoney = create<MoneyState>()(() => ({ rows: [], summary: undefined }));

/** Longer than the events of one job are apart, shorter than a look down at the budget. */
const SETTLED_MS = 400;

/** What the book says of a model; nothing when it has no such row. */
export function priceOf(
	rows: readonly PriceRow[],
	gateway: GatewayId,
	model: string,
): PriceRow | undefined {
	return rows.find((row) => row.gateway === gateway && row.model === model);
}

/** Asks for the book anew. What was known stays when main cannot tell. */
export async function refreshBook(): Promise<void> {
	const rows = await ask("money.book").catch(() => undefined);
	if (rows !== undefined) useMoney.setState({ rows });
}

/** Asks anew for what was spent and what is left. What was known stays when main cannot tell. */
export async function refreshSpend(): Promise<void> {
	const summary = await ask("money.summary").catch(() => undefined);
	if (summary !== undefined) useMoney.setState({ summary });
}

/**
 * Keeps prices as main changes them, and the sums as jobs come and end and the budget is set.
 * @returns a function that ends it
 */
export function followMoney(): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const soon = () => {
		// Not pushed back by the next change: while many jobs go on, one follows the other.
		timer ??= setTimeout(() => {
			timer = undefined;
			void refreshSpend();
		}, SETTLED_MS);
	};
	const ends = [
		hear("money.changed", (rows) => {
			useMoney.setState({ rows });
			soon();
		}),
		useJobs.subscribe(soon),
		// The sums name accounts.
		useAccounts.subscribe(soon),
		useApp.subscribe((now, before) => {
			if (now.settings.budget !== before.settings.budget) soon();
		}),
		() => clearTimeout(timer),
	];
	void refreshBook();
	void refreshSpend();
	return () => {
		for (const end of ends) end();
	};
}
