import type { LibraryFilter, Span } from "./library-query.ts";

/** What a typed chip can speak of. */
export const queryKeys = [
	"gateway",
	"model",
	"tag",
	"stars",
	"size",
	"ratio",
	"date",
	"after",
	"before",
	"price",
	"ref",
	"in",
	"is",
	"colour",
	"children",
	"job",
	"like",
] as const;
export type QueryKey = (typeof queryKeys)[number];

/** How each is written; the first is how it is written back. Compared without regard to case. */
export const keySpellings: Readonly<Record<QueryKey, readonly string[]>> = {
	gateway: ["gateway", "网关", "平台"],
	model: ["model", "模型"],
	tag: ["tag", "tags", "标签"],
	stars: ["stars", "star", "星级", "星", "评分"],
	size: ["size", "尺寸", "大小"],
	ratio: ["ratio", "比例", "宽高比"],
	date: ["date", "日期"],
	after: ["after", "since", "晚于", "自"],
	before: ["before", "早于"],
	price: ["price", "cost", "价格", "花费"],
	ref: ["ref", "reference", "参考图", "参考"],
	in: ["in", "collection", "收藏夹", "合集"],
	is: ["is", "状态", "是"],
	colour: ["colour", "color", "颜色"],
	children: ["children", "衍生"],
	job: ["job", "任务"],
	like: ["like", "相似"],
};

/** Words that are chips by themselves, and what may follow `is:`. */
export type QueryWord =
	| "picked"
	| "rejected"
	| "unmarked"
	| "made"
	| "imported"
	| "trashed"
	| "missing";
export const wordSpellings: Readonly<Record<QueryWord, readonly string[]>> = {
	picked: ["picked", "已入选", "入选", "已选中", "选中"],
	rejected: ["rejected", "已淘汰", "淘汰"],
	unmarked: ["unmarked", "未标记"],
	made: ["made", "生成"],
	imported: ["imported", "导入"],
	trashed: ["trashed", "回收站", "废纸篓"],
	missing: ["missing", "丢失", "缺失"],
};

export type Pick = NonNullable<LibraryFilter["picks"]>[number];
/** The words that need no `is:` before them, and the marks they stand for. */
export const pickWords = [
	["picked", "picked"],
	["rejected", "rejected"],
	["unmarked", "none"],
] as const satisfies readonly (readonly [QueryWord, Pick])[];

/**
 * Sizes as gateways name them, px of the longer side. A square of the name has exactly that; wider
 * shapes of the same name are longer (2K at 21:9 has 3,024 or more), so a size reaches to the next one.
 */
export const namedSizes = [
	{ name: "1K", px: 1_024 },
	{ name: "2K", px: 2_048 },
	{ name: "4K", px: 4_096 },
	{ name: "8K", px: 8_192 },
] as const;

/** Ratios that gateways offer; see the size tables of `src/main/gateways`. */
export const namedRatios = [
	[1, 1],
	[5, 4],
	[4, 3],
	[3, 2],
	[16, 9],
	[2, 1],
	[21, 9],
	[4, 5],
	[3, 4],
	[2, 3],
	[9, 16],
	[1, 2],
	[9, 21],
] as const;

/** Gateways round to whole blocks: 1344 × 768, 1376 × 768 and 2848 × 1600 are all called 16:9. */
const RATIO_BEND = 0.025;

export type RatioWord = "landscape" | "portrait" | "square";
export const ratioSpellings: Readonly<Record<RatioWord, readonly string[]>> = {
	landscape: ["landscape", "wide", "横向", "横图"],
	portrait: ["portrait", "tall", "纵向", "竖图"],
	square: ["square", "方形", "方图"],
};

/** What is called a ratio. */
export function ratioSpan(width: number, height: number): Span {
	const ratio = width / height;
	return { min: ratio * (1 - RATIO_BEND), max: ratio * (1 + RATIO_BEND) };
}

export const ratioSpans: Readonly<Record<RatioWord, Span>> = {
	landscape: { min: 1 + RATIO_BEND },
	portrait: { max: 1 - RATIO_BEND },
	square: ratioSpan(1, 1),
};

/** The sizes of a name: from its square up to where the next name begins. */
export function sizeSpan(name: string): Span | undefined {
	const at = namedSizes.findIndex((size) => size.name === name.toUpperCase());
	const next = namedSizes[at + 1];
	const size = namedSizes[at];
	if (size === undefined) return undefined;
	return { min: size.px, ...(next !== undefined && { max: next.px - 1 }) };
}

/** The one that is spelled like this. */
export function spelled<K extends string>(
	spellings: Readonly<Record<K, readonly string[]>>,
	text: string,
): K | undefined {
	const wanted = text.toLowerCase();
	const keys = Object.keys(spellings) as K[];
	return keys.find((key) => spellings[key].some((spelling) => spelling === wanted));
}
