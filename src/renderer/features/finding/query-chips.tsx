import type { ReactNode } from "react";
import type { ImageId } from "../../../contract/ids.ts";
import type { LibraryFilter, LibraryQuery } from "../../../contract/library-query.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import type { Measured } from "../../../contract/query-values.ts";
import { pickWords, type QueryKey } from "../../../contract/query-words.ts";
import type { Token } from "../../kit/token-list.tsx";
import { dateWords, spanWords } from "./chip-text.ts";
import { findingWord } from "./finding-words.ts";
import type { Names } from "./query-names.ts";

/** A part of a query that stands in the field, and the query without it. */
export type QueryChip = Token & { readonly without: LibraryQuery };

/** The parts of a query that are not words, in the order they are read. A component that shows them must call `useTranslation`. */
export function queryChips(query: LibraryQuery, names: Names): readonly QueryChip[] {
	const { filter } = query;
	const without = (patch: Partial<Record<keyof LibraryFilter, unknown>>): LibraryQuery => {
		const entries = Object.entries({ ...filter, ...patch });
		const kept = entries.filter(([, value]) => value !== undefined && !isEmptyList(value));
		return { ...query, filter: { text: filter.text, ...Object.fromEntries(kept) } };
	};
	const list = (
		field: "gateways" | "models" | "tags",
		key: QueryKey,
		title: (id: string) => string,
	) =>
		(filter[field] ?? []).map((value) => ({
			...named(key, title(value)),
			id: `${key} ${value}`,
			without: without({ [field]: filter[field]?.filter((one) => one !== value) }),
		}));
	const one = (field: keyof LibraryFilter, chip: Omit<Token, "id">): QueryChip[] =>
		filter[field] === undefined
			? []
			: [{ ...chip, id: field, without: without({ [field]: undefined }) }];
	const span = (field: "side" | "ratio" | "usd", key: Measured) =>
		one(field, filter[field] === undefined ? none : named(key, spanWords(key, filter[field])));

	const dates = dateWords(filter);
	return [
		...orderChips(query),
		...one("state", { label: findingWord(`state.${filter.state ?? "trashed"}`) }),
		...one("collection", named("in", nameById(names.collections, filter.collection, "title"))),
		...list("gateways", "gateway", (id) => gatewayTitle(names, id)),
		...list("models", "model", (title) => title),
		...list("tags", "tag", (tag) => tag),
		...pickWords.flatMap(([word, pick]): QueryChip[] =>
			filter.picks?.includes(pick) === true
				? [
						{
							id: word,
							label: findingWord(`pick.${word}`),
							without: without({ picks: filter.picks.filter((other) => other !== pick) }),
						},
					]
				: [],
		),
		...one("minStars", { label: findingWord("stars.atLeast", { count: filter.minStars ?? 0 }) }),
		...span("side", "size"),
		...span("ratio", "ratio"),
		...(dates === undefined
			? []
			: [
					{
						id: "dates",
						...named("date", dates),
						without: without({ from: undefined, before: undefined }),
					},
				]),
		...span("usd", "price"),
		...one("reference", referenceFace(filter, names)),
		...one("origin", { label: findingWord(`origin.${filter.origin ?? "made"}`) }),
		...one("childrenOf", pictureFace(findingWord("chip.children"), filter.childrenOf)),
		...one("job", { label: findingWord("chip.job") }),
	];
}

const none: Omit<Token, "id"> = { label: "" };

/** Nearness to a colour or a picture narrows what is seen, so it stands among the chips. */
function orderChips(query: LibraryQuery): readonly QueryChip[] {
	const { order, ...without } = query;
	if (order?.by === "similar") {
		return [{ ...pictureFace(findingWord("chip.similar"), order.image), id: "similar", without }];
	}
	if (order?.by !== "colour") return [];
	const face = (
		<>
			<span
				aria-hidden
				className="size-3 shrink-0 rounded-sm border border-edge"
				style={{ backgroundColor: order.hex }}
			/>
			<span className="truncate">{findingWord("chip.colour")}</span>
		</>
	);
	return [{ id: "colour", label: `${findingWord("chip.colour")} ${order.hex}`, face, without }];
}

function named(key: QueryKey, value: string): Omit<Token, "id"> {
	const name = findingWord(`key.${key}`);
	return { label: findingWord("chip.named", { name, value }), face: keyedFace(name, value) };
}

/** A quiet key before its value. */
export function keyedFace(name: string, value: string): ReactNode {
	return (
		<>
			<span className="shrink-0 text-text-2">{name}</span>
			<span className="truncate">{value}</span>
		</>
	);
}

function referenceFace(filter: LibraryFilter, names: Names): Omit<Token, "id"> {
	const id = filter.reference;
	if (id === undefined) return none;
	const name = names.references.find((reference) => reference.id === id)?.name;
	const label = name === undefined ? findingWord("chip.reference") : `@${name}`;
	return {
		label: findingWord("chip.named", { name: findingWord("key.ref"), value: label }),
		face: thumbFace(referenceUrl("reference-thumb", id), label),
	};
}

function pictureFace(label: string, id: ImageId | undefined): Omit<Token, "id"> {
	return id === undefined ? none : { label, face: thumbFace(imageUrl("thumb", id), label) };
}

function thumbFace(src: string, label: string): ReactNode {
	return (
		<>
			<img src={src} alt="" draggable={false} className="size-4 shrink-0 rounded-sm object-cover" />
			<span className="truncate">{label}</span>
		</>
	);
}

function gatewayTitle({ gateways }: Names, id: string): string {
	return gateways.find((gateway) => gateway.id === id)?.title ?? id;
}

function nameById<K extends string>(
	list: readonly ({ readonly id: string } & Readonly<Record<K, string>>)[],
	id: string | undefined,
	key: K,
): string {
	return list.find((one) => one.id === id)?.[key] ?? findingWord("chip.unknown");
}

function isEmptyList(value: unknown): boolean {
	return Array.isArray(value) && value.length === 0;
}
