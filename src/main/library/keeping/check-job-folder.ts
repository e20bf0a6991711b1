import { readdir } from "node:fs/promises";
import { AppError } from "../../../contract/errors.ts";
import type { ImageId, JobId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import { sha256OfFile } from "../../store/disk.ts";
import { type LibraryFolder, sizeOfFile, whenAbsent } from "../../store/library-folder.ts";
import { isPictureName } from "../../store/picture-kinds.ts";
import { type FolderRecord, readFolderRecord } from "../folder-record.ts";
import { IMPORT_FILE } from "../imports/import-record.ts";
import { linkedName } from "../imports/imported-picture.ts";
import { isPlainName } from "../picture-names.ts";
import { RECIPE_FILE } from "../recipe-file.ts";
import { TRASHED_PICTURES } from "../trash-entry.ts";
import type { Found, Tally } from "./check-findings.ts";
import { checkPicture } from "./check-picture.ts";

export type FolderPorts = {
	readonly place: LibraryFolder;
	readonly imaging: Pick<Imaging, "inspect">;
	readonly tally: Tally;
	readonly find: (id: ImageId) => ImageRecord | undefined;
	readonly imagesOf: (job: JobId) => readonly ImageRecord[];
};

export type CheckedFolder = {
	readonly found: readonly Found[];
	/** References its job was made with, by hash. */
	readonly references: readonly string[];
	/** Pictures the index does not know, or not here. */
	readonly unknownHere: readonly ImageId[];
};

/** A picture that a record says is there. */
type Expected = {
	readonly id: ImageId;
	readonly file: string;
	readonly sha256: string | undefined;
};

/** @param inside of a job or of imported pictures, inside the library, with `/` */
export async function checkJobFolder(inside: string, ports: FolderPorts): Promise<CheckedFolder> {
	const { place } = ports;
	const entries = await readdir(place.path(inside), { withFileTypes: true }).catch(whenAbsent([]));
	const names = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
	const pictures = names.filter(isPictureName);
	let record: FolderRecord | undefined;
	try {
		record = await readFolderRecord(place.path(inside));
	} catch (error) {
		if (AppError.from(error).reason !== "record-damaged") throw error;
		const name = names.includes(RECIPE_FILE) ? RECIPE_FILE : IMPORT_FILE;
		const found: Found = { kind: "recipe-damaged", path: `${inside}/${name}` };
		return { found: [found], references: [], unknownHere: [] };
	}
	if (record === undefined) {
		const found: readonly Found[] =
			pictures.length === 0 ? [] : [{ kind: "recipe-missing", path: inside, byIndex: "adopt" }];
		return { found, references: [], unknownHere: [] };
	}
	return checkRecord(inside, record, pictures, ports);
}

async function checkRecord(
	inside: string,
	record: FolderRecord,
	pictures: readonly string[],
	ports: FolderPorts,
): Promise<CheckedFolder> {
	const { place } = ports;
	const expected = expectedOf(record);
	const links = linksOf(record);
	const named = new Set([...expected.map(({ file }) => file), ...links.map(linkedName)]);
	const strangers = pictures.filter((name) => !named.has(name));
	const copy = await isCopy(inside, record, ports);
	const found: Found[] = copy ? [{ kind: "copy", path: inside }] : [];
	const unknownHere: ImageId[] = [];
	const twinsOf = createTwins(inside, strangers, ports);
	for (const one of expected) {
		const { standing, path } = await standingOf(inside, one, ports);
		if (standing === "whole") {
			if (!copy && !isKnown(one.id, path, ports)) unknownHere.push(one.id);
			continue;
		}
		const { sha256 } = one;
		const twins = await twinsOf(sha256);
		found.push({ kind: standing, path, twins, ...(sha256 !== undefined && { sha256 }) });
	}
	for (const link of links) {
		const copy = await checkPicture(
			place.path(`${inside}/${linkedName(link)}`),
			link.sha256,
			ports,
		);
		if (copy === "whole") continue;
		const standing = await checkPicture(link.source, link.sha256, ports);
		if (standing !== "whole") found.push({ kind: "link-lost", path: link.source });
	}
	for (const name of strangers) {
		const path = `${inside}/${name}`;
		// What is no picture, such as one that repairing set aside, is nothing to take in.
		const standing = await checkPicture(place.path(path), undefined, ports);
		if (standing === "whole") found.push({ kind: "orphan", path });
	}
	return { found, references: referencesOf(record), unknownHere };
}

function expectedOf(record: FolderRecord): readonly Expected[] {
	if (record.kind === "recipe") {
		return record.recipe.outputs.flatMap(({ id, state, file, sha256 }) =>
			state === "saved" && file !== undefined && isPlainName(file) ? [{ id, file, sha256 }] : [],
		);
	}
	return record.imported.pictures.flatMap(({ id, file, sha256, removedAt }) =>
		file !== undefined && removedAt === undefined && isPlainName(file)
			? [{ id, file, sha256 }]
			: [],
	);
}

function linksOf(record: FolderRecord) {
	if (record.kind === "recipe") return [];
	return record.imported.pictures.filter(
		({ file, removedAt }) => file === undefined && removedAt === undefined,
	);
}

function referencesOf(record: FolderRecord): readonly string[] {
	if (record.kind === "import") return [];
	return record.recipe.request.references.flatMap((reference) =>
		reference.kind === "picture" ? [reference.id] : [],
	);
}

/** In its folder, or in the trash. */
async function standingOf(inside: string, { id, file, sha256 }: Expected, ports: FolderPorts) {
	const { place } = ports;
	const path = `${inside}/${file}`;
	const standing = await checkPicture(place.path(path), sha256, ports);
	if (standing !== "missing") return { standing, path };
	const trashed = `${TRASHED_PICTURES}/${id}/${file}`;
	const there = await checkPicture(place.path(trashed), sha256, ports);
	return there === "missing" ? { standing, path } : { standing: there, path: trashed };
}

function isKnown(id: ImageId, path: string, { find }: FolderPorts): boolean {
	const indexed = find(id);
	if (indexed === undefined || indexed.missing === true) return false;
	return isTrashed(path) ? indexed.trashedAt !== undefined : indexed.file === path;
}

function isTrashed(path: string): boolean {
	return path.startsWith(`${TRASHED_PICTURES}/`);
}

/** Hashes of files beside it that nobody names, found out once: a whole folder may have been renamed by hand. */
function createTwins(inside: string, strangers: readonly string[], { place }: FolderPorts) {
	let hashes: Promise<readonly (readonly [path: string, sha256: string])[]> | undefined;
	const read = async () => {
		const all: (readonly [string, string])[] = [];
		for (const name of strangers) {
			const path = `${inside}/${name}`;
			all.push([path, await sha256OfFile(place.path(path)).catch(() => "")]);
		}
		return all;
	};
	/** Those with these bytes. */
	return async (sha256: string | undefined): Promise<readonly string[]> => {
		if (sha256 === undefined) return [];
		hashes ??= read();
		return (await hashes).flatMap(([path, hash]) => (hash === sha256 ? [path] : []));
	};
}

/** Another folder, the one the index knows, says it is the same job. */
async function isCopy(inside: string, record: FolderRecord, ports: FolderPorts): Promise<boolean> {
	const job = record.kind === "recipe" ? record.recipe.job : record.imported.job;
	const known = ports
		.imagesOf(job)
		.find(({ file, trashedAt }) => trashedAt === undefined && file.includes("/"));
	if (known === undefined) return false;
	const folder = known.file.slice(0, known.file.lastIndexOf("/"));
	if (folder === inside || isTrashed(folder)) return false;
	const file = record.kind === "recipe" ? RECIPE_FILE : IMPORT_FILE;
	return (await sizeOfFile(ports.place.path(`${folder}/${file}`))) !== undefined;
}
