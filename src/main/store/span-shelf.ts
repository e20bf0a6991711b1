import { z } from "zod";
import { RATIO_UNIT } from "../../contract/library-query.ts";
import { type Database, parsedRow } from "./database.ts";
import { SPAN } from "./migrations/index-0003.ts";

/** Pictures in one order: where each stands, and its width divided by its height times `RATIO_UNIT`. */
export type Shapes = { readonly places: Float64Array; readonly ratios: Uint16Array };

/** The kept pictures of a span of time, newest first. */
export type Span = Shapes & {
	readonly span: number;
	readonly stamp: number;
	/**
	 * For each picture how many places further the cover of its stack is: 0 when it is the cover
	 * itself, {@link ELSEWHERE} when the cover is in another span.
	 */
	readonly covers: Int16Array;
};

export const ELSEWHERE = -32_768;

/** The order and the shapes of all kept pictures, kept in memory and brought up to date where it changed. */
export type SpanShelf = {
	/** Brings it up to date; pauses between pieces of work. */
	readonly refresh: () => Generator<void, void>;
	/** As of the last refresh; newest first, none empty. */
	readonly spans: () => readonly Span[];
	/** Writes what was read anew into the index, where the next start finds it. */
	readonly store: () => void;
};

const Stamps = z.object({ span: z.int(), stamp: z.int() });
const Whole = Stamps.extend({ pictures: z.instanceof(Uint8Array).nullable() });
const Row = z.object({
	place: z.int(),
	width: z.int(),
	height: z.int(),
	stack: z.string().nullable(),
	cover: z.int().nullable(),
});
type Row = z.infer<typeof Row>;

/** Spans that are read in one go before it pauses. */
const AT_ONCE = 4;

export function createSpanShelf(database: Database): SpanShelf {
	const stamps = database.prepare("SELECT span, stamp FROM spans");
	const everything = database.prepare("SELECT span, stamp, pictures FROM spans");
	const one = database.prepare("SELECT span, stamp, pictures FROM spans WHERE span = ?");
	const images = database.prepare(
		`SELECT place, width, height, stack, cover FROM images
		 WHERE place >= :from AND place < :to AND trashed_at IS NULL AND missing IS NULL
		 ORDER BY place DESC`,
	);
	const keep = database.prepare("UPDATE spans SET pictures = ? WHERE span = ? AND stamp = ?");
	const known = new Map<number, Span>();
	const unwritten = new Set<number>();
	let inOrder: readonly Span[] | undefined;

	const take = (found: unknown): boolean => {
		const { span, stamp, pictures } = parsedRow(Whole, found, "index.db");
		const stored = pictures === null ? undefined : unpacked(span, stamp, pictures);
		if (stored === undefined) unwritten.add(span);
		known.set(span, stored ?? spanOf(span, stamp, rowsIn(span)));
		inOrder = undefined;
		return stored !== undefined;
	};
	const rowsIn = (span: number) =>
		images
			.all({ from: span * SPAN, to: (span + 1) * SPAN })
			.map((row) => parsedRow(Row, row, "index.db"));
	const changed = (): readonly number[] =>
		stamps.all().flatMap((row) => {
			const { span, stamp } = parsedRow(Stamps, row, "index.db");
			return known.get(span)?.stamp === stamp ? [] : [span];
		});
	return {
		refresh: function* () {
			if (known.size === 0) {
				for (const row of everything.all()) if (!take(row)) yield;
				return;
			}
			let read = 0;
			for (const span of changed()) {
				const row = one.get(span);
				if (row !== undefined) take(row);
				read += 1;
				if (read % AT_ONCE === 0) yield;
			}
		},
		spans: () => {
			inOrder ??= [...known.values()]
				.filter(({ places }) => places.length > 0)
				.sort((a, b) => b.span - a.span);
			return inOrder;
		},
		store: () =>
			database.transaction(() => {
				for (const span of unwritten) {
					const found = known.get(span);
					if (found !== undefined) keep.run(packed(found), span, found.stamp);
				}
				unwritten.clear();
			}),
	};
}

/** Width divided by height in steps of {@link RATIO_UNIT}. */
export function ratioOf(width: number, height: number): number {
	return Math.min(65_535, Math.max(1, Math.round((width / height) * RATIO_UNIT)));
}

/** @param rows newest first */
function spanOf(span: number, stamp: number, rows: readonly Row[]): Span {
	const coverAt = new Map<string | null, number>();
	rows.forEach(({ stack, cover }, at) => {
		if (cover === 1) coverAt.set(stack, at);
	});
	const covers = rows.map(({ stack }, at) => {
		const steps = (coverAt.get(stack) ?? Number.NEGATIVE_INFINITY) - at;
		return Math.abs(steps) > 32_767 ? ELSEWHERE : steps;
	});
	return {
		...{ span, stamp },
		places: Float64Array.from(rows, ({ place }) => place),
		ratios: Uint16Array.from(rows, ({ width, height }) => ratioOf(width, height)),
		covers: Int16Array.from(covers),
	};
}

const BYTES = 8 + 2 + 2;

/** The three columns one after the other, as this kind of computer writes numbers (low byte first, all that Electron runs on). */
function packed({ places, ratios, covers }: Span): Uint8Array {
	const bytes = new Uint8Array(places.length * BYTES);
	let at = 0;
	for (const { buffer, byteOffset, byteLength } of [places, ratios, covers]) {
		bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
		at += byteLength;
	}
	return bytes;
}

function unpacked(span: number, stamp: number, bytes: Uint8Array): Span | undefined {
	const count = bytes.byteLength / BYTES;
	if (!Number.isInteger(count)) return undefined;
	// A view of its own, so that eight bytes begin where a number may begin.
	const { buffer } = new Uint8Array(bytes);
	return {
		...{ span, stamp },
		places: new Float64Array(buffer, 0, count),
		ratios: new Uint16Array(buffer, count * 8, count),
		covers: new Int16Array(buffer, count * 10, count),
	};
}
