/**
 * How prompts name a picture by its place: the words `compilePrompt` writes, and those that are
 * written by hand instead. No gateway's page lists them (looked for 2026-11-21): a word that is
 * missing here only keeps an advice from being given.
 */
const namings: readonly { readonly pattern: RegExp; readonly numerals: "digits" | "han" }[] = [
	// image 2, Image #2, picture 2, photo 2, reference image 2, reference 2
	{
		pattern:
			/(?<![\p{L}\p{N}_])(?:image|picture|photo|reference)[ \u00a0]?#?(\d{1,3})(?![\p{L}\p{N}_])/giu,
		numerals: "digits",
	},
	// 图2, 图 2, 图片2, 图像2, 参考图2
	{ pattern: /图[片像]?[ \u3000]?(\d{1,3})(?!\d)/gu, numerals: "digits" },
	// 第2张图, 第 2 张参考图, 第2幅图
	{ pattern: /第[ ]?(\d{1,3})[ ]?[张幅][^\d，。；、\s]{0,4}图/gu, numerals: "digits" },
	// 图二, but not 图一个: there it begins a number of things.
	{ pattern: /图[片像]?([一二三四五六七八九十])(?![个张下些样种直起般边方])/gu, numerals: "han" },
	// 第二张图
	{ pattern: /第([一二三四五六七八九十])[张幅][^\d，。；、\s]{0,4}图/gu, numerals: "han" },
];

const hanNumerals = "一二三四五六七八九十";

/** The pictures a text names by number, such as 2 of "image 2", 图2 or 第二张图; each once, in order. */
export function picturesNumbered(text: string): readonly number[] {
	// Full-width digits are the same numbers.
	const plain = text.replaceAll(/[０-９]/gu, (digit) =>
		String.fromCharCode(digit.charCodeAt(0) - 0xfee0),
	);
	const found = new Set<number>();
	for (const { pattern, numerals } of namings) {
		for (const [, word = ""] of plain.matchAll(pattern)) {
			found.add(numerals === "digits" ? Number(word) : hanNumerals.indexOf(word) + 1);
		}
	}
	return [...found].filter((number) => number > 0).toSorted((a, b) => a - b);
}
