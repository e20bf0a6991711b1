import { randomUUID } from "node:crypto";
import { basename } from "node:path";
import { z } from "zod";
import { BoardDocument, type BoardItem, type PictureItem } from "../../../contract/board.ts";
import { AppError, appError } from "../../../contract/errors.ts";
import type { ReferenceId } from "../../../contract/ids.ts";
import type { Reference } from "../../../contract/references.ts";
import type { Log } from "../../foundation/log.ts";
import { storageError } from "../../foundation/storage-error.ts";
import type { Disk } from "../../store/disk.ts";
import type { LibraryFolder } from "../../store/library-folder.ts";
import { megabytes, openArchive, type PortableArchive, tooLarge } from "./portable-archive.ts";
import {
	AnyManifest,
	BOARD_ENTRY,
	MANIFEST_ENTRY,
	PORTABLE_VERSION,
	type PortableLimits,
	PortableManifest,
	type PortablePicture,
	portableLimits,
	sourceKey,
} from "./portable-board.ts";
import { isNewer, withoutTwins } from "./stored-board.ts";

export type OpenPortablePorts = {
	/** The library the pictures come into. */
	readonly place: Pick<LibraryFolder, "root" | "temporary">;
	readonly disk: Disk;
	readonly log: Log;
	/** Takes a file in as a reference: decoded whole, hashed again. */
	readonly importPicture: (path: string, name: string) => Promise<Reference>;
	/** The app's own when absent. */
	readonly limits?: PortableLimits;
};

/**
 * Reads a board that came from elsewhere and takes its pictures into the library. A picture that is
 * missing or bad leaves its item in its place; places of pictures that were never made are left out.
 * @param path absolute
 * @returns the board with the ids of its items, all its pictures references
 * @throws AppError `board-file-unreadable`, `board-file-not-a-board`, `board-file-damaged`,
 * `board-file-too-large`, `board-newer`, or one of the disk's
 */
export async function openPortableBoard(
	path: string,
	ports: OpenPortablePorts,
): Promise<BoardDocument> {
	const { limits = portableLimits } = ports;
	const name = basename(path);
	const archive = await openArchive(path, limits);
	try {
		const manifest = await manifestIn(archive, name, limits);
		const document = await documentIn(archive, name, limits);
		checkSizes(archive, manifest, name, limits);
		const taken = await takePictures(archive, manifest, ports, limits);
		return settled(document, manifest, taken);
	} finally {
		await archive.close();
	}
}

async function manifestIn(
	archive: PortableArchive,
	name: string,
	limits: PortableLimits,
): Promise<PortableManifest> {
	const found = parsed(await archive.text(MANIFEST_ENTRY, limits.manifest), name);
	const any = AnyManifest.safeParse(found);
	if (!any.success) throw appError("board-file-not-a-board", { name });
	if (any.data.version > PORTABLE_VERSION) throw appError("board-newer", { name });
	return valid(PortableManifest, found, name);
}

async function documentIn(
	archive: PortableArchive,
	name: string,
	limits: PortableLimits,
): Promise<BoardDocument> {
	const found = parsed(await archive.text(BOARD_ENTRY, limits.board), name);
	if (isNewer(found)) throw appError("board-newer", { name });
	return withoutTwins(valid(BoardDocument, found, name));
}

function parsed(text: string, name: string): unknown {
	try {
		return JSON.parse(text);
	} catch (cause) {
		throw appError("board-file-damaged", { name }, { cause });
	}
}

function valid<T>(schema: z.ZodType<T>, found: unknown, name: string): T {
	const { success, data, error } = schema.safeParse(found);
	if (success) return data;
	const detail = z.prettifyError(error).slice(0, 200);
	throw appError("board-file-damaged", { name }, { cause: error, detail });
}

/** Before anything is unpacked; what an entry says of itself is held to while it is. */
function checkSizes(
	archive: PortableArchive,
	{ pictures }: PortableManifest,
	name: string,
	limits: PortableLimits,
): void {
	let total = 0;
	for (const path of new Set(pictures.map((picture) => picture.path))) {
		const size = archive.sizeOf(path);
		total += size;
		if (total > limits.total) throw tooLarge(name, megabytes(total), megabytes(limits.total));
	}
}

type Taken = ReadonlyMap<ReferenceId, Reference>;

async function takePictures(
	archive: PortableArchive,
	{ pictures }: PortableManifest,
	ports: OpenPortablePorts,
	limits: PortableLimits,
): Promise<Taken> {
	const taken = new Map<ReferenceId, Reference>();
	const tried = new Set<ReferenceId>();
	for (const picture of pictures) {
		if (tried.has(picture.sha256) || !archive.has(picture.path)) continue;
		tried.add(picture.sha256);
		if (archive.sizeOf(picture.path) > limits.picture) continue;
		const reference = await takePicture(archive, picture, ports);
		if (reference !== undefined) taken.set(picture.sha256, reference);
	}
	return taken;
}

/** Undefined for a picture that is none, or another than the file says. */
async function takePicture(
	archive: PortableArchive,
	{ path, sha256, name }: PortablePicture,
	{ place, disk, log, importPicture }: OpenPortablePorts,
): Promise<Reference | undefined> {
	const part = await place.temporary(randomUUID()).catch((error: unknown) => {
		throw storageError(error, place.root);
	});
	try {
		const copied = await disk.copyFrom(archive.stream(path), part);
		if (copied.sha256 !== sha256) return undefined;
		return await importPicture(part, name);
	} catch (error) {
		if (!isOfPicture(error)) throw storageError(error, place.root);
		log.warn("a picture of a board that was opened is left out", { said: error.message });
		return undefined;
	} finally {
		await disk.remove(part).catch(() => {});
	}
}

function isOfPicture(error: unknown): error is AppError {
	if (!(error instanceof AppError)) return false;
	return error.failure.kind === "invalid-reference" || error.reason === "board-file-damaged";
}

/** The board with what was taken in; the items that wait for a job of another library are gone. */
function settled(
	document: BoardDocument,
	{ pictures }: PortableManifest,
	taken: Taken,
): BoardDocument {
	const bySource = new Map(pictures.map((one) => [sourceKey(one.source), one.sha256]));
	const items = document.items.flatMap((item): BoardItem[] => {
		if (item.kind !== "picture") return [item];
		if (item.source.kind === "slot") return [];
		const sha256 = bySource.get(sourceKey(item.source));
		return [sha256 === undefined ? item : withReference(item, sha256, taken.get(sha256))];
	});
	const ids = new Set(items.map(({ id }) => id));
	const links = document.links.filter(({ from, to }) => ids.has(from) && ids.has(to));
	return { ...document, items, links };
}

function withReference(
	item: PictureItem,
	id: ReferenceId,
	reference: Reference | undefined,
): PictureItem {
	const source = { kind: "reference", id } as const;
	if (reference === undefined) return { ...item, source };
	const { width, height } = reference;
	return { ...item, source, pixels: { width, height } };
}
