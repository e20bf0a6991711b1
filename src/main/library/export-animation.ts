import { appError } from "../../contract/errors.ts";
import type { Imaging } from "../imaging/imaging.ts";

/** More would fill the memory of a laptop while they are put together. */
const MAX_FRAMES = 100;
/** Of all frames. Measured: putting a GIF together takes 10 MB for a million pixels, a WebP takes 2 MB. */
const maxPixels = { gif: 100_000_000, webp: 500_000_000 } as const;

/**
 * @param frames how many
 * @throws AppError `animation-too-long`
 */
export function refuseLongAnimation(
	frames: number,
	{ format, maxSide }: Pick<AnimationWish, "format" | "maxSide">,
): void {
	const limit = Math.min(MAX_FRAMES, Math.floor(maxPixels[format] / maxSide ** 2));
	if (frames > limit) throw appError("animation-too-long", { limit, have: frames });
}

export type AnimationWish = {
	readonly format: "webp" | "gif";
	readonly secondsPerFrame: number;
	/** Px. */
	readonly maxSide: number;
};

/**
 * Makes one moving picture of several. The first gives the shape; others stand in the middle of it, on
 * the mean colour of the first one's edges.
 * @param paths absolute
 * @returns the bytes of the file
 */
export async function animateFiles(
	paths: readonly string[],
	wish: AnimationWish,
	ports: {
		readonly imaging: Pick<Imaging, "frame" | "animate">;
		readonly signal: AbortSignal;
		/** Hears how many pictures are ready. */
		readonly progress: (done: number) => void;
	},
): Promise<Uint8Array> {
	const { imaging, signal, progress } = ports;
	const { maxSide, format } = wish;
	const frames: Uint8Array[] = [];
	let canvas: Parameters<Imaging["frame"]>[1]["canvas"] = { width: maxSide, height: maxSide };
	for (const path of paths) {
		signal.throwIfAborted();
		const made = await imaging.frame({ path }, { canvas, signal });
		canvas = { width: made.width, height: made.height, ground: canvas.ground ?? made.edge };
		frames.push(made.bytes);
		progress(frames.length);
	}
	const delayMs = Math.round(wish.secondsPerFrame * 1_000);
	return imaging.animate(frames, { format, delayMs, signal });
}
