/** No gateway makes so many pictures in one reply: a larger index is a mistake. */
const MAX_PLACES = 100;

/**
 * The place, from 0, of a picture that came in a stream: the gateway's own index, or the first free
 * place when it gave none, none that makes sense, or one that another picture has. Whoever puts the
 * same pictures in the same order gets the same places.
 * @param taken places of the pictures before it
 */
export function placeOf(index: number | undefined, taken: Iterable<number>): number {
	const places = new Set(taken);
	const fits = index !== undefined && Number.isInteger(index) && index >= 0 && index < MAX_PLACES;
	if (fits && !places.has(index)) return index;
	let free = 0;
	while (places.has(free)) free += 1;
	return free;
}
