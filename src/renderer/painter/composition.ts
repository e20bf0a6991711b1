import type { PaintSpec } from "../../contract/paint-spec.ts";
import { captionBand, paintCaption, paintWatermark } from "./caption.ts";
import { paintCutPaper } from "./cut-paper.ts";
import { paintGrain } from "./grain.ts";
import { paintHills } from "./hills.ts";
import { createRandom, hashText } from "./random.ts";
import type { Canvas, Composition, Scene } from "./scene.ts";
import { createScheme } from "./scheme.ts";
import { paintSeedPods } from "./seed-pods.ts";
import { paintStillLife } from "./still-life.ts";
import { paintStrata } from "./strata.ts";
import { paintTiles } from "./tiles.ts";

const compositions: readonly [Composition, ...Composition[]] = [
	paintHills,
	paintSeedPods,
	paintTiles,
	paintCutPaper,
	paintStrata,
	paintStillLife,
];
/** Paints one picture. Everything that a set shares comes from the seed, everything else from the frame. */
export function paintPicture(ctx: Canvas, spec: PaintSpec): void {
	const { width, height, seed, frame, frames, prompt } = spec;
	const band = captionBand(width, height);
	const scheme = createScheme(spec.palette, hashText(prompt));
	const unit = Math.min(width, band.top) / 100;
	const scene: Scene = {
		ctx,
		width,
		height: band.top,
		unit,
		scheme,
		series: createRandom(seed),
		own: createRandom(seed, frame),
		frame: frame - 1,
		progress: frames > 1 ? (frame - 1) / (frames - 1) : createRandom(seed, 0).between(0.12, 0.88),
	};
	ctx.save();
	ctx.beginPath();
	ctx.rect(0, 0, width, band.top);
	ctx.clip();
	(compositions[seed % compositions.length] ?? compositions[0])(scene);
	ctx.restore();
	paintCaption(ctx, scheme, { width, band, prompt, frame, frames });
	paintGrain(ctx, width, height);
	if (spec.watermark) paintWatermark(ctx, width, band.top, unit);
}
