import { createReadStream } from "node:fs";
import type { BoardDocument, PictureSource } from "../../../contract/board.ts";
import { AppError, appError } from "../../../contract/errors.ts";
import type { ReferenceId } from "../../../contract/ids.ts";
import type { Reference } from "../../../contract/references.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import { type Disk, realDisk } from "../../store/disk.ts";
import { createLibraryFolder } from "../../store/library-folder.ts";
import type { Library } from "../library.ts";
import type { BoardStore } from "./board-store.ts";
import { exportBoard, type PictureFile } from "./export-board.ts";
import { openPortableBoard } from "./open-portable-board.ts";
import { writeTarget } from "./write-target.ts";

/** Boards on their way out of the library and in. Errors are those of the functions they are made of. */
export type PortableBoards = {
	/** Gives where it was written, and how many pictures are in it. */
	readonly export: (
		document: BoardDocument,
		chosen: string,
	) => Promise<{ readonly path: string; readonly pictures: number }>;
	/** Keeps the board of a file as a board of this library. */
	readonly open: (path: string) => Promise<BoardDocument>;
	/** Copies a PNG out to where the designer chose. */
	readonly savePicture: (file: string, chosen: string) => Promise<string>;
	/** Gives up what is being written, so that nothing half made stays where the designer chose. */
	readonly close: () => Promise<void>;
};

export type PortableBoardsPorts = {
	readonly library: Pick<Library, "folder" | "find" | "fileOf">;
	readonly boards: Pick<BoardStore, "add">;
	readonly references: {
		readonly importFile: (path: string, options: { readonly name: string }) => Promise<Reference>;
		readonly get: (id: ReferenceId) => Promise<Reference | undefined>;
		readonly pathOf: (id: ReferenceId) => Promise<string | undefined>;
	};
	readonly appVersion: string;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
	/** The real one when absent. */
	readonly disk?: Disk;
};

export function createPortableBoards(ports: PortableBoardsPorts): PortableBoards {
	const { library, boards, references, appVersion, clock, log, disk = realDisk } = ports;
	const place = createLibraryFolder(library.folder, disk);
	const pictureOf = (source: PictureSource) => pictureFile(source, ports);
	const closing = new AbortController();
	const { signal } = closing;
	const going = new Set<Promise<unknown>>();
	const untilClosed = async <T>(work: Promise<T>): Promise<T> => {
		going.add(work);
		try {
			return await work;
		} catch (thrown) {
			throw signal.aborted ? appError("cancelled", {}, { cause: thrown }) : thrown;
		} finally {
			going.delete(work);
		}
	};
	return {
		export: (document, chosen) =>
			untilClosed(
				exportBoard(document, chosen, {
					...{ folder: library.folder, disk, pictureOf, appVersion, signal },
					now: clock.now,
				}),
			),
		open: async (path) => {
			const importPicture = (file: string, name: string) => references.importFile(file, { name });
			return boards.add(await openPortableBoard(path, { place, disk, log, importPicture }));
		},
		savePicture: (file, chosen) =>
			untilClosed(writeTarget(disk, createReadStream(file, { signal }), chosen, "png")),
		close: async () => {
			closing.abort();
			await Promise.allSettled(going);
		},
	};
}

/** Undefined for what is missing: the board is exported without it. */
async function pictureFile(
	source: PictureSource,
	{ library, references }: PortableBoardsPorts,
): Promise<PictureFile | undefined> {
	if (source.kind === "slot") return undefined;
	if (source.kind === "reference") {
		const [reference, path] = await Promise.all([
			references.get(source.id),
			references.pathOf(source.id),
		]);
		if (reference === undefined || path === undefined) return undefined;
		return { path, name: reference.name, format: reference.format };
	}
	const image = library.find(source.id);
	if (image === undefined) return undefined;
	try {
		const name = image.file.slice(image.file.lastIndexOf("/") + 1);
		return { path: await library.fileOf(source.id), name, format: image.format };
	} catch (error) {
		if (AppError.from(error).reason === "image-not-found") return undefined;
		throw error;
	}
}
