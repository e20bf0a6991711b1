import { keySpellings, type QueryKey, spelled } from "./query-words.ts";

export type QuerySign = ":" | ">" | ">=" | "<" | "<=";

/** A piece of a typed query; `start` and `end` are places in the text. */
export type QueryToken = { readonly start: number; readonly end: number } & (
	| { readonly kind: "word"; readonly text: string }
	/** Stood in quotes: never a chip. */
	| { readonly kind: "quoted"; readonly text: string }
	| {
			readonly kind: "chip";
			readonly key: QueryKey;
			readonly sign: QuerySign;
			/** Empty: nothing was typed yet. */
			readonly value: string;
			/** As it stands there. */
			readonly text: string;
	  }
);

const KEY = /[^\s:：<>＜＞=＝≤≥"“”]+/y;
/** Chinese input methods type the wide ones. */
const SIGN = /(?:[>＞][=＝]|[<＜][=＝]|[:：=＝>＞<＜≥≤])/y;
const signs: Readonly<Record<string, QuerySign>> = {
	":": ":",
	"：": ":",
	"=": ":",
	"＝": ":",
	">": ">",
	"＞": ">",
	"<": "<",
	"＜": "<",
	"≥": ">=",
	"≤": "<=",
};
const RUN = /\S+/y;
const QUOTED = /["“]((?:\\.|[^"”\\])*)(?:["”]|\\?$)/suy;

/** Takes a typed query apart. Quotes hold words together; inside them `\` goes before a quote. */
export function queryTokens(text: string): readonly QueryToken[] {
	const tokens: QueryToken[] = [];
	let at = 0;
	while (at < text.length) {
		const space = matchAt(/\s+/y, text, at);
		if (space !== undefined) {
			at += space[0].length;
			continue;
		}
		const token = tokenAt(text, at);
		tokens.push(token);
		at = token.end;
	}
	return tokens;
}

/** A text that is read back as one piece and never as a chip. */
export function quoted(text: string): string {
	return `"${text.replaceAll(/["“”\\]/gu, (sign) => `\\${sign}`)}"`;
}

function tokenAt(text: string, start: number): QueryToken {
	const inQuotes = matchAt(QUOTED, text, start);
	if (inQuotes !== undefined) {
		return { kind: "quoted", text: unquoted(inQuotes), start, end: start + inQuotes[0].length };
	}
	return chipAt(text, start) ?? wordAt(text, start);
}

function chipAt(text: string, start: number): QueryToken | undefined {
	const name = matchAt(KEY, text, start)?.[0];
	const key = name === undefined ? undefined : spelled(keySpellings, name);
	if (name === undefined || key === undefined) return undefined;
	const found = matchAt(SIGN, text, start + name.length)?.[0];
	if (found === undefined) return undefined;
	const from = start + name.length + found.length;
	const sign = signs[found] ?? (/^[>＞]/u.test(found) ? ">=" : "<=");
	const inQuotes = matchAt(QUOTED, text, from);
	const value = inQuotes === undefined ? (matchAt(RUN, text, from)?.[0] ?? "") : unquoted(inQuotes);
	const end = from + (inQuotes?.[0] ?? value).length;
	return { kind: "chip", key, sign, value, text: text.slice(start, end), start, end };
}

function wordAt(text: string, start: number): QueryToken {
	const word = matchAt(RUN, text, start)?.[0] ?? "";
	return { kind: "word", text: word, start, end: start + word.length };
}

function unquoted([, inside = ""]: RegExpExecArray): string {
	return inside.replaceAll(/\\(.)/gsu, "$1");
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
	pattern.lastIndex = at;
	return pattern.exec(text) ?? undefined;
}
