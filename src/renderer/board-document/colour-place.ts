/** Parts of the colour wheel that count as one hue. */
const HUES = 12;
/** Below this saturation, of the lightest and darkest channel, a colour counts as grey. */
const GREY = 0.12;

/**
 * Where a colour stands when colours are put in order, larger is later: by hue beginning with red,
 * within a hue from light to dark, then the greys from light to dark, then those not known.
 * @param colour `#rrggbb`
 */
export function colourPlace(colour: string | undefined): number {
	if (colour === undefined) return HUES + 2;
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
		(at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255,
	);
	const most = Math.max(red, green, blue);
	const range = most - Math.min(red, green, blue);
	// Rec. 709 luma: how light it looks.
	const dark = 1 - (0.2126 * red + 0.7152 * green + 0.0722 * blue);
	// Shares of one step, so that darkness never outweighs hue.
	if (range < GREY) return HUES + dark * 0.99;
	return hueOf({ red, green, blue, most, range }) + dark * 0.99;
}

type Channels = Readonly<Record<"red" | "green" | "blue" | "most" | "range", number>>;

/** Whole steps around the wheel; the first one has pure red in its middle. */
function hueOf({ red, green, blue, most, range }: Channels): number {
	const sixth =
		most === red
			? (green - blue) / range
			: most === green
				? (blue - red) / range + 2
				: (red - green) / range + 4;
	const turn = (sixth / 6 + 1 + 0.5 / HUES) % 1;
	return Math.floor(turn * HUES);
}
