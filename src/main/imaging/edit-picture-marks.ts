import { AREA_COVER, AREA_LINE, type PaintedMark } from "../../contract/reference-edit.ts";
import { areaShape, type Point, type Shape, type Span, strokeShape } from "./edit-picture-spans.ts";

/** A rectangle of a picture, its pixels in rows: 8 bits a channel, red, green, blue, and alpha where there is any. */
export type PixelBlock = {
	readonly pixels: Uint8Array;
	readonly bands: 3 | 4;
	/** Where it lies in the picture, px. */
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
};

type Size = { readonly width: number; readonly height: number };
type Layer = { readonly shape: Shape; readonly colour: readonly number[]; readonly cover: number };

/** Lines looked at in one row of pixels: edges are smooth to a quarter in height, exact in width. */
const LINES_A_ROW = 4;

/** Paints the marks, the first one lowest, on a block of a picture of this size. */
export function paintMarks(block: PixelBlock, marks: readonly PaintedMark[], picture: Size): void {
	for (const mark of marks) {
		for (const layer of layersOf(mark, picture)) paintLayer(block, layer);
	}
}

/** The rectangle of a picture that the marks can touch; undefined when they lie outside it. */
export function touchedBy(
	marks: readonly PaintedMark[],
	{ width, height }: Size,
): Omit<PixelBlock, "pixels" | "bands"> | undefined {
	let [left, top, right, bottom] = [width, height, 0, 0];
	for (const mark of marks) {
		const reach = lineWidth(mark, { width, height }) / 2 + 1;
		for (const { x, y } of mark.points) {
			left = Math.min(left, x * width - reach);
			top = Math.min(top, y * height - reach);
			right = Math.max(right, x * width + reach);
			bottom = Math.max(bottom, y * height + reach);
		}
	}
	left = Math.max(0, Math.floor(left));
	top = Math.max(0, Math.floor(top));
	right = Math.min(width, Math.ceil(right));
	bottom = Math.min(height, Math.ceil(bottom));
	if (right <= left || bottom <= top) return undefined;
	return { left, top, width: right - left, height: bottom - top };
}

function lineWidth(mark: PaintedMark, { width, height }: Size): number {
	const longer = Math.max(width, height);
	return mark.kind === "stroke" ? mark.width * longer : Math.max(1, AREA_LINE * longer);
}

function layersOf(mark: PaintedMark, picture: Size): Layer[] {
	const points: Point[] = mark.points.map(({ x, y }) => ({
		x: x * picture.width,
		y: y * picture.height,
	}));
	const colour = [1, 3, 5].map((at) => Number.parseInt(mark.colour.slice(at, at + 2), 16));
	const width = lineWidth(mark, picture);
	if (mark.kind === "stroke") return [{ shape: strokeShape(points, width), colour, cover: 1 }];
	const [first] = points;
	const around = first === undefined ? points : [...points, first];
	return [
		{ shape: areaShape(points), colour, cover: AREA_COVER },
		{ shape: strokeShape(around, width), colour, cover: 1 },
	];
}

function paintLayer(block: PixelBlock, { shape, colour, cover }: Layer): void {
	const { left, top, width, height } = block;
	const row = new Float32Array(width);
	const first = Math.max(0, Math.floor(shape.top) - top);
	const end = Math.min(height, Math.ceil(shape.bottom) - top);
	for (let y = first; y < end; y += 1) {
		row.fill(0);
		let [from, to] = [width, 0];
		for (let line = 0; line < LINES_A_ROW; line += 1) {
			for (const span of shape.spansAt(top + y + (line + 0.5) / LINES_A_ROW)) {
				const inside = addSpan(row, [span[0] - left, span[1] - left], cover / LINES_A_ROW);
				from = Math.min(from, inside[0]);
				to = Math.max(to, inside[1]);
			}
		}
		for (let x = from; x < to; x += 1) blend(block, y * width + x, colour, row[x] ?? 0);
	}
}

/** Adds to every pixel of a row as much as the span covers of it. @returns the pixels touched */
function addSpan(row: Float32Array, [from, to]: Span, amount: number): Span {
	const first = Math.max(0, Math.floor(from));
	const end = Math.min(row.length, Math.ceil(to));
	for (let x = first; x < end; x += 1) {
		const inside = Math.min(x + 1, to) - Math.max(x, from);
		row[x] = (row[x] ?? 0) + inside * amount;
	}
	return [first, end];
}

/** Lays a colour over a pixel; where the picture is transparent, the colour makes it less so. */
function blend(
	{ pixels, bands }: PixelBlock,
	pixel: number,
	colour: readonly number[],
	share: number,
): void {
	const at = pixel * bands;
	const above = Math.min(1, share);
	if (above <= 0) return;
	const below = (1 - above) * (bands === 4 ? (pixels[at + 3] ?? 0) / 255 : 1);
	const both = above + below;
	for (let channel = 0; channel < 3; channel += 1) {
		const mixed = (colour[channel] ?? 0) * above + (pixels[at + channel] ?? 0) * below;
		pixels[at + channel] = Math.round(mixed / both);
	}
	if (bands === 4) pixels[at + 3] = Math.round(both * 255);
}
