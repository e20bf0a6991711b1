import { dirname } from "node:path";
import { AppError, appError } from "../../contract/errors.ts";
import { storageError, systemCode } from "../foundation/storage-error.ts";
import { SpentChunks } from "./spent-chunks.ts";
import type { SpoolDisk, SpoolFile } from "./spool-disk.ts";

/** How much may wait for the disk before the network has to wait too. */
const MAX_WAITING_BYTES = 4 * 1024 * 1024;
/** With less, a reply of a few pictures would not fit. */
const MIN_FREE_BYTES = 32 * 1024 * 1024;

/** Where a reply is while it comes in, and for good when the app was killed meanwhile. */
export function partPath(path: string): string {
	return `${path}.part`;
}

/** Where the beginning of a paid reply is kept that never became whole. */
export function brokenPath(path: string): string {
	return `${path}.broken`;
}

/** A file being written under another name until it is whole. */
export class Spool {
	readonly #disk: SpoolDisk;
	readonly #path: string;
	readonly #file: SpoolFile;
	/** What the disk does not have yet; once it has failed, everything that comes. */
	readonly #waiting: Uint8Array[] = [];
	readonly #spent = new SpentChunks();
	#waitingBytes = 0;
	#writtenBytes = 0;
	#writing: Promise<void> | undefined;
	#failure: AppError | undefined;
	#kept = false;

	private constructor(disk: SpoolDisk, path: string, file: SpoolFile) {
		this.#disk = disk;
		this.#path = path;
		this.#file = file;
	}

	/** @throws AppError `no-room-for-reply` when the folder takes no file or has less than 32 MB free */
	static async open(path: string, disk: SpoolDisk): Promise<Spool> {
		const folder = dirname(path);
		const [free, opened] = await Promise.all([
			disk.freeBytes(folder),
			disk.open(partPath(path)).catch((thrown: unknown) => {
				const facts = { folder, said: systemCode(thrown) };
				return appError("no-room-for-reply", facts, { cause: thrown });
			}),
		]);
		if (opened instanceof AppError) throw opened;
		const spool = new Spool(disk, path, opened);
		if (free === undefined || free >= MIN_FREE_BYTES) return spool;
		await spool.drop();
		const said = `ENOSPC, ${Math.floor(free / 1024 / 1024)} MB`;
		throw appError("no-room-for-reply", { folder, said });
	}

	/** Set once the disk has failed; from then on what comes is held in memory. */
	get failure(): AppError | undefined {
		return this.#failure;
	}

	/**
	 * Takes the chunk and returns before the disk has it: whoever reads from the network must come
	 * back for the next one at once, for what is not read is lost when the connection breaks. The chunk
	 * is the spool's from the next call on: its memory is given back once the disk has it.
	 */
	async write(chunk: Uint8Array): Promise<void> {
		this.#waiting.push(chunk);
		this.#waitingBytes += chunk.length;
		if (this.#failure !== undefined) return;
		this.#writing ??= this.#writeWaiting();
		if (this.#waitingBytes > MAX_WAITING_BYTES) await this.#writing;
	}

	/** Forces the bytes to the disk and gives the file its name. */
	async keep(): Promise<void> {
		await this.#writing;
		await this.#guarded(async () => {
			await this.#file.sync();
			await this.#file.close();
			await this.#moveTo(this.#path);
		});
	}

	/** All that was written, from the disk and from memory; undefined when the disk cannot be read. */
	async recall(): Promise<Buffer | undefined> {
		await this.#writing;
		const part = partPath(this.#path);
		const read = await this.#disk.readBack(part, this.#writtenBytes).catch(() => undefined);
		if (read?.length !== this.#writtenBytes) return undefined;
		return Buffer.concat([read, ...this.#waiting]);
	}

	/** Keeps what the disk has of a reply that will not become whole. Never throws. */
	async keepBroken(): Promise<void> {
		await this.#writing;
		if (this.#kept || this.#writtenBytes === 0) return;
		// Should even the name fail, the part stays, as it does when the app is killed.
		this.#kept = true;
		await this.#file.sync().catch(() => {});
		await this.#file.close().catch(() => {});
		await this.#moveTo(brokenPath(this.#path)).catch(() => {});
	}

	/** Removes what is left of a file that was not kept. Never throws. */
	async drop(): Promise<void> {
		await this.#writing;
		if (this.#kept) return;
		await this.#file.close().catch(() => {});
		await this.#disk.remove(partPath(this.#path)).catch(() => {});
	}

	async #writeWaiting(): Promise<void> {
		await this.#guarded(async () => {
			for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
				const bytes = await this.#file.write(next, this.#writtenBytes);
				this.#writtenBytes += bytes;
				this.#waitingBytes -= bytes;
				if (bytes < next.length) {
					this.#waiting[0] = next.subarray(bytes);
					continue;
				}
				this.#waiting.shift();
				this.#spent.add(next);
			}
		});
		this.#writing = undefined;
	}

	async #moveTo(path: string): Promise<void> {
		await this.#disk.rename(partPath(this.#path), path);
		this.#kept = true;
		await this.#disk.syncFolder(dirname(path));
	}

	async #guarded(work: () => Promise<void>): Promise<void> {
		if (this.#failure !== undefined) return;
		try {
			await work();
		} catch (thrown) {
			this.#failure = storageError(thrown, dirname(this.#path));
		}
	}
}
