import type { LibraryOutline, LibraryQuery } from "../../contract/library-query.ts";
import { daysOf } from "./days.ts";
import { planFilter } from "./filter-clauses.ts";
import { inOrder, type OrderPorts } from "./gallery-orders.ts";
import { type Walk, type WalkPorts, walk } from "./gallery-walk.ts";
import { type Direction, firstAtOrBehind } from "./place-streams.ts";
import type { Shapes } from "./span-shelf.ts";

/** One gallery, found as far as somebody asks. All work pauses between pieces; it can be taken up by another. */
export type Gallery = {
	readonly outline: () => Generator<void, LibraryOutline>;
	readonly places: (offset: number, limit: number) => Generator<void, Float64Array>;
	readonly total: () => Generator<void, number>;
	/** Where the first of these places is that is in it. */
	readonly rank: (places: readonly number[]) => Generator<void, number | undefined>;
};

export type GalleryPorts = WalkPorts & OrderPorts;

export function createGallery(ports: GalleryPorts, query: LibraryQuery): Gallery {
	const steps = stepsOf(ports, query);
	const direction = directionOf(query);
	const chunks: Shapes[] = [];
	/** Of the first picture of each chunk. */
	const starts: number[] = [];
	let total = 0;
	let isWhole = false;

	const advance = () => {
		const { done = false, value } = steps.next();
		isWhole = done;
		if (value === undefined || value.places.length === 0) return;
		chunks.push(value);
		starts.push(total);
		total += value.places.length;
	};
	function* until(count: number): Generator<void, void> {
		while (!isWhole && total < count) {
			advance();
			yield;
		}
	}
	return {
		outline: function* () {
			yield* until(Number.POSITIVE_INFINITY);
			const ratios = new Uint16Array(total);
			chunks.forEach((chunk, n) => {
				ratios.set(chunk.ratios, starts[n]);
			});
			const places = chunks.map((chunk) => chunk.places);
			if (direction !== undefined) return { ratios, days: daysOf(places, direction) };
			return { ratios, days: total === 0 ? [] : [{ day: "", count: total }] };
		},
		places: function* (offset, limit) {
			yield* until(offset + limit);
			const found = new Float64Array(Math.max(0, Math.min(limit, total - offset)));
			let filled = 0;
			let n = Math.max(0, firstAtOrBehind(starts, offset + 1, 1) - 1);
			while (filled < found.length) {
				const from = offset + filled - (starts[n] ?? 0);
				const part = chunks[n]?.places.subarray(from, from + found.length - filled);
				if (part === undefined) break;
				found.set(part, filled);
				filled += part.length;
				n += 1;
			}
			return found;
		},
		total: function* () {
			yield* until(Number.POSITIVE_INFINITY);
			return total;
		},
		rank: function* (wanted) {
			yield* until(Number.POSITIVE_INFINITY);
			for (const place of wanted) {
				const n = chunks.findIndex((chunk) => indexIn(chunk.places, place, direction) >= 0);
				const chunk = chunks[n];
				if (chunk === undefined) continue;
				return (starts[n] ?? 0) + indexIn(chunk.places, place, direction);
			}
			return undefined;
		},
	};
}

function indexIn(places: Float64Array, place: number, direction: Direction | undefined): number {
	if (direction === undefined) return places.indexOf(place);
	const at = firstAtOrBehind(places, place, direction);
	return places[at] === place ? at : -1;
}

/** Undefined: its order is none of time. */
function directionOf({ order = { by: "newest" } }: LibraryQuery): Direction | undefined {
	if (order.by === "newest") return -1;
	return order.by === "oldest" ? 1 : undefined;
}

/** Pictures of one stack are most like each other: whoever looks for likeness looks at each of them. */
const UNSTACKED = ["similar", "duplicates"];

/** Whether one picture stands for its stack; in the trash and among missing ones each stands for itself. */
export function hasStacks({ filter, order, stacked = false }: LibraryQuery): boolean {
	return stacked && filter.state === undefined && !UNSTACKED.includes(order?.by ?? "newest");
}

function* stepsOf(ports: GalleryPorts, query: LibraryQuery): Walk {
	const { filter, order } = query;
	const stacked = hasStacks(query);
	const plan = planFilter(ports.database, filter);
	if (order === undefined || order.by === "newest" || order.by === "oldest") {
		yield* walk(ports, plan, { direction: order?.by === "oldest" ? 1 : -1, stacked });
		return;
	}
	const parts: Shapes[] = [];
	const unordered = walk(ports, plan, { direction: -1, stacked });
	for (const part of unordered) {
		if (part !== undefined) parts.push(part);
		yield undefined;
	}
	const found = together(parts);
	const ordering = inOrder(ports, order, found);
	for (;;) {
		const { done, value } = ordering.next();
		if (done === true) {
			yield {
				places: Float64Array.from(value, (at) => found.places[at] ?? 0),
				ratios: Uint16Array.from(value, (at) => found.ratios[at] ?? 1),
			};
			return;
		}
		yield undefined;
	}
}

function together(parts: readonly Shapes[]): Shapes {
	const count = parts.reduce((sum, { places }) => sum + places.length, 0);
	const [places, ratios] = [new Float64Array(count), new Uint16Array(count)];
	let at = 0;
	for (const part of parts) {
		places.set(part.places, at);
		ratios.set(part.ratios, at);
		at += part.places.length;
	}
	return { places, ratios };
}
