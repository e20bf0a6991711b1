import { z } from "zod";
import { type Database, parsedRow } from "./database.ts";
import type { FilterPlan } from "./filter-clauses.ts";
import { createIsFound } from "./filter-rows.ts";
import { ELSEWHERE, type Span } from "./span-shelf.ts";

const CoverRow = z.object({ place: z.int(), cover: z.int() });

/**
 * Leaves one picture of each stack: its cover where the filter leaves it, else the first of those it leaves.
 * Takes the spans one after the other in one direction, and which of their pictures were found.
 */
export function createRepresents(database: Database, plan: FilterPlan) {
	const coversOf = database.prepare(
		`SELECT images.place, covers.place AS cover FROM images
		 JOIN images AS covers ON covers.stack = images.stack AND covers.cover = 1
		 WHERE images.place IN (SELECT value FROM json_each(?))`,
	);
	const isFound = createIsFound(database, plan);
	/** Covers the filter does not leave, whose stacks already have somebody else. */
	const stoodFor = new Set<number>();

	const standsIn = (cover: number) => {
		if (stoodFor.has(cover)) return false;
		stoodFor.add(cover);
		return true;
	};
	return (
		{ places, covers }: Pick<Span, "places" | "covers">,
		met: readonly number[],
	): readonly number[] => {
		const here = new Set(met);
		const strangers = met.filter((at) => covers[at] === ELSEWHERE);
		const coverAt = new Map<number, number>();
		if (strangers.length > 0) {
			const rows = coversOf.all(JSON.stringify(strangers.map((at) => places[at])));
			for (const row of rows) {
				const { place, cover } = parsedRow(CoverRow, row, "index.db");
				coverAt.set(place, cover);
			}
		}
		const found = isFound([...coverAt.values()]);
		return met.filter((at) => {
			const steps = covers[at] ?? 0;
			if (steps === 0) return true;
			if (steps !== ELSEWHERE) return !here.has(at + steps) && standsIn(places[at + steps] ?? 0);
			const cover = coverAt.get(places[at] ?? 0);
			return cover === undefined || (!found.has(cover) && standsIn(cover));
		});
	};
}
