import i18next from "i18next";
import type { LibraryFacets } from "../../../contract/library-query.ts";
import { quoted } from "../../../contract/query-tokens.ts";
import {
	keySpellings,
	namedRatios,
	namedSizes,
	type QueryKey,
	queryKeys,
} from "../../../contract/query-words.ts";
import { formatNumber } from "../../bridge/format.ts";
import type { Suggestion } from "../../kit/token-field.tsx";
import { type TagCount, useTagNames } from "../../state/tag-names.ts";
import { pieceInHand } from "./find-draft.ts";
import { findingWord } from "./finding-words.ts";
import { keyedFace } from "./query-chips.tsx";
import type { Names } from "./query-names.ts";

/** What a suggestion puts in place of the piece that is being typed. */
export type FindSuggestion = Suggestion & {
	readonly start: number;
	readonly insert: string;
	/** True: a whole chip, false: a key whose value is still to come. */
	readonly isWhole: boolean;
};

type Value = { readonly value: string; readonly label: string; readonly count?: number };

const MAX_SHOWN = 10;
const MAX_TAGS_BESIDE = 3;
/** Keys that nobody types by hand: their values are ids. */
type Unsaid = "children" | "job" | "like";
const unsaid: ReadonlySet<QueryKey> = new Set<Unsaid>(["children", "job", "like"]);

/** What could be meant by the end of what is typed: keys, then their values; tags for a bare word too. */
export function findSuggestions(
	draft: string,
	names: Names,
	facets: LibraryFacets | undefined,
	tags: readonly TagCount[],
): readonly FindSuggestion[] {
	const piece = pieceInHand(draft);
	if (piece === undefined || piece.kind === "quoted") return [];
	if (piece.kind === "word") {
		const beside = tags.slice(0, MAX_TAGS_BESIDE).map(tagValue);
		return [
			...keysLike(piece.text, piece.start),
			...beside.map((value) => valueSuggestion("tag", value, piece.start)),
		];
	}
	const wanted = fold(piece.value.replace(/^[@＠]/u, ""));
	const values = piece.key === "tag" ? tags.map(tagValue) : valuesOf(piece.key, names, facets);
	return values
		.filter(({ value, label }) => fold(label).includes(wanted) || fold(value).includes(wanted))
		.slice(0, MAX_SHOWN)
		.map((value) => valueSuggestion(piece.key, value, piece.start));
}

/** Tags like the piece that is being typed; asked for in main, which knows them all. */
export function useTagsLike(draft: string): readonly TagCount[] {
	const piece = pieceInHand(draft);
	const text =
		piece?.kind === "word" && piece.text.length > 1
			? piece.text
			: piece?.kind === "chip" && piece.key === "tag"
				? piece.value
				: undefined;
	return useTagNames(text);
}

function keysLike(typed: string, start: number): FindSuggestion[] {
	const wanted = fold(typed);
	return queryKeys
		.filter((key): key is Exclude<QueryKey, Unsaid> => !unsaid.has(key))
		.filter((key) =>
			[findingWord(`key.${key}`), ...keySpellings[key]].some((word) =>
				fold(word).startsWith(wanted),
			),
		)
		.map((key) => {
			const insert = `${keyWord(key)}:`;
			const face = keyedFace(insert, findingWord(`example.${key}`));
			return { id: `key-${key}`, label: insert, face, start, insert, isWhole: false };
		});
}

/** As it is typed in the language in force. */
function keyWord(key: QueryKey): string {
	const isChinese = i18next.language.startsWith("zh");
	const spellings = keySpellings[key];
	return (isChinese ? spellings.find((word) => /\p{Script=Han}/u.test(word)) : undefined) ?? key;
}

function valueSuggestion(key: QueryKey, { value, label, count }: Value, start: number) {
	const inChip = /^[^\s"“”\\]+$/u.test(value) ? value : quoted(value);
	return {
		id: `${key}-${value.replaceAll(/\s+/g, "_")}`,
		label: findingWord("chip.named", { name: findingWord(`key.${key}`), value: label }),
		face: keyedFace(findingWord(`key.${key}`), label),
		...(count !== undefined && { detail: formatNumber(count) }),
		start,
		insert: `${key}${key === "stars" ? ">=" : ":"}${inChip} `,
		isWhole: true,
	};
}

function valuesOf(
	key: QueryKey,
	names: Names,
	facets: LibraryFacets | undefined,
): readonly Value[] {
	const plain = (words: readonly string[]) => words.map((value) => ({ value, label: value }));
	switch (key) {
		case "gateway": {
			const counts = new Map(facets?.gateways.map(({ id, count }) => [id, count]));
			return names.gateways.map(({ id, title }) => withCount(id, title, counts.get(id)));
		}
		case "model":
			return (facets?.models ?? []).map(({ title, count }) => withCount(title, title, count));
		case "in":
			return names.collections.map(({ title }) => ({ value: title, label: title }));
		case "ref":
			return names.references.map(({ name }) => ({ value: `@${name}`, label: `@${name}` }));
		case "stars":
			return [1, 2, 3, 4, 5].map((count) => ({
				value: String(count),
				label: findingWord("stars.atLeast", { count }),
			}));
		case "size":
			return plain(namedSizes.map(({ name }) => name));
		case "ratio":
			return [
				...(["landscape", "portrait"] as const).map((value) => ({
					value,
					label: findingWord(`ratio.${value}`),
				})),
				...plain(namedRatios.map((pair) => pair.join(":"))),
			];
		case "date":
		case "after":
		case "before":
			return [
				{ value: "today", label: findingWord("date.today") },
				{ value: "yesterday", label: findingWord("date.yesterday") },
				...plain(lastMonths(new Date())),
			];
		case "is":
			return (
				["picked", "rejected", "unmarked", "made", "imported", "missing", "trashed"] as const
			).map((value) => ({ value, label: findingWord(`is.${value}`) }));
		default:
			return [];
	}
}

/** The months of a year back, such as `2026-11`. */
function lastMonths(now: Date): readonly string[] {
	return Array.from({ length: 12 }, (_, ago) => {
		const month = new Date(now.getFullYear(), now.getMonth() - ago, 1);
		return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, "0")}`;
	});
}

function withCount(value: string, label: string, count: number | undefined): Value {
	return { value, label, ...(count !== undefined && { count }) };
}

function tagValue({ name, count }: TagCount): Value {
	return { value: name, label: name, count };
}

function fold(text: string): string {
	return text.trim().toLowerCase();
}
