import {
	convertLab65ToRgb,
	convertRgbToLab65,
	differenceCiede2000,
	formatHex,
	type Lab65,
} from "culori/fn";
import { MAX_LOOK_COLOURS } from "../../contract/picture-look.ts";
import { COLOUR_BYTES } from "./look-shelf.ts";

const difference = differenceCiede2000();

/** @param hex such as `#ff8800` */
export function labOf(hex: string): Lab65 {
	const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
	return convertRgbToLab65({ r: part(1), g: part(3), b: part(5) });
}

/** A picture that has a whole share of a colour counts as this much nearer than one with next to none of it, ΔE. */
const SHARE_WORTH = 30;

/**
 * How far a picture is from a colour, ΔE2000; what is in a corner of it only counts as farther.
 * @param colours {@link COLOUR_BYTES} a picture: see migration 3
 */
export function colourDistance(colours: Uint8Array, picture: number, wanted: Lab65): number {
	return nearest(colours, picture, (colour, share) => difference(wanted, colour) + lack(share));
}

/** The same by plain distance in Lab, which is quick and good enough to see who comes into question. */
export function roughDistance(colours: Uint8Array, picture: number, wanted: Lab65): number {
	let least = Number.POSITIVE_INFINITY;
	const start = picture * COLOUR_BYTES;
	for (let at = start; at < start + COLOUR_BYTES; at += 4) {
		const share = colours[at + 3] ?? 0;
		if (share === 0) break;
		const l = (colours[at] ?? 0) - wanted.l;
		const a = (colours[at + 1] ?? 0) - 128 - wanted.a;
		const b = (colours[at + 2] ?? 0) - 128 - wanted.b;
		least = Math.min(least, Math.sqrt(l * l + a * a + b * b) + lack(share));
	}
	return least;
}

/** The smallest ΔE2000 of any colour of a picture to any of these; null: no colour of it is known. */
export function nearness(colours: Uint8Array, wanted: readonly Lab65[]): number | null {
	const least = nearest(colours, 0, (colour) =>
		Math.min(...wanted.map((one) => difference(one, colour))),
	);
	return Number.isFinite(least) ? least : null;
}

/** The colours of a picture as people write them, with their shares of the whole, 0 to 1. */
export function coloursIn(colours: Uint8Array): { readonly hex: string; readonly share: number }[] {
	const all: { hex: string; share: number }[] = [];
	nearest(colours, 0, (colour, share) => {
		const { r, g, b } = convertLab65ToRgb(colour);
		all.push({ hex: formatHex({ mode: "rgb", r, g, b }), share: share / 255 });
		return 0;
	});
	return all;
}

function lack(share: number): number {
	return SHARE_WORTH * (1 - Math.sqrt(share / 255));
}

function nearest(
	colours: Uint8Array,
	picture: number,
	measure: (colour: Lab65, share: number) => number,
): number {
	let least = Number.POSITIVE_INFINITY;
	for (let n = 0; n < MAX_LOOK_COLOURS; n += 1) {
		const at = picture * COLOUR_BYTES + n * 4;
		const [l = 0, a = 0, b = 0, share = 0] = colours.subarray(at, at + 4);
		if (share === 0) break;
		least = Math.min(least, measure({ mode: "lab65", l, a: a - 128, b: b - 128 }, share));
	}
	return least;
}
