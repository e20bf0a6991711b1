import type { Wording } from "./prompt-chips.ts";

/** An `@` and a name in the words of a prompt that never became a chip. */
export type PlainMention = {
	/** Without the `@`, as typed. Scripts that write no spaces may have run on behind the name. */
	readonly name: string;
	/** Which part of the wording it stands in, from 0. */
	readonly part: number;
	/** Where it stands in the text of that part, the `@` counted. */
	readonly from: number;
	readonly to: number;
};

/** A sign of a script that writes no spaces between words, for a regular expression with the flag `u`. */
export const unspaced =
	"[\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]";

/**
 * What may not stand before the `@`: a word, an address, or another `@`. Scripts that write no
 * spaces may stand right before it.
 */
const before = `(?<![@＠._%+/-]|(?!${unspaced})[\\p{L}\\p{M}\\p{N}_])`;
const inName = "\\p{L}\\p{M}\\p{N}_\\u200c\\u200d-";
/** What makes an address, a fraction or another sign of it: example.com, f1.8, f/2.8, one@two. */
const after = `(?![@＠${inName}]|[./．][\\p{L}\\p{N}])`;
const written = new RegExp(`${before}[@＠]([${inName}]+)${after}`, "gu");

/** Sizes and factors such as @2x, @4k, @50mm. */
const measure = /^\p{N}+\D/u;

/** The names that are written with an `@` in the words of a prompt, in order. */
export function plainMentions(wording: Wording): readonly PlainMention[] {
	return wording.flatMap((part, at) => {
		if (part.kind !== "text") return [];
		return [...part.text.matchAll(written)].flatMap((match): PlainMention[] => {
			const name = (match[1] ?? "").replace(/-+$/, "");
			if (!/[\p{L}\p{N}]/u.test(name) || measure.test(name)) return [];
			return [{ name, part: at, from: match.index, to: match.index + 1 + name.length }];
		});
	});
}
