import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobId } from "../../contract/ids.ts";
import { storageError, systemCode } from "../foundation/storage-error.ts";
import type { BodyPart } from "../http/long-runs.ts";
import { fileChunks } from "./file-chunks.ts";

/** A paid reply, or what arrived of it. */
export type KeptReply = {
	/** False: the connection, or the app, broke off while it came in. */
	readonly whole: boolean;
	/** All of it. */
	readonly text: () => Promise<string>;
	/**
	 * Piece by piece, for one that is too large to hold; each is good until the next is asked for.
	 * @throws AppError of the disk, also when less is there than is asked for
	 */
	readonly chunks: (part?: BodyPart) => AsyncIterable<Uint8Array>;
};

/**
 * Paid replies, kept until everything in them is saved. They lie in the app's data folder; one that
 * could not be written there is held in memory for this run. What the http client leaves of a reply
 * that broke off (`.broken`), or a power cut (`.part`), is kept like one: pictures may be in it.
 * Pictures that came one by one as bytes lie beside it, each in a `.frame` of its own.
 */
export class ReplyStore {
	readonly #folder: string;
	readonly #held = new Map<JobId, string>();

	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Makes the folder, so that a reply finds it. */
	async prepare(): Promise<void> {
		await mkdir(this.#folder, { recursive: true });
	}

	/** Where the http client puts the reply of a job. */
	pathOf(id: JobId): string {
		return join(this.#folder, `${id}.reply`);
	}

	/** Where an answer about its task goes that is too large to hold. */
	answerPathOf(id: JobId): string {
		return join(this.#folder, `${id}.answer`);
	}

	/** What was put at {@link answerPathOf}. */
	answer(id: JobId): Promise<string> {
		return readFile(this.answerPathOf(id), "utf8");
	}

	async dropAnswer(id: JobId): Promise<void> {
		const path = this.answerPathOf(id);
		const names = [path, `${path}.part`, `${path}.broken`];
		await Promise.all(names.map((name) => rm(name, { force: true })));
	}

	/** Keeps what the disk would not take. */
	hold(id: JobId, body: string): void {
		this.#held.set(id, body);
	}

	/** Keeps this in place of a whole reply; where the disk does not take it, in memory alone. */
	async keepInstead(id: JobId, body: string): Promise<void> {
		this.#held.set(id, body);
		const path = this.pathOf(id);
		try {
			await writeDurably(`${path}.plain`, Buffer.from(body));
			await rename(`${path}.plain`, path);
		} catch {
			// What was there is a paid reply, and stays.
		}
	}

	/** The kept reply; undefined when there is none. Only replies with a 2xx status are kept. */
	async read(id: JobId): Promise<KeptReply | undefined> {
		const held = this.#held.get(id);
		if (held !== undefined) {
			return {
				whole: true,
				text: async () => held,
				chunks: async function* (part) {
					yield Buffer.from(held).subarray(part?.from, part?.to);
				},
			};
		}
		const path = this.pathOf(id);
		for (const [name, whole] of [
			[path, true],
			[`${path}.broken`, false],
			[`${path}.part`, false],
		] as const) {
			if (await isThere(name)) {
				return {
					whole,
					text: () => this.#text(name),
					chunks: (part) => this.#chunks(name, part),
				};
			}
		}
		return undefined;
	}

	/**
	 * Keeps the bytes of one picture, durably.
	 * @throws AppError of the disk
	 */
	async keepFrame(id: JobId, index: number, bytes: AsyncIterable<Uint8Array>): Promise<void> {
		const path = this.#framePath(id, index);
		try {
			await mkdir(this.#folder, { recursive: true });
			await writeDurably(`${path}.part`, bytes);
			await rename(`${path}.part`, path);
		} catch (error) {
			throw storageError(error, this.#folder);
		}
	}

	/** What was kept by {@link keepFrame}, in pieces that are good until the next is asked for. */
	async frame(id: JobId, index: number): Promise<AsyncIterable<Uint8Array> | undefined> {
		const path = this.#framePath(id, index);
		return (await isThere(path)) ? this.#chunks(path) : undefined;
	}

	/** For a picture that is in the library now. */
	async dropFrame(id: JobId, index: number): Promise<void> {
		await rm(this.#framePath(id, index), { force: true });
	}

	/** Names of jobs something is kept of. */
	async kept(): Promise<readonly string[]> {
		const names = await readdir(this.#folder).catch(() => []);
		return [...new Set(names.map((name) => name.slice(0, name.indexOf("."))))];
	}

	/** Removes everything that is kept of a job. */
	async remove(id: JobId): Promise<void> {
		this.#held.delete(id);
		const names = await readdir(this.#folder).catch(() => []);
		const mine = names.filter((name) => name.startsWith(`${id}.`));
		await Promise.all(mine.map((name) => rm(join(this.#folder, name), { force: true })));
	}

	async *#chunks(path: string, part?: BodyPart): AsyncGenerator<Uint8Array> {
		let missing = part === undefined ? 0 : part.to - part.from;
		try {
			for await (const chunk of fileChunks(path, part)) {
				missing -= chunk.length;
				yield chunk;
			}
			if (missing > 0) throw new Error("a kept reply has become shorter");
		} catch (error) {
			throw storageError(error, this.#folder);
		}
	}

	async #text(path: string): Promise<string> {
		try {
			return await readFile(path, "utf8");
		} catch (error) {
			throw storageError(error, this.#folder);
		}
	}

	#framePath(id: JobId, index: number): string {
		return join(this.#folder, `${id}.${index}.frame`);
	}
}

async function writeDurably(
	path: string,
	bytes: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
	const file = await open(path, "w");
	try {
		if (bytes instanceof Uint8Array) await file.writeFile(bytes);
		else for await (const piece of bytes) await file.writeFile(piece);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** @throws what the disk throws when it cannot say */
async function isThere(path: string): Promise<boolean> {
	try {
		await (await open(path, "r")).close();
		return true;
	} catch (error) {
		if (systemCode(error) === "ENOENT") return false;
		throw error;
	}
}
