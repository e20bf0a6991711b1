import { readdir } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { Recipe } from "../../contract/library.ts";
import type { Imaging } from "../imaging/imaging.ts";
import { sha256OfFile } from "../store/disk.ts";
import { sizeOfFile } from "../store/library-folder.ts";
import { factsOf, type PictureFacts, type RecipeOutput } from "./image-record.ts";
import { isPlainName, placeOf } from "./picture-names.ts";

/** A whole picture in a job's folder. */
export type FoundPicture = {
	readonly name: string;
	readonly sha256: string;
	/** Without a time when nobody has written it down yet. */
	readonly facts: Omit<PictureFacts, "savedAt"> & { readonly savedAt: number | undefined };
};

/**
 * The picture of an output in its job's folder: the file the recipe names, or else one that is named
 * for the output's place and belongs to nobody, left by a run that ended before it could say so.
 * @param folder absolute path
 * @param kept the recipe in that folder, if it can be read
 */
export async function findSaved(
	folder: string,
	kept: Recipe | undefined,
	output: Pick<RecipeOutput, "id" | "index">,
	imaging: Pick<Imaging, "inspect">,
): Promise<FoundPicture | undefined> {
	const outputs = kept?.outputs ?? [];
	const said = outputs.find((one) => one.id === output.id && one.state === "saved");
	const named = said === undefined ? undefined : await asRecorded(folder, said);
	if (named !== undefined) return named;
	const claimed = claimedNames(outputs.filter((one) => one.id !== output.id));
	for (const name of (await readdir(folder)).sort().reverse()) {
		if (placeOf(name) !== output.index || claimed.has(name)) continue;
		const found = await lookAt(folder, name, imaging);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** File names that a recipe gives to saved pictures. */
export function claimedNames(outputs: readonly RecipeOutput[]): ReadonlySet<string> {
	return new Set(outputs.flatMap(({ state, file }) => (state === "saved" && file ? [file] : [])));
}

/** Believes the recipe when a file of that name and length is there. */
export async function asRecorded(
	folder: string,
	output: RecipeOutput,
): Promise<FoundPicture | undefined> {
	const { file, sha256 } = output;
	const facts = factsOf(output);
	if (file === undefined || sha256 === undefined || facts === undefined) return undefined;
	if (!isPlainName(file) || (await sizeOfFile(`${folder}/${file}`)) !== facts.bytes)
		return undefined;
	return { name: file, sha256, facts };
}

/**
 * Decodes and hashes a file nobody has vouched for.
 * @returns undefined when it is not a whole picture
 */
export async function lookAt(
	folder: string,
	name: string,
	imaging: Pick<Imaging, "inspect">,
): Promise<FoundPicture | undefined> {
	const path = `${folder}/${name}`;
	if ((await sizeOfFile(path)) === undefined) return undefined;
	try {
		const { width, height, format, bytes } = await imaging.inspect({ path });
		const sha256 = await sha256OfFile(path);
		return { name, sha256, facts: { width, height, format, bytes, savedAt: undefined } };
	} catch (error) {
		if (error instanceof AppError && error.failure.kind === "invalid-reference") return undefined;
		throw error;
	}
}
