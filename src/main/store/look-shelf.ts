import { z } from "zod";
import { MAX_LOOK_COLOURS } from "../../contract/picture-look.ts";
import { type Database, parsedRow } from "./database.ts";
import { SPAN } from "./migrations/index-0003.ts";
import { firstAtOrBehind } from "./place-streams.ts";

/** Bytes of one picture's colours: see migration 3. */
export const COLOUR_BYTES = 4 * MAX_LOOK_COLOURS;

/** How pictures look, a column each, in the order of the places asked for. */
export type Looks = {
	/** 1: known. */
	readonly known: Uint8Array;
	readonly high: Uint32Array;
	readonly low: Uint32Array;
	/** {@link COLOUR_BYTES} each. */
	readonly colours: Uint8Array;
};

/** Looks kept in memory for as long as they are asked for. */
export type LookShelf = {
	/** @param places newest first; pauses between pieces of work */
	readonly of: (places: Float64Array) => Generator<void, Looks>;
};

type SpanLooks = Omit<Looks, "known"> & { readonly stamp: number; readonly places: Float64Array };

const numbers = z
	.string()
	.transform((text): unknown => JSON.parse(text))
	.pipe(z.custom<readonly number[]>(Array.isArray));
const Row = z.object({
	places: numbers,
	high: numbers,
	low: numbers,
	colours: z.string().nullable(),
});
const Stamp = z.object({ stamp: z.int() });

export function createLookShelf(database: Database): LookShelf {
	const stampOf = database.prepare("SELECT stamp FROM spans WHERE span = ?");
	const rows = database.prepare(
		`SELECT json_group_array(place) AS places, json_group_array(likeness_high) AS high,
			json_group_array(likeness_low) AS low, group_concat(hex(colours), '') AS colours
		 FROM (SELECT place, likeness_high, likeness_low, colours FROM images
			WHERE place >= CAST(? AS INTEGER) AND place < CAST(? AS INTEGER) AND likeness_high IS NOT NULL
			ORDER BY place DESC)`,
	);
	const shelf = new Map<number, SpanLooks>();

	const looksIn = (span: number): { readonly looks: SpanLooks; readonly read: boolean } => {
		const row = stampOf.get(span);
		const stamp = row === undefined ? 0 : parsedRow(Stamp, row, "index.db").stamp;
		const kept = shelf.get(span);
		if (kept?.stamp === stamp) return { looks: kept, read: false };
		const found = parsedRow(Row, rows.get(span * SPAN, (span + 1) * SPAN), "index.db");
		const looks = {
			stamp,
			places: Float64Array.from(found.places),
			high: Uint32Array.from(found.high),
			low: Uint32Array.from(found.low),
			colours: new Uint8Array(Buffer.from(found.colours ?? "", "hex")),
		};
		shelf.set(span, looks);
		return { looks, read: true };
	};
	return {
		of: function* (places) {
			const count = places.length;
			const all: Looks = {
				known: new Uint8Array(count),
				high: new Uint32Array(count),
				low: new Uint32Array(count),
				colours: new Uint8Array(count * COLOUR_BYTES),
			};
			for (let at = 0; at < count; ) {
				const span = Math.floor((places[at] ?? 0) / SPAN);
				const { looks, read } = looksIn(span);
				const end = firstAtOrBehind(places, span * SPAN - 1, -1, at);
				copy(looks, places, { at, end }, all);
				at = end;
				if (read) yield;
			}
			return all;
		},
	};
}

/** Both lists are newest first. */
function copy(
	from: SpanLooks,
	places: Float64Array,
	{ at, end }: { readonly at: number; readonly end: number },
	to: Looks,
): void {
	let next = 0;
	for (let index = at; index < end; index += 1) {
		next = firstAtOrBehind(from.places, places[index] ?? 0, -1, next);
		if (from.places[next] !== places[index]) continue;
		to.known[index] = 1;
		to.high[index] = from.high[next] ?? 0;
		to.low[index] = from.low[next] ?? 0;
		const bytes = from.colours.subarray(next * COLOUR_BYTES, (next + 1) * COLOUR_BYTES);
		to.colours.set(bytes, index * COLOUR_BYTES);
	}
}
