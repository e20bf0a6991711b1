import { Layer } from "konva/lib/Layer.js";
import { Shape } from "konva/lib/Shape.js";
import { Stage } from "konva/lib/Stage.js";

/** Paints one layer of the stage on its own canvas, whose pixels are the screen's. */
export type PaintLayer = (ctx: CanvasRenderingContext2D) => void;

/** Two canvases over each other: what is drawn, and what is drawn about it. */
export type SceneCanvas = {
	/** With the next frame, once, however often it is asked. */
	readonly redraw: () => void;
	readonly redrawOverlay: () => void;
	/** Follows the container's size and the screen's pixels. */
	readonly resize: () => void;
	/** CSS px. */
	readonly size: () => { readonly width: number; readonly height: number };
	/** Canvas pixels of one CSS px. */
	readonly dpr: () => number;
	readonly destroy: () => void;
};

/**
 * Puts a Konva stage of two layers into the container. Neither listens: what lies under the pointer
 * is asked of the document, so no hit canvas is ever drawn.
 */
export function createSceneCanvas(
	container: HTMLDivElement,
	paint: { readonly world: PaintLayer; readonly overlay: PaintLayer },
): SceneCanvas {
	const stage = new Stage({ container, width: 1, height: 1, listening: false });
	// Konva draws a layer in the moment it is added, while nobody knows this canvas yet.
	let isKnown = false;
	const once = (draw: PaintLayer) => (ctx: CanvasRenderingContext2D) => {
		if (isKnown) draw(ctx);
	};
	const world = layerOf(once(paint.world));
	const overlay = layerOf(once(paint.overlay));
	stage.add(world, overlay);
	isKnown = true;
	let dpr = window.devicePixelRatio;
	const resize = () => {
		const { clientWidth, clientHeight } = container;
		if (window.devicePixelRatio !== dpr) {
			dpr = window.devicePixelRatio;
			for (const layer of [world, overlay]) layer.getCanvas().setPixelRatio(dpr);
		}
		stage.size({ width: Math.max(1, clientWidth), height: Math.max(1, clientHeight) });
		// A canvas is empty after it changed its size; waiting for a frame would flicker.
		stage.draw();
	};
	return {
		redraw: () => void world.batchDraw(),
		redrawOverlay: () => void overlay.batchDraw(),
		resize,
		size: () => stage.size(),
		dpr: () => dpr,
		destroy: () => void stage.destroy(),
	};
}

function layerOf(paint: PaintLayer): Layer {
	const layer = new Layer({ listening: false });
	layer.add(
		new Shape({
			listening: false,
			perfectDrawEnabled: false,
			sceneFunc: (context) => {
				const ctx = context._context;
				ctx.save();
				paint(ctx);
				ctx.restore();
			},
		}),
	);
	return layer;
}
