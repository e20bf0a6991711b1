import i18next from "i18next";
import type { LibraryFilter, Span } from "../../../contract/library-query.ts";
import { wholeDate } from "../../../contract/query-dates.ts";
import { type Measured, measures, nameOf } from "../../../contract/query-values.ts";
import { namedSizes } from "../../../contract/query-words.ts";
import {
	formatDay,
	formatMoment,
	formatMonth,
	formatNumber,
	formatUsd,
} from "../../bridge/format.ts";
import { findingWord } from "./finding-words.ts";

/** A stretch in words, such as `2K`, `≥ 2048 px`, `$0.05–$0.10`. A component that shows it must call `useTranslation`. */
export function spanWords(key: Measured, { min, max }: Span): string {
	const name = nameOf(key, { min, max });
	if (name !== undefined) {
		return name === "landscape" || name === "portrait" ? findingWord(`ratio.${name}`) : name;
	}
	if (min !== undefined && max !== undefined) {
		return min === max
			? measureText(key, min)
			: `${measureText(key, min)} – ${measureText(key, max)}`;
	}
	const value = min ?? max ?? 0;
	const signs =
		min === undefined ? { over: "<", at: "≤", step: 1 } : { over: ">", at: "≥", step: -1 };
	// More than 2K reads better than the next pixel.
	const isBeside = key === "size" && namedSizes.some(({ px }) => px === value + signs.step);
	return isBeside
		? `${signs.over} ${measureText(key, value + signs.step)}`
		: `${signs.at} ${measureText(key, value)}`;
}

function measureText(key: Measured, value: number): string {
	switch (key) {
		case "price":
			return formatUsd(value);
		case "ratio":
			return formatNumber(value, { maximumFractionDigits: 2 });
		case "size": {
			const name = measures.size.write(value);
			return name.endsWith("K") ? name : `${name} px`;
		}
	}
}

/** When pictures were saved, in words; undefined: at any time. */
export function dateWords({ from, before }: LibraryFilter): string | undefined {
	if (from !== undefined && before !== undefined) {
		const whole = wholeDate({ from, before });
		if (whole !== undefined) return wholeWords(whole);
		return findingWord("date.between", { from: momentWords(from), before: momentWords(before) });
	}
	if (from !== undefined) return findingWord("date.from", { from: momentWords(from) });
	if (before !== undefined) return findingWord("date.before", { before: momentWords(before) });
	return undefined;
}

function wholeWords(text: string): string {
	if (text.length === 4) return text;
	return text.length === 7 ? formatMonth(`${text}-15`) : formatDay(text);
}

function momentWords(at: number): string {
	const date = new Date(at);
	const isMidnight = date.getHours() + date.getMinutes() + date.getSeconds() === 0;
	return isMidnight ? date.toLocaleDateString(i18next.language) : formatMoment(at);
}
