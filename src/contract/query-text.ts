import { CollectionId, ImageId, JobId, ReferenceId } from "./ids.ts";
import { HexColour, type LibraryFilter, type LibraryOrder, MAX_TAG } from "./library-query.ts";
import { dateSpan, dateText, wholeDate } from "./query-dates.ts";
import { type QueryToken, queryTokens, quoted } from "./query-tokens.ts";
import { type Measured, spanOf, spanText } from "./query-values.ts";
import { pickWords, type QueryKey, type QueryWord, spelled, wordSpellings } from "./query-words.ts";

/** What the names in chips stand for. */
export type QueryNames = {
	readonly gateways: readonly { readonly id: string; readonly title: string }[];
	/** Titles of models. */
	readonly models: readonly string[];
	readonly collections: readonly { readonly id: CollectionId; readonly title: string }[];
	/** The shelf. */
	readonly references: readonly { readonly id: ReferenceId; readonly name: string }[];
	/** Ms since the Unix epoch, for `today`. */
	readonly now: number;
};

/** What a typed query says; the order only where it names one: nearness to a colour, likeness to a picture. */
export type TypedQuery = {
	readonly filter: LibraryFilter;
	readonly order?: Extract<LibraryOrder, { by: "colour" | "similar" }>;
};

/** The longest list of gateways, models or tags (`LibraryFilter`). */
const MAX_LISTED = 50;
const MAX_TEXT = 500;

/** Understands typed chips in English and Chinese; everything else is words to be found. */
export function parseQuery(text: string, names: QueryNames): TypedQuery {
	let query: TypedQuery = { filter: { text: "" } };
	const words: string[] = [];
	for (const token of queryTokens(text)) {
		const next = withToken(query, token, names);
		if (next === undefined) words.push(token.text);
		else query = next;
	}
	const found = words.join(" ").trim().replaceAll(/\s+/g, " ").slice(0, MAX_TEXT).trim();
	return { ...query, filter: { ...query.filter, text: found } };
}

/** The query with what a chip says; undefined when the piece is no chip, or one that says nothing. */
export function withToken(
	query: TypedQuery,
	token: QueryToken,
	names: QueryNames,
): TypedQuery | undefined {
	if (token.kind === "quoted") return undefined;
	if (token.kind === "word") return withWord(query, token.text, false);
	const { key, sign, value } = token;
	// Empty quotes are a value: imported pictures have a gateway without a name.
	if (value === "" && !/["”]$/u.test(token.text)) return undefined;
	switch (key) {
		case "size":
		case "ratio":
		case "price":
			return withSpan(query, key, token);
		case "stars":
			return withStars(query, token);
		case "date":
		case "after":
		case "before":
			return withDate(query, token, names.now);
		default:
			return sign === ":" ? withValue(query, key, value, names) : undefined;
	}
}

/** The query as chips and words; `parseQuery` reads the same out of it again. */
export function queryText({ filter, order }: TypedQuery, names: QueryNames): string {
	const chips = [
		...(filter.gateways ?? []).map((id) => chip("gateway", id)),
		...(filter.models ?? []).map((title) => chip("model", title)),
		...(filter.tags ?? []).map((tag) => chip("tag", tag)),
		...pickWords.flatMap(([word, pick]) => (filter.picks?.includes(pick) ? [word] : [])),
		...(filter.minStars === undefined ? [] : [`stars>=${filter.minStars}`]),
		...(filter.side === undefined ? [] : spanText("size", filter.side)),
		...(filter.ratio === undefined ? [] : spanText("ratio", filter.ratio)),
		...dateChips(filter),
		...(filter.usd === undefined ? [] : spanText("price", filter.usd)),
		...(filter.reference === undefined ? [] : [referenceChip(filter.reference, names)]),
		...(filter.collection === undefined ? [] : [collectionChip(filter.collection, names)]),
		...(filter.origin === undefined ? [] : [`is:${filter.origin}`]),
		...(filter.state === undefined ? [] : [`is:${filter.state}`]),
		...(filter.childrenOf === undefined ? [] : [`children:${filter.childrenOf}`]),
		...(filter.job === undefined ? [] : [`job:${filter.job}`]),
		...(order?.by === "colour" ? [`colour:${order.hex}`] : []),
		...(order?.by === "similar" ? [`like:${order.image}`] : []),
	];
	return [...chips, plainText(filter.text)].filter((piece) => piece !== "").join(" ");
}

/** Words that are read as words: what would be a chip stands in quotes. */
export function plainText(text: string): string {
	const words = text.split(/\s+/).filter((word) => word !== "");
	return words.map((word) => (isPlainWord(word) ? word : quoted(word))).join(" ");
}

function isPlainWord(word: string): boolean {
	const [token, ...more] = queryTokens(word);
	if (token?.kind !== "word" || more.length > 0) return false;
	return withWord({ filter: { text: "" } }, word, false) === undefined;
}

function withWord(query: TypedQuery, text: string, isNamed: boolean): TypedQuery | undefined {
	const word = spelled(wordSpellings, text);
	if (word === undefined) return undefined;
	const pick = pickWords.find(([name]) => name === word)?.[1];
	if (pick !== undefined) {
		const given = [...(query.filter.picks ?? []), pick];
		const picks = pickWords.flatMap(([, one]) => (given.includes(one) ? [one] : []));
		return patched(query, { picks });
	}
	// Everyday words: only `is:` makes them chips.
	return isNamed ? withState(query, word) : undefined;
}

function withState(query: TypedQuery, word: QueryWord): TypedQuery | undefined {
	if (word === "made" || word === "imported") return patched(query, { origin: word });
	if (word === "trashed" || word === "missing") return patched(query, { state: word });
	return undefined;
}

type ChipToken = Extract<QueryToken, { kind: "chip" }>;

function withSpan(query: TypedQuery, key: Measured, { sign, value }: ChipToken) {
	const span = spanOf(key, sign, value);
	if (span === undefined) return undefined;
	const field = ({ size: "side", ratio: "ratio", price: "usd" } as const)[key];
	// A named stretch stands for itself; an end of one leaves the other end as it is.
	const before = sign === ":" ? {} : query.filter[field];
	return patched(query, { [field]: { ...before, ...span } });
}

function withStars(query: TypedQuery, { sign, value }: ChipToken): TypedQuery | undefined {
	const drawn = /^★{1,5}$/u.test(value) ? value.length : undefined;
	const typed = Number(/^(\d)[星★]?$/u.exec(value)?.[1] ?? Number.NaN);
	const stars = (drawn ?? typed) + (sign === ">" ? 1 : 0);
	if (sign === "<" || sign === "<=" || !(stars >= 1 && stars <= 5)) return undefined;
	return patched(query, { minStars: stars });
}

function withDate(query: TypedQuery, { key, sign, value }: ChipToken, now: number) {
	const [first = "", last = first] = value.split("..");
	const span = dateSpan(first, now);
	const end = dateSpan(last, now);
	if (span === undefined || end === undefined) return undefined;
	if (key === "after" && sign === ":") return patched(query, { from: span.from });
	if (key === "before" && sign === ":") return patched(query, { before: span.from });
	if (key !== "date") return undefined;
	switch (sign) {
		case ":":
			return patched(query, { from: span.from, before: end.before });
		case ">=":
			return patched(query, { from: span.from });
		case ">":
			return patched(query, { from: span.before });
		case "<=":
			return patched(query, { before: span.before });
		case "<":
			return patched(query, { before: span.from });
	}
}

type ValueKey = Exclude<QueryKey, Measured | "stars" | "date" | "after" | "before">;

function withValue(
	query: TypedQuery,
	key: ValueKey,
	value: string,
	names: QueryNames,
): TypedQuery | undefined {
	switch (key) {
		case "gateway":
			return withListed(query, "gateways", gatewayOf(value, names), 64);
		case "model":
			return withListed(query, "models", sameName(names.models, value) ?? value, 200);
		case "tag":
			return withListed(query, "tags", value.trim(), MAX_TAG);
		case "is":
			return withWord(query, value, true);
		case "ref": {
			const reference = referenceOf(value.replace(/^[@＠]/u, ""), names);
			return reference && patched(query, { reference });
		}
		case "in": {
			const collection = collectionOf(value, names);
			return collection && patched(query, { collection });
		}
		case "children": {
			const { data: childrenOf } = ImageId.safeParse(value);
			return childrenOf && patched(query, { childrenOf });
		}
		case "job": {
			const { data: job } = JobId.safeParse(value);
			return job && patched(query, { job });
		}
		case "like": {
			const { data: image } = ImageId.safeParse(value);
			return image && { ...query, order: { by: "similar", image } };
		}
		case "colour": {
			const hex = hexColour(value);
			return hex === undefined ? undefined : { ...query, order: { by: "colour", hex } };
		}
	}
}

/** A colour as it is kept; `#f80`, `FF8800` and the like are understood. */
export function hexColour(text: string): string | undefined {
	const [, digits = ""] = /^[#＃]?([0-9a-f]{3}|[0-9a-f]{6})$/iu.exec(text.trim()) ?? [];
	const six = digits.length === 3 ? digits.replaceAll(/./g, "$&$&") : digits;
	return HexColour.safeParse(`#${six.toLowerCase()}`).data;
}

function withListed(
	query: TypedQuery,
	field: "gateways" | "models" | "tags",
	value: string,
	longest: number,
): TypedQuery | undefined {
	const list = query.filter[field] ?? [];
	if (value.length > longest || (value === "" && field === "tags")) return undefined;
	if (list.includes(value)) return query;
	return list.length >= MAX_LISTED ? undefined : patched(query, { [field]: [...list, value] });
}

function patched(query: TypedQuery, patch: Partial<LibraryFilter>): TypedQuery {
	return { ...query, filter: { ...query.filter, ...patch } };
}

/** Unknown gateways are taken by their id: the library may know more than the app does. */
function gatewayOf(value: string, { gateways }: QueryNames): string {
	const known = gateways.find(({ id }) => id === value);
	return (known ?? gateways.find(({ title }) => isSameName(title, value)))?.id ?? value;
}

function referenceOf(value: string, { references }: QueryNames): ReferenceId | undefined {
	const named = references.find(({ name }) => isSameName(name, value))?.id;
	return named ?? ReferenceId.safeParse(value).data;
}

function collectionOf(value: string, { collections }: QueryNames): CollectionId | undefined {
	const named = collections.find(({ title }) => isSameName(title, value))?.id;
	return named ?? CollectionId.safeParse(value).data;
}

function referenceChip(id: ReferenceId, names: QueryNames): string {
	const name = names.references.find((reference) => reference.id === id)?.name;
	const isIts = name !== undefined && !/^[@＠]/u.test(name) && referenceOf(name, names) === id;
	return isIts ? `ref:${inChip(`@${name}`)}` : `ref:${id}`;
}

function collectionChip(id: CollectionId, names: QueryNames): string {
	const title = names.collections.find((collection) => collection.id === id)?.title;
	const isIts = title !== undefined && title !== "" && collectionOf(title, names) === id;
	return isIts ? chip("in", title) : `in:${id}`;
}

function dateChips({ from, before }: LibraryFilter): readonly string[] {
	if (from !== undefined && before !== undefined) {
		const whole = wholeDate({ from, before });
		if (whole !== undefined) return [`date:${whole}`];
	}
	return [
		...(from === undefined ? [] : [`after:${dateText(from)}`]),
		...(before === undefined ? [] : [`before:${dateText(before)}`]),
	];
}

function chip(key: QueryKey, value: string): string {
	return `${key}:${inChip(value)}`;
}

function inChip(value: string): string {
	return /^[^\s"“”\\]+$/u.test(value) ? value : quoted(value);
}

function sameName(names: readonly string[], value: string): string | undefined {
	return names.includes(value) ? value : names.find((name) => isSameName(name, value));
}

function isSameName(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.trim().toLowerCase();
}
