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
	const total = points.length / 3;
	const centres = farthestStarts(points, count + SPARE_GROUPS);
	const sizes = new Uint32Array(centres.length / 3);
	for (let round = 0; round < ROUNDS; round++) {
		if (!regroup(points, centres, sizes)) break;
	}
	const groups = Array.from(sizes, (size, at) => ({ centre: colourAt(centres, at), size }));
	const bySize = groups
		.filter((group) => group.size > 0)
		.sort((one, other) => other.size - one.size);
	const distinct: { readonly centre: Oklab; size: number }[] = [];
	for (const { centre, size } of bySize) {
		const alike = distinct.find((other) => distance(centre, other.centre) <= ALIKE);
		if (alike === undefined) distinct.push({ centre, size });
		else alike.size += size;
	}
	return distinct
		.slice(0, count)
		.map(({ centre, size }) => ({ rgb: toRgb(centre), share: size / total }));
}

/** Colours one after the other, three numbers each: thousands of small arrays cost more than the sums. */
type Points = Float32Array;

function visiblePoints(pixels: Uint8Array, bands: number): Points {
	const points = new Float32Array(Math.floor(pixels.length / bands) * 3);
	let end = 0;
	for (let at = 0; at + bands <= pixels.length; at += bands) {
		if (bands === 4 && (pixels[at + 3] ?? 0) < MIN_ALPHA) continue;
		points.set(toOklab(pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0), end);
		end += 3;
	}
	return points.subarray(0, end);
}

/** Starts from the first point, then takes each time the point farthest from all starts so far. */
function farthestStarts(points: Points, count: number): Points {
	const total = points.length / 3;
	const starts = new Float32Array(count * 3);
	const gaps = new Float32Array(total).fill(Number.POSITIVE_INFINITY);
	let chosen = 0;
	let next = 0;
	while (chosen < count && chosen < total) {
		starts.set(points.subarray(next * 3, next * 3 + 3), chosen * 3);
		let farthest = 0;
		for (let at = 0; at < total; at++) {
			const gap = Math.min(gaps[at] ?? 0, squaredGap(points, at, starts, chosen));
			gaps[at] = gap;
			if (gap > (gaps[farthest] ?? 0)) farthest = at;
		}
		chosen += 1;
		next = farthest;
		if ((gaps[farthest] ?? 0) < ALIKE ** 2) break;
	}
	return starts.subarray(0, chosen * 3);
}

/**
 * Gives every point to its nearest centre, and moves the centres into the middle of their points.
 * @returns false when nothing moved
 */
function regroup(points: Points, centres: Points, sizes: Uint32Array): boolean {
	const sums = new Float64Array(centres.length);
	sizes.fill(0);
	for (let at = 0; at < points.length / 3; at++) {
		let nearest = 0;
		let gap = Number.POSITIVE_INFINITY;
		for (let group = 0; group < sizes.length; group++) {
			const here = squaredGap(points, at, centres, group);
			if (here < gap) {
				gap = here;
				nearest = group;
			}
		}
		sizes[nearest] = (sizes[nearest] ?? 0) + 1;
		for (let part = 0; part < 3; part++) {
			sums[nearest * 3 + part] = (sums[nearest * 3 + part] ?? 0) + (points[at * 3 + part] ?? 0);
		}
	}
	let moved = false;
	for (let at = 0; at < centres.length; at++) {
		const size = sizes[Math.floor(at / 3)] ?? 0;
		if (size === 0) continue;
		const before = centres[at];
		centres[at] = (sums[at] ?? 0) / size;
		moved ||= centres[at] !== before;
	}
	return moved;
}

function squaredGap(points: Points, point: number, others: Points, other: number): number {
	const from = point * 3;
	const to = other * 3;
	const l = (points[from] ?? 0) - (others[to] ?? 0);
	const a = (points[from + 1] ?? 0) - (others[to + 1] ?? 0);
	const b = (points[from + 2] ?? 0) - (others[to + 2] ?? 0);
	return l * l + a * a + b * b;
}

function colourAt(points: Points, at: number): Oklab {
	return [points[at * 3] ?? 0, points[at * 3 + 1] ?? 0, points[at * 3 + 2] ?? 0];
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
