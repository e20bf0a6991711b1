import { lstat } from "node:fs/promises";
import { appError } from "../../../contract/errors.ts";
import type { ImportedPicture, ImportWay } from "../../../contract/imports.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { storageError } from "../../foundation/storage-error.ts";
import { whenAbsent } from "../../store/library-folder.ts";
import type { ImportFolders, OpenFolder } from "./import-folders.ts";
import { placed } from "./import-folders.ts";
import type { ImportShelf } from "./import-shelf.ts";
import { type PendingPictures, recordPictures } from "./pending-pictures.ts";
import { foldedName, numberedFileName, safeFileName } from "./safe-file-name.ts";
import type { FileState } from "./source-file.ts";
import type { Candidate } from "./take-file.ts";

export type SinkPorts = {
	readonly shelf: ImportShelf;
	readonly folders: ImportFolders;
	readonly way: ImportWay;
	readonly claims: Set<string>;
	/** Writes down, durably, what is about to be moved; empty: nothing is. */
	readonly note: (pending: readonly PendingPictures[]) => Promise<void>;
	/** Hears of pictures that are in, and of the files they were. */
	readonly added: (
		images: readonly ImageRecord[],
		files: readonly { readonly path: string; readonly state: FileState }[],
	) => void;
};

type Placed = {
	readonly candidate: Candidate;
	readonly folder: OpenFolder;
	picture: ImportedPicture;
	moved: boolean;
};

/** A name is taken by another file so rarely that more tries mean something else is wrong. */
const MAX_NAMES = 1_000;

/**
 * Brings pictures that were read into the library, many at once. The order of steps is the promise: a
 * picture is whole and durable before it is moved, written down before it appears, recorded before it
 * is indexed; whatever breaks in between is gone on with, by the next `flush` or the next start.
 */
export class ImportSink {
	readonly #ports: SinkPorts;
	#waiting: Candidate[] = [];
	#batch: Placed[] = [];
	#flushing: Promise<void> = Promise.resolve();

	constructor(ports: SinkPorts) {
		this.#ports = ports;
	}

	/** How many are not in the library yet. */
	get size(): number {
		return this.#waiting.length + this.#batch.length;
	}

	add(candidate: Candidate): void {
		this.#waiting.push(candidate);
	}

	/**
	 * Brings in everything that waits; one flush after another.
	 * @throws AppError one of the disk's errors: nothing is lost, flush again
	 */
	flush(): Promise<void> {
		const flushed = this.#flushing.then(() => this.#flush());
		this.#flushing = flushed.catch(() => {});
		return flushed;
	}

	/**
	 * Gives up what could not be brought in; what was moved already is found by the next start.
	 * @param drop takes a copy away
	 */
	async giveUp(drop: (part: string | undefined) => Promise<void>): Promise<void> {
		const left = this.#batch.filter(({ moved }) => !moved).map(({ candidate }) => candidate);
		const all = [...this.#waiting, ...left];
		this.#waiting = [];
		this.#batch = [];
		for (const { part, picture } of all) {
			this.#ports.claims.delete(picture.sha256);
			await drop(part);
		}
	}

	async #flush(): Promise<void> {
		const { shelf } = this.#ports;
		try {
			// What an earlier flush could not bring in comes first.
			if (this.#batch.length === 0) await this.#placeWaiting();
			if (this.#batch.length === 0) return;
			await this.#ports.note(this.#pending());
			for (const one of this.#batch) await this.#move(one);
			await this.#record();
		} catch (error) {
			throw storageError(error, shelf.place.root);
		}
		if (this.#waiting.length > 0) await this.#flush();
	}

	async #placeWaiting(): Promise<void> {
		const { folders, way } = this.#ports;
		while (this.#waiting.length > 0) {
			const [candidate] = this.#waiting;
			if (candidate === undefined) return;
			const folder = await folders.forNext(candidate.found.folder, way);
			const picture = placed(folder, candidate.picture);
			const file =
				candidate.part === undefined ? undefined : await this.#freeName(folder, candidate);
			this.#waiting.shift();
			this.#batch.push({
				...{ candidate, folder },
				picture: { ...picture, ...(file !== undefined && { file }) },
				moved: false,
			});
		}
	}

	/** The name it had, or with a number when another picture of this folder has it. */
	async #freeName({ inside, names }: OpenFolder, { found, picture }: Candidate): Promise<string> {
		const { place } = this.#ports.shelf;
		const name = safeFileName(found.name, picture.format);
		for (let attempt = 1; attempt <= MAX_NAMES; attempt += 1) {
			const wanted = numberedFileName(name, attempt);
			if (names.has(foldedName(wanted))) continue;
			names.add(foldedName(wanted));
			const there = await lstat(place.path(`${inside}/${wanted}`)).catch(whenAbsent(undefined));
			if (there === undefined) return wanted;
		}
		throw appError("storage-failed", { folder: place.root, said: `no free name in ${inside}` });
	}

	#pending(): PendingPictures[] {
		const byFolder = Map.groupBy(this.#batch, ({ folder }) => folder);
		return [...byFolder].map(([{ inside, record }, all]) => ({
			...{ folder: inside, record },
			pictures: all.map(({ picture }) => picture),
		}));
	}

	async #move(one: Placed): Promise<void> {
		const { place, disk } = this.#ports.shelf;
		const { part } = one.candidate;
		if (part === undefined || one.moved) return;
		for (let attempt = 1; attempt <= MAX_NAMES; attempt += 1) {
			const { folder, picture } = one;
			const target = place.path(`${folder.inside}/${picture.file ?? ""}`);
			await disk.makeFolder(place.path(folder.inside));
			if (await disk.moveToNew(part, target)) {
				one.moved = true;
				return;
			}
			// Somebody else has put a file there in this very moment.
			one.picture = { ...picture, file: await this.#freeName(folder, one.candidate) };
			await this.#ports.note(this.#pending());
		}
	}

	async #record(): Promise<void> {
		const { shelf, claims, note, added } = this.#ports;
		const images: ImageRecord[] = [];
		await Promise.all(this.#batch.map((one) => this.#keepThumbnail(one.candidate)));
		for (const pending of this.#pending()) {
			await shelf.disk.syncFolder(shelf.place.path(pending.folder));
			images.push(...(await recordPictures(pending, shelf)));
		}
		const files = this.#batch.map(({ candidate: { found, state } }) => ({
			path: found.path,
			state,
		}));
		for (const { picture } of this.#batch) claims.delete(picture.sha256);
		this.#batch = [];
		added(images, files);
		await note([]);
	}

	/** The picture is safe without it; it is made again when somebody looks. */
	async #keepThumbnail({ picture, thumbnail }: Candidate): Promise<void> {
		const { thumbnails, log } = this.#ports.shelf;
		await thumbnails.put(picture.id, thumbnail).catch((error: unknown) => {
			log.warn("a thumbnail could not be kept", { said: String(error) });
		});
	}
}
