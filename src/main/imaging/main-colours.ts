/** Lightness, green–red, blue–yellow: distances here are near to what eyes see (Ottosson, 2020). */
type Oklab = readonly [lightness: number, a: number, b: number];

const ROUNDS = 12;
/** Groups for stray colours, so that these do not tint the main ones. */
const SPARE_GROUPS = 6;
/** Pixels more transparent than this are no part of the picture. */
const MIN_ALPHA = 128;
/** Two colours nearer than this look alike, and one of them would be wasted. */
const ALIKE = 0.045;

/**
 * The main colours of a small picture by k-means in Oklab; the same pixels always give the same answer.
 * @param pixels rows of sRGB, 8 bits a channel
 * @param bands 3, or 4 with alpha
 * @returns `#rrggbb`, the most present first; fewer than `count` when the picture has fewer; empty
 * when it is wholly transparent
 */
export function mainColours(pixels: Uint8Array, bands: number, count: number): string[] {
	return colourGroups(pixels, bands, count).map(({ rgb }) => toHex(rgb));
}

/** A colour, and how much of the visible picture is nearest to it. */
export type ColourGroup = {
	/** sRGB from 0 to 255, whole numbers. */
	readonly rgb: readonly [red: number, green: number, blue: number];
	/** From 0 to 1; stray colours are in none, so that all shares together may be less than 1. */
	readonly share: number;
};

/** The same with their shares; a colour that looks like a larger one adds to it. */
export function colourGroups(pixels: Uint8Array, bands: number, count: number): ColourGroup[] {
	const points = visiblePoints(pixels, bands);
	let groups = farthestStarts(points, count + SPARE_GROUPS).map((centre) => ({ centre, size: 0 }));
	for (let round = 0; round < ROUNDS; round++) groups = regroup(points, groups);
	const bySize = groups.filter((group) => group.size > 0).sort((a, b) => b.size - a.size);
	const distinct: { readonly centre: Oklab; size: number }[] = [];
	for (const { centre, size } of bySize) {
		const alike = distinct.find((other) => distance(centre, other.centre) <= ALIKE);
		if (alike === undefined) distinct.push({ centre, size });
		else alike.size += size;
	}
	return distinct
		.slice(0, count)
		.map(({ centre, size }) => ({ rgb: toRgb(centre), share: size / points.length }));
}

function visiblePoints(pixels: Uint8Array, bands: number): Oklab[] {
	const points: Oklab[] = [];
	for (let at = 0; at + bands <= pixels.length; at += bands) {
		if (bands === 4 && (pixels[at + 3] ?? 0) < MIN_ALPHA) continue;
		points.push(toOklab(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0));
	}
	return points;
}

/** Starts from the first point, then takes each time the point farthest from all starts so far. */
function farthestStarts(points: readonly Oklab[], count: number): Oklab[] {
	const [first] = points;
	if (first === undefined) return [];
	const starts = [first];
	const gaps = points.map((point) => distance(point, first));
	while (starts.length < count) {
		const farthest = gaps.reduce((best, gap, index) => (gap > (gaps[best] ?? 0) ? index : best), 0);
		const next = points[farthest];
		if (next === undefined || (gaps[farthest] ?? 0) < ALIKE) break;
		starts.push(next);
		for (const [index, point] of points.entries()) {
			gaps[index] = Math.min(gaps[index] ?? 0, distance(point, next));
		}
	}
	return starts;
}

type Group = { readonly centre: Oklab; readonly size: number };

function regroup(points: readonly Oklab[], groups: readonly Group[]): Group[] {
	const members: Oklab[][] = groups.map(() => []);
	for (const point of points) {
		let nearest = 0;
		let gap = Number.POSITIVE_INFINITY;
		for (const [index, group] of groups.entries()) {
			const here = distance(point, group.centre);
			if (here < gap) {
				gap = here;
				nearest = index;
			}
		}
		members[nearest]?.push(point);
	}
	return groups.map((group, index) => {
		const mine = members[index] ?? [];
		return { centre: mine.length === 0 ? group.centre : average(mine), size: mine.length };
	});
}

function average(points: readonly Oklab[]): Oklab {
	const sum = [0, 0, 0] as [number, number, number];
	for (const [lightness, a, b] of points) {
		sum[0] += lightness;
		sum[1] += a;
		sum[2] += b;
	}
	return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}

function distance(one: Oklab, other: Oklab): number {
	return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}

// The matrices are those of https://bottosson.github.io/posts/oklab/ (read 2026-11-21).
function toOklab(red: number, green: number, blue: number): Oklab {
	const r = toLinear(red);
	const g = toLinear(green);
	const b = toLinear(blue);
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return [
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
	];
}

function toHex(rgb: ColourGroup["rgb"]): string {
	return `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function toRgb([lightness, a, b]: Oklab): ColourGroup["rgb"] {
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
		toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
		toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
	];
}

function toLinear(byte: number): number {
	const value = byte / 255;
	return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toByte(linear: number): number {
	const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
	return Math.round(Math.min(1, Math.max(0, value)) * 255);
}
