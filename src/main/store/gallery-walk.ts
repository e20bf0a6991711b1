import { type Database, parsedRow } from "./database.ts";
import type { FilterPlan } from "./filter-clauses.ts";
import { AMONG, joined } from "./filter-rows.ts";
import {
	type Direction,
	firstAtOrBehind,
	type PlaceCursor,
	PlacesRow,
	placeCursor,
} from "./place-streams.ts";
import { ELSEWHERE, type Shapes, type Span, type SpanShelf } from "./span-shelf.ts";
import { createRepresents } from "./stack-covers.ts";
import { walkElsewhere } from "./walk-elsewhere.ts";

/** Finding pictures piece by piece: what was found since the last pause, if anything. */
export type Walk = Generator<Shapes | undefined, void>;

/** The index, and the gallery's order in memory. */
export type WalkPorts = { readonly database: Database; readonly spans: SpanShelf };

/**
 * The pictures that a filter leaves, in the order of time.
 * @param options.stacked one picture for each stack: its cover where the filter leaves it, else the
 * first of those it leaves
 */
export function walk(
	ports: WalkPorts,
	plan: FilterPlan,
	options: { readonly direction: Direction; readonly stacked: boolean },
): Walk {
	return plan.elsewhere
		? walkElsewhere(ports.database, plan, options.direction)
		: walkSpans(ports, plan, options);
}

function* walkSpans(
	{ database, spans }: WalkPorts,
	plan: FilterPlan,
	{ direction, stacked }: { readonly direction: Direction; readonly stacked: boolean },
): Walk {
	const cursors = plan.sources.map((source) =>
		placeCursor(database, source, direction, plan.range),
	);
	const meets = createMeets(database, plan);
	const represents = stacked ? createRepresents(database, plan) : undefined;
	const isEverything = cursors.length === 0 && plan.clauses.length === 0 && plan.isAllTime;
	const all = spans.spans();
	for (let n = 0; n < all.length; n += 1) {
		const span = all[direction === -1 ? n : all.length - 1 - n];
		if (span === undefined) return;
		if (isEverything) {
			yield everything(span, direction, stacked);
			continue;
		}
		const view = viewOf(span, direction);
		const named = agreed(view.places, cursors, direction, plan.range);
		if (named === undefined) return;
		const met = meets(view.places, named);
		const found = represents?.(view, met) ?? met;
		yield found.length === 0 ? undefined : chosen(view, found);
	}
}

/** A span in one direction. */
type View = Shapes & { readonly covers: Int16Array };

function viewOf(span: Span, direction: Direction): View {
	if (direction === -1) return span;
	return {
		places: span.places.toReversed(),
		ratios: span.ratios.toReversed(),
		covers: span.covers.toReversed().map((steps) => (steps === ELSEWHERE ? steps : -steps)),
	};
}

function everything(span: Span, direction: Direction, stacked: boolean): Shapes | undefined {
	const view = viewOf(span, direction);
	if (!stacked) return view;
	const found: number[] = [];
	view.covers.forEach((steps, at) => {
		if (steps === 0) found.push(at);
	});
	return found.length === 0 ? undefined : chosen(view, found);
}

function chosen({ places, ratios }: Shapes, found: readonly number[]): Shapes {
	return {
		places: Float64Array.from(found, (at) => places[at] ?? 0),
		ratios: Uint16Array.from(found, (at) => ratios[at] ?? 1),
	};
}

/** Indexes of the places that every cursor names; undefined: nothing is left in this direction. */
function agreed(
	places: Float64Array,
	cursors: readonly PlaceCursor[],
	direction: Direction,
	range: FilterPlan["range"],
): number[] | undefined {
	const found: number[] = [];
	const [first, end] = direction === -1 ? [range.to - 1, range.from - 1] : [range.from, range.to];
	const stop = firstAtOrBehind(places, end, direction);
	let at = firstAtOrBehind(places, first, direction);
	while (at < stop) {
		const here = places[at] ?? first;
		let target = here;
		for (const cursor of cursors) {
			const next = cursor.seek(target);
			if (next === undefined) return found.length === 0 ? undefined : found;
			target = next;
			if (target !== here) break;
		}
		if (target === here) {
			found.push(at);
			at += 1;
		} else {
			at = firstAtOrBehind(places, target, direction, at);
		}
	}
	return found;
}

type Meets = (places: Float64Array, named: readonly number[]) => readonly number[];

/** Asks the rows themselves for what no list of places can tell. */
function createMeets(database: Database, { clauses, sources }: FilterPlan): Meets {
	if (clauses.length === 0) return (_, named) => named;
	const { holds, values } = joined(clauses);
	const ofNamed = database.prepare(`${AMONG} AND ${holds}`);
	const between = database.prepare(
		`SELECT json_group_array(place) AS places FROM images
		 WHERE place >= CAST(? AS INTEGER) AND place <= CAST(? AS INTEGER) AND ${holds}`,
	);
	return (places, named) => {
		const [first, last] = [named[0], named.at(-1)];
		if (first === undefined || last === undefined) return [];
		const ends = [places[first] ?? 0, places[last] ?? 0];
		const row =
			sources.length > 0
				? ofNamed.get(JSON.stringify(named.map((at) => places[at])), ...values)
				: between.get(Math.min(...ends), Math.max(...ends), ...values);
		const met = new Set(parsedRow(PlacesRow, row, "index.db").places);
		return named.filter((at) => met.has(places[at] ?? 0));
	};
}
