import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId, ReferenceId } from "../../contract/ids.ts";
import type { Recipe } from "../../contract/library.ts";
import { ask } from "../bridge/client.ts";
import { fillForm } from "./fill-form.ts";

/** What became of a recipe that came with a file. */
export type TakenRecipe = {
	/** References that are not in this library; the form names them. */
	readonly missing: number;
};

/** The recipe inside a picture file; undefined when it has none, or cannot be read. */
export async function recipeInFile(path: string): Promise<Recipe | undefined> {
	return (await ask("library.recipeOfFile", { path }).catch(() => null)) ?? undefined;
}

/** Puts a recipe of any library into the form. References come back where their snapshots are in this library. */
export async function fillFromRecipe({ request }: Recipe): Promise<TakenRecipe> {
	const own = await ofThisLibrary(request);
	const ids = own.references.flatMap((one): ReferenceId[] =>
		one.kind === "picture" ? [one.id] : [],
	);
	const kept = ids.length === 0 ? [] : await ask("references.get", ids);
	await fillForm(own);
	return { missing: new Set(ids).size - kept.length };
}

/** Without what only means something in the library it comes from: its set, and pictures that are not here. */
async function ofThisLibrary({
	follows: _,
	parent,
	...request
}: GenerationRequest): Promise<GenerationRequest> {
	const references = await Promise.all(
		request.references.map(async (one) => {
			if (one.kind === "link" || one.from === undefined) return one;
			const { from, ...rest } = one;
			return (await isHere(from)) ? one : rest;
		}),
	);
	const isParentHere = parent !== undefined && (await isHere(parent));
	return { ...request, references, ...(isParentHere && { parent }) };
}

function isHere(id: ImageId): Promise<boolean> {
	return ask("library.get", id).then(
		() => true,
		() => false,
	);
}
