/** A picture that would be drawn sharper if it were there at this level. */
export type Wish = {
	/** Of the picture at this level. */
	readonly key: string;
	/** Of the picture at any level. */
	readonly picture: string;
	readonly url: string;
	/** Pixels it is decoded to. */
	readonly width: number;
	readonly height: number;
	/** Something of it is there to be drawn meanwhile. */
	readonly hasSome: boolean;
	/** Once it is there, something sharper is wished for. */
	readonly isFirstLook: boolean;
	/** From the middle of what is seen; any unit. */
	readonly distance: number;
};

const BYTES_PER_PIXEL = 4;

/**
 * What to load, in order: pictures of which nothing is there yet, then the others, each from the
 * middle outwards. What the cache could not hold together is left out, so that two pictures do not
 * drive each other out for ever.
 * @param budget bytes of the cache
 */
export function loadOrder(wishes: readonly Wish[], budget: number): readonly Wish[] {
	const sorted = wishes.toSorted(
		(a, b) => Number(a.hasSome) - Number(b.hasSome) || a.distance - b.distance,
	);
	let left = budget;
	return sorted.filter(({ width, height }) => {
		left -= width * height * BYTES_PER_PIXEL;
		return left >= 0;
	});
}
