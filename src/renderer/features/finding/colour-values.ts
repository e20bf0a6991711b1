/** Hue in degrees, saturation and lightness in percent. */
export type Hsl = { readonly h: number; readonly s: number; readonly l: number };

/** Source: CSS Color 4 §7, "HSL colors", sample code; read 2026-11-21. */
export function hexOfHsl({ h, s, l }: Hsl): string {
	const lightness = l / 100;
	const amplitude = (s / 100) * Math.min(lightness, 1 - lightness);
	const channel = (n: number) => {
		const k = (n + h / 30) % 12;
		const value = lightness - amplitude * Math.max(-1, Math.min(k - 3, 9 - k, 1));
		return Math.round(value * 255)
			.toString(16)
			.padStart(2, "0");
	};
	return `#${channel(0)}${channel(8)}${channel(4)}`;
}

/** @param hex `#rrggbb` */
export function hslOfHex(hex: string): Hsl {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map(
		(at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255,
	);
	const max = Math.max(r, g, b);
	const min = Math.min(r, g, b);
	const l = (max + min) / 2;
	const spread = max - min;
	if (spread === 0) return { h: 0, s: 0, l: Math.round(l * 100) };
	const s = spread / (1 - Math.abs(2 * l - 1));
	const h =
		max === r
			? ((g - b) / spread + 6) % 6
			: max === g
				? (b - r) / spread + 2
				: (r - g) / spread + 4;
	return { h: Math.round(h * 60) % 360, s: Math.round(s * 100), l: Math.round(l * 100) };
}
