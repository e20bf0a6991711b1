import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { IndexEntry, JobFacts } from "../store/index-repo.ts";
import { markIn } from "./recipe-marks.ts";

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
	const caption = captionOf(recipe, output.index);
	const usd = usdPerPicture(recipe);
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
		...(caption !== undefined && { caption }),
		...(usd !== undefined && { usd }),
	};
}

/**
 * What the index keeps of one picture of a job.
 * @param file inside the library, with `/`
 */
export function indexEntry(
	recipe: Recipe,
	output: Pick<RecipeOutput, "id" | "index">,
	file: string,
	facts: PictureFacts,
): IndexEntry {
	const { sha256, look } = recipe.outputs.find(({ id }) => id === output.id) ?? {};
	return {
		image: imageRecord(recipe, output, file, facts),
		folder: file.slice(0, file.lastIndexOf("/")),
		job: jobFactsOf(recipe),
		...(sha256 !== undefined && { sha256 }),
		...(look !== undefined && { look }),
	};
}

/** What a job has to do with others, where it was made and what it cost, as its recipe says. */
function jobFactsOf(recipe: Recipe): JobFacts {
	const { parent, follows, references } = recipe.request;
	const usd = usdOf(recipe);
	return {
		...(parent !== undefined && { parent }),
		...(follows !== undefined && { set: follows.set }),
		createdAt: recipe.createdAt,
		gateway: recipe.gateway,
		...(usd !== undefined && { usd }),
		// Both the bytes that were sent and the picture they were made of, when it was edited.
		references: references.flatMap((reference) =>
			reference.kind === "picture" ? [reference.id, reference.from ?? []].flat() : [],
		),
	};
}

/** Those of the job that came home, those that were taken away since included. */
function cameHome({ outputs }: Recipe): number {
	return outputs.filter(({ state }) => state === "saved" || state === "removed").length;
}

/** What a whole job cost, US dollars: as charged, or else at the price it was made at. */
function usdOf(recipe: Recipe): number | undefined {
	const { charged, price } = recipe;
	if (charged?.usd !== undefined && charged.reserved !== true) return charged.usd;
	return price === undefined ? undefined : price.usdPerImage * cameHome(recipe);
}

function usdPerPicture(recipe: Recipe): number | undefined {
	const pictures = cameHome(recipe);
	const usd = usdOf(recipe);
	return pictures === 0 || usd === undefined ? recipe.price?.usdPerImage : usd / pictures;
}

/** The captions of a set are in the recipe of the job it began with, whose pictures have the first slots. */
function captionOf(recipe: Recipe, index: number): string | undefined {
	const captions = recipe.marks.set?.captions ?? {};
	const key = String(index);
	const caption = Object.hasOwn(captions, key) ? captions[key] : undefined;
	return recipe.request.follows !== undefined || caption === "" ? undefined : caption;
}

/** The facts a recipe keeps of a saved picture; undefined when one of them is missing. */
export function factsOf(output: Partial<RecipeOutput>): PictureFacts | undefined {
	const { width, height, bytes, format, savedAt } = output;
	if (width === undefined || height === undefined || bytes === undefined) return undefined;
	if (format === undefined || savedAt === undefined) return undefined;
	return { width, height, bytes, format, savedAt };
}
