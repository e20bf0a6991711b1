import type { LibraryOutline } from "../../contract/library-query.ts";
import { localDay } from "./local-day.ts";
import { type Direction, firstAtOrBehind } from "./place-streams.ts";
import { PLACES_PER_MS } from "./places.ts";

/**
 * Consecutive pictures of one day of this computer.
 * @param chunks places, all in one direction
 */
export function daysOf(
	chunks: Iterable<ArrayLike<number>>,
	direction: Direction,
): LibraryOutline["days"] {
	const days: LibraryOutline["days"] = [];
	for (const places of chunks) {
		let at = 0;
		for (;;) {
			const place = places[at];
			if (place === undefined) break;
			const { name, from, to } = localDay(Math.floor(place / PLACES_PER_MS));
			const beyond = direction === -1 ? from * PLACES_PER_MS - 1 : to * PLACES_PER_MS;
			const end = firstAtOrBehind(places, beyond, direction, at);
			const last = days.at(-1);
			if (last?.day === name) last.count += end - at;
			else days.push({ day: name, count: end - at });
			at = end;
		}
	}
	return days;
}
