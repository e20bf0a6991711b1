import { readdir } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
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
	/** How it looks, see `PictureLook`; undefined: nobody has looked yet. */
	readonly look?: string | undefined;
};

/**
 * The picture of an output in its job's folder: the file the recipe names, also when the designer has
 * changed it in its place, or else one named for the output's place in the job, left by a run that
 * ended before it could say so.
 * @param folder absolute path
 * @param output as the recipe in that folder says, if there is one
 */
export async function findSaved(
	folder: string,
	output: Pick<RecipeOutput, "index"> & Partial<RecipeOutput>,
	imaging: Pick<Imaging, "inspect">,
): Promise<FoundPicture | undefined> {
	const recorded = await asRecorded(folder, output);
	if (recorded !== undefined) return recorded;
	const byPlace = (await readdir(folder)).filter((name) => placeOf(name) === output.index);
	const named = output.file !== undefined && isPlainName(output.file) ? [output.file] : [];
	for (const name of [...named, ...byPlace.sort().reverse()]) {
		const found = await lookAt(folder, name, imaging);
		if (found === undefined) continue;
		return { ...found, facts: { ...found.facts, savedAt: output.savedAt } };
	}
	return undefined;
}

/** Believes the recipe when a file of that name and length is there. */
async function asRecorded(
	folder: string,
	output: Partial<RecipeOutput>,
): Promise<FoundPicture | undefined> {
	const { file, sha256 } = output;
	const facts = factsOf(output);
	if (file === undefined || sha256 === undefined || facts === undefined) return undefined;
	if (!isPlainName(file) || (await sizeOfFile(`${folder}/${file}`)) !== facts.bytes)
		return undefined;
	return { name: file, sha256, facts, look: output.look };
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
