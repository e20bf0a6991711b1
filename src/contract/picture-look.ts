import { z } from "zod";

/** A colour of a picture in CIE Lab (D65), in whole steps: lightness 0–100, a and b −128–127; `share` 1–255 of the whole. */
export const LookColour = z.object({
	l: z.int().min(0).max(100),
	a: z.int().min(-128).max(127),
	b: z.int().min(-128).max(127),
	share: z.int().min(1).max(255),
});
export type LookColour = z.infer<typeof LookColour>;

/** How a picture looks, for finding it by likeness and by colour. Made of its stand-in, so it is the same on every computer. */
export type PictureLook = {
	/** 64 bits that differ in few places for pictures that look alike: the upper and the lower 32, unsigned. */
	readonly likeness: readonly [high: number, low: number];
	/** The colours that make it up, most first. */
	readonly colours: readonly LookColour[];
};

export const MAX_LOOK_COLOURS = 6;

/** A look as recipes keep it: `1:<16 hexadecimal digits>:<l,a,b,share>;…`. */
export function lookText({ likeness: [high, low], colours }: PictureLook): string {
	const digits = (value: number) => (value >>> 0).toString(16).padStart(8, "0");
	const list = colours.map(({ l, a, b, share }) => [l, a, b, share].join(","));
	return `1:${digits(high)}${digits(low)}:${list.join(";")}`;
}

/** The look that `lookText` wrote; undefined for any other text, such as one of a newer version. */
export function readLook(text: string | undefined): PictureLook | undefined {
	const [, high, low, list] = /^1:([0-9a-f]{8})([0-9a-f]{8}):([\d,;-]*)$/.exec(text ?? "") ?? [];
	if (high === undefined || low === undefined || list === undefined) return undefined;
	const colours = list === "" ? [] : list.split(";").map(colourOf);
	if (colours.length > MAX_LOOK_COLOURS || colours.some((colour) => colour === undefined)) {
		return undefined;
	}
	return {
		likeness: [Number.parseInt(high, 16), Number.parseInt(low, 16)],
		colours: colours.flatMap((colour) => colour ?? []),
	};
}

function colourOf(text: string): LookColour | undefined {
	const [l, a, b, share] = text.split(",").map(Number);
	return LookColour.safeParse({ l, a, b, share }).data;
}

/** In how many of 64 bits two pictures differ. */
export function likenessDistance(
	[high, low]: PictureLook["likeness"],
	[otherHigh, otherLow]: PictureLook["likeness"],
): number {
	return bitsSet(high ^ otherHigh) + bitsSet(low ^ otherLow);
}

/** Pictures that differ in no more bits than this look alike to people. */
export const LIKENESS_SIMILAR = 14;
/** Up to this, one is most likely the other, resized, saved anew or hardly changed. */
export const LIKENESS_DUPLICATE = 4;

function bitsSet(value: number): number {
	const pairs = value - ((value >>> 1) & 0x5555_5555);
	const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
	return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
