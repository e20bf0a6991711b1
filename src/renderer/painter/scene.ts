import type { Random } from "./random.ts";
import type { Scheme } from "./scheme.ts";

export type Canvas = CanvasRenderingContext2D;

/** Everything a composition paints with. The picture's area starts at 0, 0. */
export type Scene = {
	readonly ctx: Canvas;
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** A hundredth of the shorter side, so that a picture looks the same in every size. */
	readonly unit: number;
	readonly scheme: Scheme;
	/** The same numbers for every picture of a set: what makes them match. */
	readonly series: Random;
	/** This picture's own numbers: what makes it differ. */
	readonly own: Random;
	/** Its place in the set, from 0. */
	readonly frame: number;
	/** From 0 for the first picture of a set to 1 for the last; anywhere between for a single one. */
	readonly progress: number;
};

export type Composition = (scene: Scene) => void;

export type Point = readonly [x: number, y: number];
