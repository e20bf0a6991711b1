import { z } from "zod";
import { type Database, parsedRow } from "./database.ts";
import type { FilterPlan } from "./filter-clauses.ts";
import { joined } from "./filter-rows.ts";
import { type Direction, type PlaceCursor, placeCursor } from "./place-streams.ts";
import { ratioOf, type Shapes } from "./span-shelf.ts";

const ShapeRow = z.object({ place: z.int(), width: z.int(), height: z.int() });
/** Rows that are read before it pauses. */
const ROWS_AT_ONCE = 2_000;

/** Pictures that are not in the gallery: none of its spans has them. */
export function* walkElsewhere(
	database: Database,
	plan: FilterPlan,
	direction: Direction,
): Generator<Shapes, void> {
	const { range, sources, clauses } = plan;
	const cursors = sources.map((source) => placeCursor(database, source, direction, range));
	const { holds, values } = joined(clauses);
	const shapes = database.prepare(
		`SELECT place, width, height FROM images
		 WHERE place IN (SELECT value FROM json_each(?)) ${clauses.length > 0 ? `AND ${holds}` : ""}
		 ORDER BY place ${direction === -1 ? "DESC" : "ASC"}`,
	);
	let target = direction === -1 ? range.to - 1 : range.from;
	for (;;) {
		const places: number[] = [];
		while (places.length < ROWS_AT_ONCE) {
			const next = meeting(cursors, target);
			if (next === undefined) break;
			places.push(next);
			target = next + direction;
		}
		if (places.length === 0) return;
		const rows = shapes
			.all(JSON.stringify(places), ...values)
			.map((row) => parsedRow(ShapeRow, row, "index.db"));
		yield {
			places: Float64Array.from(rows, ({ place }) => place),
			ratios: Uint16Array.from(rows, ({ width, height }) => ratioOf(width, height)),
		};
	}
}

/** The first place at or behind the target that all cursors name. */
function meeting(cursors: readonly PlaceCursor[], target: number): number | undefined {
	for (let at = target; ; ) {
		const start = at;
		for (const cursor of cursors) {
			const next = cursor.seek(at);
			if (next === undefined) return undefined;
			at = next;
		}
		if (at === start) return at;
	}
}
