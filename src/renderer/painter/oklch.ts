/** Lightness 0 to 1, chroma 0 to about 0.3, hue in degrees: steps in it look as large as they are (Ottosson, 2020). */
export type Colour = { readonly l: number; readonly c: number; readonly h: number };

/** @param hex `#rrggbb` */
export function fromHex(hex: string): Colour {
	const channel = (at: number) => toLinear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
	const [r, g, b] = [channel(1), channel(3), channel(5)];
	const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
	const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
	const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
	return fromLab(
		0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
		1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
		0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
	);
}

/** For `fillStyle`; the browser brings what no screen shows back into range. */
export function css({ l, c, h }: Colour, alpha = 1): string {
	return `oklch(${l.toFixed(4)} ${c.toFixed(4)} ${h.toFixed(2)} / ${alpha.toFixed(3)})`;
}

/** `part` 0 gives `from`, 1 gives `to`. */
export function mix(from: Colour, to: Colour, part: number): Colour {
	const [a1, b1] = labOf(from);
	const [a2, b2] = labOf(to);
	const between = (one: number, other: number) => one + (other - one) * part;
	return fromLab(between(from.l, to.l), between(a1, a2), between(b1, b2));
}

/** The same colour, lighter (above 0) or darker (below 0). */
export function lighter(colour: Colour, by: number): Colour {
	return { ...colour, l: Math.min(0.985, Math.max(0.08, colour.l + by)) };
}

/** How different two colours look; 0.02 is barely seen. */
export function difference(one: Colour, other: Colour): number {
	const [a1, b1] = labOf(one);
	const [a2, b2] = labOf(other);
	return Math.hypot(one.l - other.l, a1 - a2, b1 - b2);
}

function fromLab(l: number, a: number, b: number): Colour {
	return { l, c: Math.hypot(a, b), h: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360 };
}

function labOf({ c, h }: Colour): readonly [a: number, b: number] {
	const angle = (h * Math.PI) / 180;
	return [c * Math.cos(angle), c * Math.sin(angle)];
}

function toLinear(value: number): number {
	return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
