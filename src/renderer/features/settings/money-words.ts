import i18next from "i18next";
import { isCustomGateway } from "../../../contract/accounts.ts";
import type { PriceRow } from "../../../contract/money.ts";
import { formatNumber } from "../../bridge/format.ts";

// A component that shows one of these must also call `useTranslation`.

/** A price of one picture or credit, to its last digit that counts: `$0.0275`. */
export function priceText(usd: number): string {
	return formatNumber(usd, {
		style: "currency",
		currency: "USD",
		currencyDisplay: "narrowSymbol",
		maximumFractionDigits: 5,
	});
}

/** An amount as it stands in a field. */
export function fieldText(usd: number): string {
	return formatNumber(usd, { useGrouping: false, maximumFractionDigits: 8 });
}

/** Where a price comes from. */
export type Origin = {
	readonly line: string;
	/** With the page that says so, where there is one. */
	readonly full: string;
};

/** Where the price in force comes from, and what else is known when another figure wins. */
export function originWords(row: PriceRow): Origin {
	const say = i18next.getFixedT(null, "money");
	const { from, learned, list } = row;
	const parts: string[] = [];
	if (from === "own") parts.push(say("prices.own"));
	if (from === "free") parts.push(say("prices.free"));
	if (learned !== undefined && from !== "free") {
		const words = say("prices.learned", { count: learned.jobs });
		parts.push(from === "learned" ? words : withPrice(words, learned.usdPerImage));
	}
	if (list !== undefined && from !== "free") {
		const words = listWords(row);
		parts.push(from === "list" ? words : withPrice(words, list.usdPerImage));
	}
	if (from === undefined) {
		const worthless = row.chargesCredits && row.usdPerCredit === undefined;
		parts.push(say(worthless ? "prices.noneCredits" : "prices.none"));
	}
	const line = parts.join(" · ");
	const page = list === undefined || hasNoPage(row) ? undefined : list.source.page;
	return { line, full: page === undefined ? line : say("prices.page", { line, page }) };
}

const withPrice = (what: string, usd: number): string =>
	i18next.t("prices.else", { ns: "money", what, usd: priceText(usd) });

function listWords(row: PriceRow): string {
	const say = i18next.getFixedT(null, "money");
	return hasNoPage(row)
		? say("prices.withAccount")
		: say("prices.list", { day: row.list?.source.read ?? "" });
}

/** A gateway that the designer has described has no page: its price is the designer's own. */
const hasNoPage = ({ gateway, from }: PriceRow): boolean =>
	isCustomGateway(gateway) || from === "free";
