import { createReadStream } from "node:fs";
import { addAbortSignal, PassThrough, type Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { BoardDocument, PictureSource } from "../../../contract/board.ts";
import { ReferenceId } from "../../../contract/ids.ts";
import { storageError } from "../../foundation/storage-error.ts";
import { type Disk, sha256OfFile } from "../../store/disk.ts";
import { whenAbsent } from "../../store/library-folder.ts";
import { fileEnding } from "../../store/picture-kinds.ts";
import {
	BOARD_ENTRY,
	MANIFEST_ENTRY,
	PORTABLE_ENDING,
	PORTABLE_VERSION,
	PortableManifest,
	type PortablePicture,
	sourceKey,
} from "./portable-board.ts";
import { writeTarget } from "./write-target.ts";

/** A picture's file in the library. */
export type PictureFile = {
	/** Absolute. */
	readonly path: string;
	readonly name: string;
	readonly format: string;
};

export type ExportPorts = {
	/** Of the library, for sentences. */
	readonly folder: string;
	readonly disk: Disk;
	/** Undefined when the picture is not there, or not yet. */
	readonly pictureOf: (source: PictureSource) => Promise<PictureFile | undefined>;
	readonly appVersion: string;
	readonly now: () => number;
	/** Aborted: nothing is written. */
	readonly signal: AbortSignal;
};

/**
 * Writes a board and its pictures into one file. Pictures that are missing are left out; the board
 * keeps their places.
 * @param chosen absolute path as the designer chose it
 * @returns where it was written, and how many pictures are in it
 * @throws AppError of the disk, or what aborting means to Node
 */
export async function exportBoard(
	document: BoardDocument,
	chosen: string,
	ports: ExportPorts,
): Promise<{ readonly path: string; readonly pictures: number }> {
	const found = await picturesOf(document, ports).catch((error: unknown) => {
		throw storageError(error, ports.folder);
	});
	const pictures = found.map(({ picture }) => picture);
	const manifest = PortableManifest.parse({
		format: PORTABLE_ENDING,
		version: PORTABLE_VERSION,
		app: ports.appVersion,
		madeAt: ports.now(),
		pictures,
	});
	const files = new Map(found.map(({ picture, file }) => [picture.path, file]));
	const zip = zipOf(document, manifest, files, ports.signal);
	const path = await writeTarget(ports.disk, zip, chosen, PORTABLE_ENDING);
	return { path, pictures: files.size };
}

type Found = { readonly picture: PortablePicture; readonly file: string };

/** Every picture of the board that is there, once a source. */
async function picturesOf(
	document: BoardDocument,
	{ pictureOf, signal }: ExportPorts,
): Promise<Found[]> {
	const sources = new Map<string, PictureSource>();
	for (const item of document.items) {
		if (item.kind === "picture") sources.set(sourceKey(item.source), item.source);
	}
	const found: Found[] = [];
	for (const source of sources.values()) {
		signal.throwIfAborted();
		const file = await pictureOf(source);
		if (file === undefined) continue;
		const hash = await sha256OfFile(file.path).catch(whenAbsent(undefined));
		if (hash === undefined) continue;
		const sha256 = ReferenceId.parse(hash);
		const path = `pictures/${sha256}.${fileEnding(file.format)}`;
		found.push({ picture: { path, sha256, name: file.name, source }, file: file.path });
	}
	return found;
}

/** The ZIP as it is made, picture by picture: a board of gigabytes is never in memory. */
function zipOf(
	document: BoardDocument,
	manifest: PortableManifest,
	files: ReadonlyMap<string, string>,
	signal: AbortSignal,
): AsyncIterable<Uint8Array> {
	const zip = new ZipFile();
	const out = addAbortSignal(signal, new PassThrough());
	let reading: Readable | undefined;
	// One that breaks off in the middle of a picture would hold its file for ever.
	out.once("close", () => reading?.destroy());
	const fail = (error: unknown) =>
		out.destroy(error instanceof Error ? error : new Error(String(error)));
	zip.on("error", fail);
	zip.outputStream.on("error", fail).pipe(out);
	// One moment for all: a ZIP knows no time zones, and the files' own times say nothing.
	const mtime = new Date(manifest.madeAt);
	zip.addBuffer(jsonOf(manifest), MANIFEST_ENTRY, { mtime });
	zip.addBuffer(jsonOf(document), BOARD_ENTRY, { mtime });
	for (const [path, file] of files) {
		zip.addReadStreamLazy(path, { mtime, compress: false }, (take) => {
			const stream = createReadStream(file);
			reading = stream.on("error", fail);
			take(null, stream);
		});
	}
	zip.end();
	return out;
}

function jsonOf(value: unknown): Buffer {
	return Buffer.from(`${JSON.stringify(value, undefined, "\t")}\n`);
}
