import type { Span } from "./library-query.ts";
import type { QuerySign } from "./query-tokens.ts";
import {
	namedRatios,
	namedSizes,
	ratioSpan,
	ratioSpans,
	ratioSpellings,
	sizeSpan,
	spelled,
} from "./query-words.ts";

/** How a value is read and written, and what "more than" adds to it: spans include their ends. */
type Measure = {
	readonly step: number;
	readonly read: (text: string) => number | undefined;
	readonly write: (value: number) => string;
};

const NUMBER = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

function plainNumber(text: string): number | undefined {
	const value = NUMBER.test(text) ? Number(text) : undefined;
	return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** Px of the longer side; `2K` is its square. */
const side: Measure = {
	step: 1,
	read: (text) =>
		namedSizes.find(({ name }) => name === text.toUpperCase())?.px ??
		plainNumber(text.replace(/(?:px|像素)$/i, "")),
	write: (value) => namedSizes.find(({ px }) => px === value)?.name ?? String(value),
};

/** Width divided by height, also as `16:9`. */
const ratio: Measure = {
	step: 0.0001,
	read: (text) => {
		const [, width, height] = /^(\d{1,5})[:：x×](\d{1,5})$/u.exec(text) ?? [];
		const value = width === undefined ? plainNumber(text) : Number(width) / Number(height);
		return value !== undefined && Number.isFinite(value) ? value : undefined;
	},
	write: String,
};

/** US dollars, to the millionth. */
const usd: Measure = {
	step: 0.000001,
	read: (text) => plainNumber(text.replace(/^[$＄]/u, "")),
	write: String,
};

export const measures = { size: side, ratio, price: usd } as const;
export type Measured = keyof typeof measures;

/**
 * The stretch that a chip means, to be laid over what is there already.
 * @returns undefined for a value that says nothing
 */
export function spanOf(key: Measured, sign: QuerySign, text: string): Span | undefined {
	const measure = measures[key];
	const value = measure.read(text);
	if (sign !== ":" && value === undefined) return undefined;
	return spanFrom(measure, sign, value ?? 0) ?? namedSpan(key, text) ?? rangeOf(measure, text);
}

function spanFrom(measure: Measure, sign: QuerySign, value: number): Span | undefined {
	switch (sign) {
		case ":":
			return undefined;
		case ">=":
			return { min: value };
		case ">":
			return { min: tidy(value + measure.step) };
		case "<=":
			return { max: value };
		case "<":
			return { max: Math.max(0, tidy(value - measure.step)) };
	}
}

/** A stretch as chips, such as `size>=2K`, one for each end unless it has a name. */
export function spanText(key: Measured, { min, max }: Span): readonly string[] {
	const name = nameOf(key, { min, max });
	if (name !== undefined) return [`${key}:${name}`];
	return [
		...(min === undefined ? [] : [endText(key, min, ">")]),
		...(max === undefined ? [] : [endText(key, max, "<")]),
	];
}

/** What a stretch is called, such as `2K`, `16:9`, `landscape`. */
export function nameOf(key: Measured, span: Span): string | undefined {
	if (key === "size") return namedSizes.find(({ name }) => isSame(sizeSpan(name), span))?.name;
	if (key === "price") return undefined;
	const pair = namedRatios.find(([width, height]) => isSame(ratioSpan(width, height), span));
	if (pair !== undefined) return pair.join(":");
	return (["landscape", "portrait"] as const).find((word) => isSame(ratioSpans[word], span));
}

function namedSpan(key: Measured, text: string): Span | undefined {
	if (key === "size") return sizeSpan(text);
	if (key === "price") return undefined;
	const word = spelled(ratioSpellings, text);
	if (word !== undefined) return ratioSpans[word];
	const [, width, height] = /^(\d{1,5})[:：x×](\d{1,5})$/u.exec(text) ?? [];
	if (width === undefined || Number(width) === 0 || Number(height) === 0) return undefined;
	return ratioSpan(Number(width), Number(height));
}

function rangeOf(measure: Measure, text: string): Span | undefined {
	const [first = "", last = first] = text.split(/\.\.|~|～/u);
	const min = measure.read(first);
	const max = measure.read(last);
	return min === undefined || max === undefined ? undefined : { min, max };
}

/** Written with the shorter sign where that reads back as the very same number. */
function endText(key: Measured, value: number, sign: ">" | "<"): string {
	const { step, write } = measures[key];
	const beside = tidy(sign === ">" ? value - step : value + step);
	const short = `${key}${sign}${write(beside)}`;
	const isRound = write(beside).length < write(value).length && beside > 0;
	const back = isRound ? spanOf(key, sign, write(beside)) : undefined;
	const isExact = back !== undefined && (sign === ">" ? back.min : back.max) === value;
	return isExact ? short : `${key}${sign}=${write(value)}`;
}

/** Adding a step must not leave the dust of binary fractions. */
function tidy(value: number): number {
	return Math.round(value * 1e6) / 1e6;
}

function isSame(one: Span | undefined, other: Span): boolean {
	return one !== undefined && one.min === other.min && one.max === other.max;
}
