import { builtInPalettes } from "./built-in-palettes.ts";
import { type Colour, difference, fromHex, mix } from "./oklch.ts";

/** The colours of a picture by the part they play. */
export type Scheme = {
	/** Nearly white, with a breath of the palette. */
	readonly paper: Colour;
	/** Nearly black, with a breath of the palette. */
	readonly ink: Colour;
	/** The one that is looked at first. */
	readonly accent: Colour;
	/** At least five, from light to dark, each to be told from the next. */
	readonly tones: readonly Colour[];
	/** The colours are mostly dark: a picture at night. */
	readonly night: boolean;
};

/** Below this two colours would look like one. */
const DISTINCT = 0.075;
const WANTED_TONES = 5;

/**
 * Gives colours their parts. Whatever comes in, there is enough light and dark in what comes out.
 * @param hexes `#rrggbb`, the most important first; empty: a built-in palette
 * @param choice which built-in palette, any whole number
 */
export function createScheme(hexes: readonly string[], choice: number): Scheme {
	const builtIn = builtInPalettes[choice % builtInPalettes.length] ?? builtInPalettes[0];
	const given = (hexes.length > 0 ? hexes : builtIn).map(fromHex);
	const colours = distinct(given);
	const lead = colours[0] ?? fromHex("#808080");
	const accent = strongest(colours);
	const lights = [...colours].sort((one, other) => other.l - one.l);
	const lightest = lights[0] ?? lead;
	const darkest = lights.at(-1) ?? lead;
	return {
		paper:
			lightest.l > 0.9 ? lightest : { l: 0.955, c: Math.min(0.022, lightest.c), h: lightest.h },
		ink: darkest.l < 0.33 ? darkest : { l: 0.27, c: Math.min(0.05, darkest.c), h: darkest.h },
		accent,
		tones: enoughTones(lights.filter((colour) => colour.l < 0.93)),
		night: leadingLightness(given) < 0.36,
	};
}

/** The tone at a place between the lightest (0) and the darkest (1), blended where it falls between two. */
export function toneAt(scheme: Scheme, place: number): Colour {
	const { tones } = scheme;
	const at = Math.min(0.9999, Math.max(0, place)) * (tones.length - 1);
	const lower = tones[Math.floor(at)] ?? scheme.ink;
	const upper = tones[Math.floor(at) + 1] ?? lower;
	return mix(lower, upper, at - Math.floor(at));
}

/** Tones other than the accent, which loses its weight when it is everywhere. */
export function quietTones(scheme: Scheme): readonly [Colour, ...Colour[]] {
	const quiet = scheme.tones.filter((tone) => difference(tone, scheme.accent) > DISTINCT);
	const [first, ...rest] = quiet;
	return [first ?? scheme.ink, ...rest];
}

function distinct(colours: readonly Colour[]): Colour[] {
	const kept: Colour[] = [];
	for (const colour of colours) {
		if (kept.every((other) => difference(colour, other) > DISTINCT)) kept.push(colour);
	}
	return kept;
}

/** The most vivid of the colours, if any is; a palette of greys gets a warm one to rest the eye on. */
function strongest(colours: readonly Colour[]): Colour {
	const vivid = colours
		.filter(({ l }) => l > 0.4 && l < 0.88)
		.sort((one, other) => other.c - one.c)[0];
	return vivid !== undefined && vivid.c > 0.05 ? vivid : { l: 0.66, c: 0.15, h: 42 };
}

/** Fills the widest gaps of lightness until there are enough steps. */
function enoughTones(lights: readonly Colour[]): Colour[] {
	const hue = lights[0] ?? { l: 0.5, c: 0.02, h: 80 };
	const tones = [...lights];
	if ((tones[0]?.l ?? 0) < 0.7) tones.unshift({ l: 0.84, c: Math.min(hue.c, 0.06), h: hue.h });
	if ((tones.at(-1)?.l ?? 1) > 0.42) tones.push({ l: 0.33, c: Math.min(hue.c, 0.07), h: hue.h });
	while (tones.length < WANTED_TONES) {
		const gaps = tones.slice(1).map((tone, index) => (tones[index]?.l ?? 1) - tone.l);
		const widest = gaps.indexOf(Math.max(...gaps));
		const [above, below] = [tones[widest], tones[widest + 1]];
		if (above === undefined || below === undefined) break;
		tones.splice(widest + 1, 0, mix(above, below, 0.5));
	}
	return tones;
}

/** Of the first three colours, each counted more than the next. */
function leadingLightness(colours: readonly Colour[]): number {
	const weighed = colours.slice(0, 3).map(({ l }, index) => ({ l, weight: 3 - index }));
	const weights = weighed.reduce((sum, { weight }) => sum + weight, 0);
	return weighed.reduce((sum, { l, weight }) => sum + l * weight, 0) / Math.max(1, weights);
}
