import type { Recipe } from "../../contract/library.ts";
import type { ImageSource } from "./imaging.ts";
import { readXmp } from "./picture-metadata.ts";
import { recipeInXmp } from "./xmp-reading.ts";

/**
 * The recipe that this app put into a picture file: a PNG, JPEG or WebP. Reads the file's structure
 * and its XMP, never its pixels.
 * @returns undefined for every other file, and for a recipe that is damaged or from a newer version
 * @throws AppError `reference-gone`, `reference-unreadable` when the file cannot be opened
 */
export async function readRecipeXmp(source: ImageSource): Promise<Recipe | undefined> {
	const packet = await readXmp(source);
	return packet === undefined ? undefined : recipeInXmp(packet);
}
