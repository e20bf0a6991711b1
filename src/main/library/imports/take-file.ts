import { createHash, randomUUID } from "node:crypto";
import { chmod, constants, copyFile, utimes } from "node:fs/promises";
import { appError } from "../../../contract/errors.ts";
import type { ImportedPicture, ImportWay } from "../../../contract/imports.ts";
import type { ImageRecord, Recipe } from "../../../contract/library.ts";
import { newImageId } from "../../foundation/new-id.ts";
import { storageError } from "../../foundation/storage-error.ts";
import type { ImageSource, Taken } from "../../imaging/imaging.ts";
import { readRecipeXmp } from "../../imaging/xmp-recipe.ts";
import { sha256OfFile } from "../../store/disk.ts";
import { THUMBNAIL_SIDE } from "../../store/thumbnail-cache.ts";
import type { ImportShelf } from "./import-shelf.ts";
import { type FileState, fileState, readSource, sameState } from "./source-file.ts";
import type { FoundFile } from "./walk-pictures.ts";

/** A picture that is ready to become one of the library. */
export type Candidate = {
	readonly found: FoundFile;
	/** A whole, durable copy of it on the library's volume; absent: it is linked. */
	readonly part?: string;
	readonly thumbnail: Uint8Array;
	/** Of the file when it was read. */
	readonly state: FileState;
	/** Without its place in a record and its name there. */
	readonly picture: Omit<ImportedPicture, "index" | "file">;
};

/** `known`: the library has these bytes; undefined: it will have in a moment. */
export type TakenFile = Candidate | { readonly known: ImageRecord | undefined };

export type TakePorts = Pick<ImportShelf, "place" | "disk" | "imaging" | "known" | "log"> & {
	/** Hashes of what is on its way into the library, whoever brings it: the same bytes come in once. */
	readonly claims: Set<string>;
	/** Folders whose files cannot be cloned to the library's volume. */
	readonly cloneless: Set<string>;
	readonly now: () => number;
};

type Read = { readonly sha256: string; readonly state: FileState; readonly part?: string };

/** A file that somebody writes to is read anew so many times. */
const MAX_READINGS = 3;

/**
 * Reads a file once, and copies it on the way where that is wanted; then decodes every pixel of what
 * was read. The hash of a candidate stays claimed until it is in the index or given up.
 * @throws AppError what is wrong with the file, or one of the library's disk errors; `cancelled`
 */
export async function takeFile(
	found: FoundFile,
	way: ImportWay,
	signal: AbortSignal,
	ports: TakePorts,
): Promise<TakenFile> {
	for (let reading = 1; reading <= MAX_READINGS; reading += 1) {
		const read = await readWhole(found, way, signal, ports);
		if (read === undefined) continue;
		let kept = false;
		try {
			const taken = await takeRead(found, read, signal, ports);
			if (taken === undefined) continue;
			kept = "picture" in taken;
			return taken;
		} finally {
			if (!kept) await dropPart(read.part, ports);
		}
	}
	throw appError("import-changing", { name: found.name });
}

/** @returns undefined when the file changed while it was read */
async function readWhole(
	found: FoundFile,
	way: ImportWay,
	signal: AbortSignal,
	ports: TakePorts,
): Promise<Read | undefined> {
	const { path, name } = found;
	const state = await fileState(path, name);
	const part = way === "copy" ? await ports.place.temporary(randomUUID()) : undefined;
	try {
		const sha256 =
			part === undefined
				? await hashOf(readSource(path, name, signal))
				: await copied(found, part, signal, ports);
		if (sameState(state, await fileState(path, name))) {
			return { sha256, state, ...(part !== undefined && { part }) };
		}
		await dropPart(part, ports);
		return undefined;
	} catch (error) {
		await dropPart(part, ports);
		throw storageError(error, ports.place.root);
	}
}

async function hashOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
	const hash = createHash("sha256");
	for await (const chunk of bytes) hash.update(chunk);
	return hash.digest("hex");
}

/** A clone shares the bytes with the original until one of them is written to, where the disk can do that. */
async function copied(
	{ path, name, folder }: FoundFile,
	part: string,
	signal: AbortSignal,
	{ disk, cloneless }: TakePorts,
): Promise<string> {
	if (!cloneless.has(folder)) {
		try {
			await copyFile(path, part, constants.COPYFILE_FICLONE_FORCE);
			// A clone is as protected as its original: it could neither be synced nor written over.
			await chmod(part, 0o644);
			await disk.syncFile(part);
			return await sha256OfFile(part);
		} catch {
			cloneless.add(folder);
			await disk.remove(part);
		}
	}
	const { sha256 } = await disk.copyFrom(readSource(path, name, signal), part);
	return sha256;
}

/** @returns undefined when a linked file changed while it was decoded */
async function takeRead(
	found: FoundFile,
	read: Read,
	signal: AbortSignal,
	{ known, claims, imaging, now }: TakePorts,
): Promise<TakenFile | undefined> {
	const { path, name } = found;
	const { sha256, part, state } = read;
	const here = known(sha256);
	if (here !== undefined || claims.has(sha256)) return { known: here };
	claims.add(sha256);
	let claimed = false;
	try {
		const source = { path: part ?? path };
		const taken = await imaging.take(source, { maxSide: THUMBNAIL_SIDE, name, signal });
		if (part === undefined && !sameState(state, await fileState(path, name))) return undefined;
		const recipe = taken.metadata.hasXmp === true ? await recipeIn(source) : undefined;
		if (part !== undefined) await keepTime(part, state);
		claimed = true;
		const { thumbnail } = taken;
		const picture = pictureOf(path, read, { taken, recipe, now: now() });
		return { found, picture, thumbnail, state, ...(part !== undefined && { part }) };
	} finally {
		if (!claimed) claims.delete(sha256);
	}
}

/** A recipe that cannot be read keeps no picture out. */
async function recipeIn(source: ImageSource): Promise<Recipe | undefined> {
	return readRecipeXmp(source).catch(() => undefined);
}

/** A copy is as old as its original; a disk that cannot say so harms nothing. */
async function keepTime(part: string, { changedAt }: FileState): Promise<void> {
	const time = new Date(changedAt);
	await utimes(part, time, time).catch(() => {});
}

function pictureOf(
	source: string,
	{ sha256, state, part }: Read,
	{ taken, recipe, now }: { taken: Taken; recipe: Recipe | undefined; now: number },
): Candidate["picture"] {
	const { width, height, format } = taken.facts;
	const { takenAt, description, author, foreign } = taken.metadata;
	return {
		id: newImageId(),
		source,
		...(part === undefined && { changedAt: state.changedAt }),
		...{ sha256, bytes: state.bytes, width, height, format },
		madeAt: [recipe?.createdAt, takenAt, state.changedAt].find((at) => isSane(at, now)) ?? now,
		...(description !== undefined && { description }),
		...(author !== undefined && { author }),
		...(foreign !== undefined && { foreign }),
		...(recipe !== undefined && { recipe }),
		look: taken.look,
	};
}

/** A camera without a set clock says 1970 or 1980; nobody takes pictures in the future. */
const EARLIEST_MS = Date.UTC(1980, 0, 2);
const MAX_AHEAD_MS = 86_400_000;

function isSane(at: number | undefined, now: number): at is number {
	return at !== undefined && at >= EARLIEST_MS && at <= now + MAX_AHEAD_MS;
}

/** Takes away what nobody needs any more; the rest is swept at the next start. */
export async function dropPart(
	part: string | undefined,
	{ disk, log }: Pick<TakePorts, "disk" | "log">,
): Promise<void> {
	if (part === undefined) return;
	await disk.remove(part).catch((error: unknown) => {
		log.warn("a temporary file stays until the next start", { said: String(error) });
	});
}
