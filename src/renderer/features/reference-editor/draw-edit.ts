import {
	AREA_COVER,
	AREA_LINE,
	PAD_BLUR,
	type PaintedMark,
	type ReferenceEdit,
} from "../../../contract/reference-edit.ts";
import {
	fitInto,
	type Rect,
	resultSize,
	type Size,
	turnedSize,
	uprightMatrix,
	wholePicture,
} from "./edit-geometry.ts";
import { type Edit, longer } from "./edit-state.ts";

type Context = CanvasRenderingContext2D;
type Upright = Pick<Edit, "turn" | "flipX" | "flipY">;

/** Draws the whole picture, turned and flipped, with its marks. @returns where it stands, px */
export function drawWhole(
	context: Context,
	source: CanvasImageSource,
	edit: Edit,
	original: Size,
	box: Size,
): Rect {
	const place = wholePlace(edit, original, box);
	drawUpright(context, source, edit, place);
	drawMarks(context, edit.marks, place);
	return place;
}

/** Where `drawWhole` puts the picture. */
export function wholePlace({ turn }: Upright, original: Size, box: Size): Rect {
	return fitInto(turnedSize(original, turn), box);
}

/** Draws what will come of the edit. @returns where the picture in its frame stands, px */
export function drawResult(
	context: Context,
	source: CanvasImageSource,
	edit: ReferenceEdit,
	original: Size,
	box: Size,
): Rect {
	const { frame, picture } = resultPlaces(edit, original, box);
	const upright = { turn: edit.turn, flipX: edit.flipX, flipY: edit.flipY };
	const whole = wholeAround(picture, edit.crop ?? wholePicture);
	if (edit.pad !== undefined) fillFrame(context, source, edit, upright, frame, picture);
	context.save();
	clipTo(context, picture);
	drawUpright(context, source, upright, whole);
	drawMarks(context, edit.marks, picture);
	context.restore();
	return picture;
}

/** Where `drawResult` puts the frame, and the picture in it. */
export function resultPlaces(
	edit: Pick<ReferenceEdit, "turn" | "crop" | "pad">,
	original: Size,
	box: Size,
): { readonly frame: Rect; readonly picture: Rect } {
	const sizes = resultSize(original, edit);
	const frame = fitInto(sizes.frame, box);
	const scale = frame.width / sizes.frame.width;
	const width = sizes.picture.width * scale;
	const height = sizes.picture.height * scale;
	const x = frame.x + (frame.width - width) / 2;
	const y = frame.y + (frame.height - height) / 2;
	return { frame, picture: { x, y, width, height } };
}

/** Draws marks whose points are fractions of the place given. */
export function drawMarks(context: Context, marks: readonly PaintedMark[], place: Rect): void {
	for (const mark of marks) drawMark(context, mark, place);
}

function drawMark(context: Context, mark: PaintedMark, place: Rect): void {
	const path = new Path2D();
	for (const { x, y } of mark.points)
		path.lineTo(place.x + x * place.width, place.y + y * place.height);
	context.save();
	context.lineCap = "round";
	context.lineJoin = "round";
	context.strokeStyle = mark.colour;
	context.fillStyle = mark.colour;
	if (mark.kind === "area") {
		path.closePath();
		context.globalAlpha = AREA_COVER;
		context.fill(path);
		context.globalAlpha = 1;
		context.lineWidth = Math.max(1, AREA_LINE * longer(place));
	} else {
		context.lineWidth = mark.width * longer(place);
		const [dot] = mark.points;
		// A path of one point has no length to be stroked.
		if (mark.points.length === 1 && dot !== undefined) {
			path.lineTo(place.x + dot.x * place.width + 0.01, place.y + dot.y * place.height);
		}
	}
	context.stroke(path);
	context.restore();
}

/** CSS px. */
const SEAM = 0.75;

function fillFrame(
	context: Context,
	source: CanvasImageSource,
	{ pad, crop, marks }: ReferenceEdit,
	upright: Upright,
	frame: Rect,
	picture: Rect,
): void {
	context.save();
	// Only around the picture: what is transparent in it stays so.
	const path = new Path2D();
	path.rect(frame.x, frame.y, frame.width, frame.height);
	// By a hair over its edges, where two half covered pixels would let the stage shine through.
	path.rect(
		picture.x + SEAM,
		picture.y + SEAM,
		Math.max(0, picture.width - 2 * SEAM),
		Math.max(0, picture.height - 2 * SEAM),
	);
	context.clip(path, "evenodd");
	if (pad?.fill.kind === "colour") {
		context.fillStyle = pad.fill.colour;
		context.fillRect(frame.x, frame.y, frame.width, frame.height);
	} else {
		const sigma = PAD_BLUR * longer(frame);
		context.filter = `blur(${sigma}px)`;
		const scale = Math.max(frame.width / picture.width, frame.height / picture.height);
		// A little beyond the frame: the filter draws transparency in from outside.
		const beyond = 4 * sigma;
		const cover = around(frame, picture.width * scale + beyond, picture.height * scale + beyond);
		drawUpright(context, source, upright, wholeAround(cover, crop ?? wholePicture));
		drawMarks(context, marks, cover);
	}
	context.restore();
}

function drawUpright(
	context: Context,
	source: CanvasImageSource,
	{ turn, flipX, flipY }: Upright,
	place: Rect,
): void {
	context.save();
	context.translate(place.x, place.y);
	context.scale(place.width, place.height);
	context.transform(...uprightMatrix(turn, flipX, flipY));
	context.drawImage(source, 0, 0, 1, 1);
	context.restore();
}

/** Where the whole picture stands when a part of it stands there. */
function wholeAround(place: Rect, part: Rect): Rect {
	const width = place.width / part.width;
	const height = place.height / part.height;
	return { x: place.x - part.x * width, y: place.y - part.y * height, width, height };
}

function around(frame: Rect, width: number, height: number): Rect {
	return {
		x: frame.x + (frame.width - width) / 2,
		y: frame.y + (frame.height - height) / 2,
		width,
		height,
	};
}

function clipTo(context: Context, { x, y, width, height }: Rect): void {
	context.beginPath();
	context.rect(x, y, width, height);
	context.clip();
}
