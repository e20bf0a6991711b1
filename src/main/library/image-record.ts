import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { JobOrigin } from "../store/index-repo.ts";
import { markIn } from "./marks.ts";

export type RecipeOutput = Recipe["outputs"][number];

/** What is known of a picture's file once it has been looked at. */
export type PictureFacts = Pick<ImageRecord, "width" | "height" | "bytes" | "format" | "savedAt">;

/**
 * The record of one picture of a job, with the mark the recipe has of it.
 * @param file inside the library, with `/`
 */
export function imageRecord(
	recipe: Recipe,
	output: Pick<RecipeOutput, "id" | "index">,
	file: string,
	facts: PictureFacts,
): ImageRecord {
	const mark = markIn(recipe, output.id);
	return {
		id: output.id,
		job: recipe.job,
		index: output.index,
		width: facts.width,
		height: facts.height,
		bytes: facts.bytes,
		format: facts.format,
		savedAt: facts.savedAt,
		file,
		prompt: recipe.request.prompt,
		modelTitle: recipe.modelTitle,
		gatewayTitle: recipe.gatewayTitle,
		...(mark !== undefined && { mark }),
	};
}

/** Where a job stands among others, as its recipe says. */
export function originOf({ request, createdAt }: Recipe): JobOrigin {
	const { parent, follows } = request;
	return {
		...(parent !== undefined && { parent }),
		...(follows !== undefined && { set: follows.set }),
		createdAt,
	};
}

/** The facts a recipe keeps of a saved picture; undefined when one of them is missing. */
export function factsOf(output: Partial<RecipeOutput>): PictureFacts | undefined {
	const { width, height, bytes, format, savedAt } = output;
	if (width === undefined || height === undefined || bytes === undefined) return undefined;
	if (format === undefined || savedAt === undefined) return undefined;
	return { width, height, bytes, format, savedAt };
}
