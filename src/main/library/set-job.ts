import type { Failure } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { SetFrame } from "../../contract/sets.ts";

/** A job as its set needs it, wherever it is known from. */
export type SetJob = {
	readonly id: JobId;
	readonly request: GenerationRequest;
	readonly gatewayTitle: string;
	readonly modelTitle: string;
	/** Milliseconds since the Unix epoch. */
	readonly createdAt: number;
	/** Outputs it does not have yet may still come. */
	readonly expecting: boolean;
	/** Outputs it has may still be brought home. */
	readonly working: boolean;
	/** Why it ended without everything asked for. */
	readonly error?: Failure;
	/** Taken off the list, or another job was made in its place: places nothing came for are not shown. */
	readonly letGo: boolean;
	/** In the job's order. */
	readonly frames: readonly PlacedFrame[];
};

/** A frame and its place in its job, from 0. */
export type PlacedFrame = { readonly index: number; readonly frame: SetFrame };

/**
 * A job that is known from its recipe alone: it is off the list, and nothing comes any more.
 * @param images those of the job the library has
 */
export function setJobOfRecipe(recipe: Recipe, images: readonly ImageRecord[]): SetJob {
	const { job: id, request, gatewayTitle, modelTitle, createdAt } = recipe;
	return {
		...{ id, request, gatewayTitle, modelTitle, createdAt },
		expecting: false,
		working: false,
		letGo: true,
		frames: recipe.outputs.map((output) => {
			const image = imageOf(output.id, images);
			// It came home, and the designer has taken it away since.
			const known = output.state === "removed" ? "saved" : output.state;
			const state = image === undefined ? known : "saved";
			const { reason: said } = output;
			const frame: SetFrame = {
				...{ id: output.id, job: id, state },
				...(said !== undefined && state !== "saved" && { said }),
				...(image !== undefined && { image }),
			};
			return { index: output.index, frame };
		}),
	};
}

export function imageOf(id: ImageId, images: readonly ImageRecord[]): ImageRecord | undefined {
	return images.find((image) => image.id === id);
}
