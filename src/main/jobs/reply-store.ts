import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobId } from "../../contract/ids.ts";
import { systemCode } from "../foundation/storage-error.ts";
import type { HttpReply } from "../http/http-message.ts";

/**
 * Paid replies, kept until everything in them is saved. They lie in the app's data folder, whole or
 * not at all; one that could not be written there is held in memory for this run.
 */
export class ReplyStore {
	readonly #folder: string;
	readonly #held = new Map<JobId, string>();

	constructor(folder: string) {
		this.#folder = folder;
	}

	get folder(): string {
		return this.#folder;
	}

	/** Where the http client puts the reply of a job. */
	pathOf(id: JobId): string {
		return join(this.#folder, `${id}.reply`);
	}

	/** Keeps what the disk would not take. */
	hold(id: JobId, body: string): void {
		this.#held.set(id, body);
	}

	/** The kept reply; undefined when there is none. Only whole replies with a 2xx status are kept. */
	async read(id: JobId): Promise<HttpReply | undefined> {
		const held = this.#held.get(id);
		if (held !== undefined) return { status: 200, headers: {}, body: held };
		try {
			return { status: 200, headers: {}, body: await readFile(this.pathOf(id), "utf8") };
		} catch (error) {
			if (systemCode(error) === "ENOENT") return undefined;
			throw error;
		}
	}

	async remove(id: JobId): Promise<void> {
		this.#held.delete(id);
		await rm(this.pathOf(id), { force: true });
	}
}
