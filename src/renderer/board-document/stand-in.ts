/** Sides stand-ins are drawn with, px; above the largest the picture itself is. */
const ladder = [64, 128, 256, 512, 1024, 2048] as const;

export type StandIn = (typeof ladder)[number] | "full";

/** How far past a step the present stand-in is kept, so that a little zooming to and fro changes nothing. */
const SLACK = 1.15;

/**
 * Which stand-in a picture is drawn with.
 * @param onScreenPx the longer side of the whole picture, device pixels
 * @param present what it is drawn with now; kept while it nearly fits
 */
export function standInSide(onScreenPx: number, present?: StandIn): StandIn {
	const fitting = stepFor(onScreenPx);
	if (present === undefined || present === fitting) return fitting;
	const isNear = present === stepFor(onScreenPx / SLACK) || present === stepFor(onScreenPx * SLACK);
	return isNear ? present : fitting;
}

function stepFor(px: number): StandIn {
	return ladder.find((side) => px <= side) ?? "full";
}
