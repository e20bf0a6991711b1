import { readdir, stat } from "node:fs/promises";
import { AppError } from "../../contract/errors.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { Recipe } from "../../contract/library.ts";
import type { Imaging } from "../imaging/imaging.ts";
import type { IndexEntry } from "../store/index-entry.ts";
import { isPictureName } from "../store/picture-kinds.ts";
import { derivedImageId, derivedJobId } from "./derived-id.ts";
import { type FoundPicture, findSaved, lookAt } from "./find-saved.ts";
import type { FolderReport } from "./folder-report.ts";
import { factsOf, indexEntry } from "./image-record.ts";
import { IMPORT_FILE } from "./imports/import-record.ts";
import { readImportFolder } from "./imports/read-import-folder.ts";
import { isPlainName, placeOf } from "./picture-names.ts";
import { RECIPE_FILE, readRecipe } from "./recipe-file.ts";
import { asTrashed, type TrashedPicture } from "./trash-entry.ts";

export type FolderPorts = {
	readonly imaging: Pick<Imaging, "inspect">;
	/** Pictures in the trash: of these the folder has the record and not the file. */
	readonly trash: ReadonlyMap<ImageId, TrashedPicture>;
};

type Folder = FolderPorts & {
	/** Absolute. */
	readonly path: string;
	/** Inside the library, with `/`. */
	readonly inside: string;
};

type Problem = FolderReport["problems"][number];

/**
 * The pictures of one folder. With a record: those it names, those that are missing too, and those
 * named for a place in the job that a crash kept it from naming. Without one, or with a damaged one:
 * every picture, under ids made from the file. Anything else in the folder is the designer's own and
 * ignored.
 */
export async function readPictureFolder(
	path: string,
	inside: string,
	ports: FolderPorts,
): Promise<FolderReport> {
	const folder = { ...ports, path, inside };
	const recipe = await sound(() => readRecipe(path));
	if (recipe.kind === "damaged") return damaged(folder, RECIPE_FILE, recipe.said);
	if (recipe.record !== undefined) return withRecipe(folder, recipe.record);
	const imported = await sound(() => readImportFolder(path, inside));
	if (imported.kind === "damaged") return damaged(folder, IMPORT_FILE, imported.said);
	if (imported.record !== undefined) return withImport(folder, imported.record);
	const report = await withoutRecord(folder);
	if (report.entries.length === 0) return report;
	const problem = { path: inside, said: `${RECIPE_FILE} is missing` };
	return { ...report, problems: [problem, ...report.problems] };
}

type Sound<T> =
	| { readonly kind: "sound"; readonly record: T | undefined }
	| { readonly kind: "damaged"; readonly said: string };

async function sound<T>(read: () => Promise<T | undefined>): Promise<Sound<T>> {
	try {
		return { kind: "sound", record: await read() };
	} catch (error) {
		if (!(error instanceof AppError) || error.reason !== "record-damaged") throw error;
		return { kind: "damaged", said: error.message };
	}
}

async function damaged(folder: Folder, file: string, said: string): Promise<FolderReport> {
	const report = await withoutRecord(folder);
	const problem = { path: `${folder.inside}/${file}`, said };
	return { ...report, problems: [problem, ...report.problems] };
}

function withImport({ trash }: Folder, { entries, problems }: FolderReport): FolderReport {
	const inTrash = new Set<string>();
	const told = entries.map((entry) => {
		const trashed = trash.get(entry.image.id);
		if (trashed === undefined) return entry;
		inTrash.add(entry.image.link ?? entry.image.file);
		return asTrashed(entry, trashed);
	});
	return { entries: told, problems: problems.filter(({ path }) => !inTrash.has(path)) };
}

async function withRecipe(folder: Folder, recipe: Recipe): Promise<FolderReport> {
	const entries: IndexEntry[] = [];
	const problems: Problem[] = [];
	for (const output of recipe.outputs) {
		const trashed = folder.trash.get(output.id);
		if (trashed !== undefined) {
			const of = indexEntry(recipe, output, trashed.file, trashed.entry.image);
			entries.push(asTrashed(of, trashed));
			continue;
		}
		if (output.state === "removed") continue;
		const found = await findSaved(folder.path, output, folder.imaging);
		if (found !== undefined) entries.push(await entryOf(folder, recipe, output, found));
		else if (output.state === "saved") {
			const { missing, problem } = lost(folder, recipe, output);
			entries.push(...missing);
			problems.push(problem);
		}
	}
	return { entries, problems };
}

/** A picture that was saved and is not there: the gallery knows it, so that it can be looked for. */
function lost(folder: Folder, recipe: Recipe, output: Recipe["outputs"][number]) {
	const { file } = output;
	const facts = factsOf(output);
	const path = file === undefined ? folder.inside : `${folder.inside}/${file}`;
	const problem = { path, said: "the picture is missing or cannot be read" };
	if (file === undefined || !isPlainName(file) || facts === undefined) {
		return { missing: [], problem };
	}
	const entry = indexEntry(recipe, output, path, facts);
	return { missing: [{ ...entry, image: { ...entry.image, missing: true as const } }], problem };
}

async function entryOf(
	folder: Folder,
	recipe: Recipe,
	output: Recipe["outputs"][number],
	found: FoundPicture,
): Promise<IndexEntry> {
	const savedAt = found.facts.savedAt ?? (await fileTime(`${folder.path}/${found.name}`));
	const file = `${folder.inside}/${found.name}`;
	return indexEntry(recipe, output, file, { ...found.facts, savedAt });
}

async function withoutRecord(folder: Folder): Promise<FolderReport> {
	const entries: IndexEntry[] = [];
	const problems: Problem[] = [];
	for (const name of (await readdir(folder.path)).filter(isPictureName).sort()) {
		const file = `${folder.inside}/${name}`;
		const found = await lookAt(folder.path, name, folder.imaging);
		if (found === undefined) {
			problems.push({ path: file, said: "this is no whole picture" });
			continue;
		}
		const savedAt = await fileTime(`${folder.path}/${name}`);
		entries.push({
			image: {
				id: derivedImageId(savedAt, file, found.sha256),
				job: derivedJobId(folder.inside),
				index: placeOf(name) ?? entries.length,
				...found.facts,
				savedAt,
				file,
				prompt: "",
				modelTitle: "",
				gatewayTitle: "",
			},
			folder: folder.inside,
			job: { references: [] },
			sha256: found.sha256,
		});
	}
	return { entries, problems };
}

/** Milliseconds since the Unix epoch, never negative. */
async function fileTime(path: string): Promise<number> {
	return Math.max(0, Math.round((await stat(path)).mtimeMs));
}
