import { type PointerEvent, useEffect, useRef } from "react";
import { AREA_LINE, type PaintedMark } from "../../../contract/reference-edit.ts";
import { redraw } from "./canvas-layer.tsx";
import { drawMarks } from "./draw-edit.ts";
import { outOfPart, type Point, type Rect, type Size } from "./edit-geometry.ts";
import { longer } from "./edit-state.ts";

export type Brush = {
	readonly kind: PaintedMark["kind"];
	readonly colour: string;
	/** Of the longer side of the part that is kept. */
	readonly width: number;
};

/** CSS px; points nearer to the last one than this change nothing that can be seen. */
const MIN_STEP = 0.75;

/**
 * Takes strokes of mouse, pen and finger on the kept part of the picture and draws them as they
 * grow; between strokes it shows the brush.
 */
export function PaintLayer({
	box,
	place,
	part,
	widthInWhole,
	brush,
	onPaint,
}: {
	readonly box: Size;
	/** Where the kept part stands, CSS px. */
	readonly place: Rect;
	/** The kept part, of the whole picture. */
	readonly part: Rect;
	/** Turns a width of the part's longer side into one of the whole picture's. */
	readonly widthInWhole: number;
	readonly brush: Brush;
	/** A mark in fractions of the whole picture. */
	readonly onPaint: (mark: PaintedMark) => void;
}) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const points = useRef<Point[]>(undefined);
	const hovering = useRef<Point>(undefined);
	const frame = useRef(0);
	useEffect(() => () => cancelAnimationFrame(frame.current), []);

	const draw = () => {
		cancelAnimationFrame(frame.current);
		frame.current = requestAnimationFrame(() => {
			redraw(canvas, box, (context) => {
				if (points.current !== undefined)
					drawMarks(context, [growing(points.current, brush)], place);
				else if (hovering.current !== undefined) drawBrush(context, hovering.current, brush, place);
			});
		});
	};
	const begin = (event: PointerEvent<HTMLCanvasElement>) => {
		if (event.button !== 0 || points.current !== undefined) return;
		event.currentTarget.setPointerCapture(event.pointerId);
		points.current = [inPlace(pointOf(event, event.currentTarget), place)];
		draw();
	};
	const go = (event: PointerEvent<HTMLCanvasElement>) => {
		hovering.current = pointOf(event, event.currentTarget);
		const line = points.current;
		if (line !== undefined) {
			// The screen draws less often than a pen tells.
			const told = event.nativeEvent.getCoalescedEvents();
			for (const one of told.length === 0 ? [event.nativeEvent] : told) {
				const point = inPlace(pointOf(one, event.currentTarget), place);
				if (isFar(line.at(-1), point, place)) line.push(point);
			}
		}
		draw();
	};
	const end = () => {
		const line = points.current;
		points.current = undefined;
		draw();
		if (line === undefined) return;
		onPaint(finished(line, brush, part, widthInWhole));
	};
	const leave = () => {
		hovering.current = undefined;
		draw();
	};
	return (
		<canvas
			ref={canvas}
			aria-hidden
			onPointerDown={begin}
			onPointerMove={go}
			onPointerUp={end}
			onPointerCancel={() => {
				points.current = undefined;
				draw();
			}}
			onPointerLeave={leave}
			className="absolute inset-0 cursor-crosshair touch-none"
			style={box}
		/>
	);
}

/** A mark as it grows, in fractions of the part; an area is a line until it is closed. */
function growing(line: readonly Point[], { kind, colour, width }: Brush): PaintedMark {
	const points = [...line];
	if (kind === "area" && points.length > 2) return { kind, colour, points };
	return { kind: "stroke", colour, width: kind === "area" ? AREA_LINE : width, points };
}

function finished(
	line: readonly Point[],
	{ kind, colour, width }: Brush,
	part: Rect,
	widthInWhole: number,
): PaintedMark {
	const points = line.map((point) => outOfPart(point, part));
	return kind === "area"
		? { kind, colour, points }
		: { kind, colour, width: width * widthInWhole, points };
}

function drawBrush(
	context: CanvasRenderingContext2D,
	{ x, y }: Point,
	{ kind, colour, width }: Brush,
	place: Rect,
): void {
	if (kind === "area") return;
	const radius = (width * longer(place)) / 2;
	for (const [style, line] of [
		["#ffffff", 3],
		[colour, 1.5],
	] as const) {
		context.strokeStyle = style;
		context.lineWidth = line;
		context.beginPath();
		context.arc(x, y, Math.max(1.5, radius), 0, Math.PI * 2);
		context.stroke();
	}
}

/** CSS px inside the element. */
function pointOf(
	event: { readonly clientX: number; readonly clientY: number },
	element: Element,
): Point {
	const { left, top } = element.getBoundingClientRect();
	return { x: event.clientX - left, y: event.clientY - top };
}

/** Fractions of the part; what is beside it counts as its edge. */
function inPlace({ x, y }: Point, place: Rect): Point {
	return {
		x: Math.min(1, Math.max(0, (x - place.x) / place.width)),
		y: Math.min(1, Math.max(0, (y - place.y) / place.height)),
	};
}

function isFar(from: Point | undefined, to: Point, place: Rect): boolean {
	if (from === undefined) return true;
	return Math.hypot((to.x - from.x) * place.width, (to.y - from.y) * place.height) >= MIN_STEP;
}
