import { readdir, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { ImageRecord, Recipe } from "../../contract/library.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { JobOrigin } from "../store/index-repo.ts";
import { isPictureName } from "../store/picture-kinds.ts";
import { derivedImageId, derivedJobId } from "./derived-id.ts";
import { type FoundPicture, findSaved, lookAt } from "./find-saved.ts";
import { imageRecord, originOf } from "./image-record.ts";
import { placeOf } from "./picture-names.ts";
import { RECIPE_FILE, readRecipe } from "./recipe-file.ts";

export type FolderReport = {
	/** Of the job all these pictures belong to. */
	readonly origin: JobOrigin;
	readonly images: readonly ImageRecord[];
	/** Paths are inside the library, with `/`. */
	readonly problems: readonly { readonly path: string; readonly said: string }[];
};

type Folder = {
	/** Absolute. */
	readonly path: string;
	/** Inside the library, with `/`. */
	readonly inside: string;
	readonly imaging: Pick<Imaging, "inspect">;
};

/**
 * The pictures of one job folder. With a recipe: those it names, and those named for a place in the
 * job that a crash kept it from naming. Without one, or with a damaged one: every picture, under ids
 * made from the file. Anything else in the folder is the designer's own and ignored.
 */
export async function readJobFolder(
	path: string,
	inside: string,
	imaging: Pick<Imaging, "inspect">,
): Promise<FolderReport> {
	const folder = { path, inside, imaging };
	try {
		const recipe = await readRecipe(path);
		if (recipe !== undefined) return await withRecipe(folder, recipe);
	} catch (error) {
		if (!(error instanceof AppError) || error.reason !== "record-damaged") throw error;
		const report = await withoutRecipe(folder);
		const problem = { path: `${inside}/${RECIPE_FILE}`, said: error.message };
		return { ...report, problems: [problem, ...report.problems] };
	}
	const report = await withoutRecipe(folder);
	if (report.images.length === 0) return report;
	const problem = { path: inside, said: `${RECIPE_FILE} is missing` };
	return { ...report, problems: [problem, ...report.problems] };
}

async function withRecipe(folder: Folder, recipe: Recipe): Promise<FolderReport> {
	const images: ImageRecord[] = [];
	const problems: FolderReport["problems"][number][] = [];
	for (const output of recipe.outputs) {
		const found = await findSaved(folder.path, output, folder.imaging);
		if (found !== undefined) {
			images.push(await recordOf(folder, recipe, output, found));
		} else if (output.state === "saved") {
			problems.push({
				path: output.file === undefined ? folder.inside : `${folder.inside}/${output.file}`,
				said: "the picture is missing or cannot be read",
			});
		}
	}
	return { images, problems, origin: originOf(recipe) };
}

async function recordOf(
	folder: Folder,
	recipe: Recipe,
	output: Recipe["outputs"][number],
	found: FoundPicture,
): Promise<ImageRecord> {
	const savedAt = found.facts.savedAt ?? (await fileTime(`${folder.path}/${found.name}`));
	const file = `${folder.inside}/${found.name}`;
	return imageRecord(recipe, output, file, { ...found.facts, savedAt });
}

async function withoutRecipe(folder: Folder): Promise<FolderReport> {
	const images: ImageRecord[] = [];
	const problems: FolderReport["problems"][number][] = [];
	for (const name of (await readdir(folder.path)).filter(isPictureName).sort()) {
		const file = `${folder.inside}/${name}`;
		const found = await lookAt(folder.path, name, folder.imaging);
		if (found === undefined) {
			problems.push({ path: file, said: "this is no whole picture" });
			continue;
		}
		const savedAt = await fileTime(`${folder.path}/${name}`);
		images.push({
			id: derivedImageId(savedAt, file, found.sha256),
			job: derivedJobId(folder.inside),
			index: placeOf(name) ?? images.length,
			...found.facts,
			savedAt,
			file,
			prompt: "",
			modelTitle: "",
			gatewayTitle: "",
		});
	}
	return { images, problems, origin: {} };
}

/** Milliseconds since the Unix epoch, never negative. */
async function fileTime(path: string): Promise<number> {
	return Math.max(0, Math.round((await stat(path)).mtimeMs));
}
