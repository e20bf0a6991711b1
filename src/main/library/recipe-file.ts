import { lstat, readFile } from "node:fs/promises";
import { z } from "zod";
import { appError } from "../../contract/errors.ts";
import { Recipe } from "../../contract/library.ts";
import { isCrowded } from "../foundation/crowded.ts";
import { whenAbsent } from "../store/library-folder.ts";

export const RECIPE_FILE = "recipe.json";
/** A prompt of 400,000 characters and thirty references fit ten times. */
const MAX_RECIPE_BYTES = 16 * 1024 * 1024;

/**
 * The recipe in a job's folder.
 * @param folder absolute path
 * @returns undefined when there is none
 * @throws AppError `record-damaged` when it cannot be understood
 */
export async function readRecipe(folder: string): Promise<Recipe | undefined> {
	const path = `${folder}/${RECIPE_FILE}`;
	const found = await lstat(path).catch(whenAbsent(undefined));
	if (found === undefined) return undefined;
	if (!found.isFile()) throw appError("record-damaged", { said: `${RECIPE_FILE} is not a file` });
	if (found.size > MAX_RECIPE_BYTES) {
		throw appError("record-damaged", { said: `${RECIPE_FILE} has ${found.size} bytes` });
	}
	return parseRecipe(await readFile(path, "utf8"));
}

/** @throws AppError `record-damaged` */
export function parseRecipe(text: string): Recipe {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw appError("record-damaged", { said: `${RECIPE_FILE} is not JSON` }, { cause: error });
	}
	if (isCrowded(value)) {
		throw appError("record-damaged", { said: `${RECIPE_FILE} has lists longer than any set` });
	}
	const parsed = Recipe.safeParse(value);
	if (parsed.success) return parsed.data;
	const said = `${RECIPE_FILE}: ${z.prettifyError(parsed.error)}`;
	throw appError("record-damaged", { said }, { cause: parsed.error });
}

/**
 * What to write over a recipe: the job's newest word, but a saved picture stays saved, one that was
 * taken away for good stays away, and the designer's marks stay.
 */
export function mergeRecipe(kept: Recipe | undefined, next: Recipe): Recipe {
	if (kept === undefined) return next;
	const saved = kept.outputs.filter(({ state }) => state === "saved" || state === "removed");
	const outputs = next.outputs.map((output) => {
		const before = saved.find((one) => one.id === output.id);
		if (before === undefined) return output;
		return { ...before, revisedPrompt: output.revisedPrompt ?? before.revisedPrompt };
	});
	const named = new Set(next.outputs.map((output) => output.id));
	return {
		...next,
		outputs: inOrder([...outputs, ...saved.filter((output) => !named.has(output.id))]),
		marks: mergeMarks(kept.marks, next.marks),
	};
}

/** What the designer said last is in the folder; what another brings fills the gaps. */
function mergeMarks(kept: Recipe["marks"], next: Recipe["marks"]): Recipe["marks"] {
	const pictures = { ...next.pictures, ...kept.pictures };
	const set = { ...next.set, ...kept.set };
	return {
		...next,
		...kept,
		...(Object.keys(pictures).length > 0 && { pictures }),
		...(Object.keys(set).length > 0 && { set }),
	};
}

/** A recipe as it is written: people may open it. */
export function recipeText(recipe: Recipe): string {
	return `${JSON.stringify(recipe, undefined, "\t")}\n`;
}

/** The recipe with one output put in, or in place of what it said of it. */
export function withOutput(recipe: Recipe, output: Recipe["outputs"][number]): Recipe {
	const others = recipe.outputs.filter((other) => other.id !== output.id);
	return { ...recipe, outputs: inOrder([...others, output]) };
}

function inOrder(outputs: Recipe["outputs"]): Recipe["outputs"] {
	return outputs.toSorted((a, b) => a.index - b.index);
}
