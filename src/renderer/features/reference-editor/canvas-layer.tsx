import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Size } from "./edit-geometry.ts";

type Draw = (context: CanvasRenderingContext2D) => void;

/** A canvas as large as its box, as sharp as the screen; `draw` speaks of CSS pixels. */
export function CanvasLayer({
	box,
	draw,
	label,
	className,
}: {
	readonly box: Size;
	readonly draw: Draw;
	/** What it shows, for a screen reader. */
	readonly label: string;
	readonly className?: string;
}) {
	const canvas = useRef<HTMLCanvasElement>(null);
	useLayoutEffect(() => {
		redraw(canvas, box, draw);
	}, [box, draw]);
	return <canvas ref={canvas} role="img" aria-label={label} className={className} style={box} />;
}

/** Clears the canvas and draws it anew. */
export function redraw(canvas: RefObject<HTMLCanvasElement | null>, box: Size, draw: Draw): void {
	const node = canvas.current;
	const context = node?.getContext("2d");
	if (node === null || context === null || context === undefined) return;
	const density = window.devicePixelRatio;
	node.width = Math.round(box.width * density);
	node.height = Math.round(box.height * density);
	context.setTransform(density, 0, 0, density, 0, 0);
	draw(context);
}
