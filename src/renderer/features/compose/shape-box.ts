/** Thinner than this a rectangle reads as a line. */
const MIN_SIDE_PX = 4;

/** A rectangle of these proportions that fits a square box; sides in px, halves kept so that it stays true. */
export function shapeBox(
	width: number,
	height: number,
	boxPx: number,
): { readonly width: number; readonly height: number } {
	const scale = boxPx / Math.max(width, height);
	const side = (length: number) => Math.max(MIN_SIDE_PX, Math.round(length * scale * 2) / 2);
	return { width: side(width), height: side(height) };
}
