import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { JobId } from "../../contract/ids.ts";
import { systemCode } from "../foundation/storage-error.ts";

/** A paid reply, or what arrived of it. */
export type KeptReply = {
	readonly body: string;
	/** False: the connection, or the app, broke off while it came in. */
	readonly whole: boolean;
};

/**
 * Paid replies, kept until everything in them is saved. They lie in the app's data folder; one that
 * could not be written there is held in memory for this run. What the http client leaves of a reply
 * that broke off (`.broken`), or a power cut (`.part`), is kept like one: pictures may be in it.
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

	/** The kept reply; undefined when there is none. Only replies with a 2xx status are kept. */
	async read(id: JobId): Promise<KeptReply | undefined> {
		const held = this.#held.get(id);
		if (held !== undefined) return { body: held, whole: true };
		const path = this.pathOf(id);
		const whole = await readIfThere(path);
		if (whole !== undefined) return { body: whole, whole: true };
		const broken = (await readIfThere(`${path}.broken`)) ?? (await readIfThere(`${path}.part`));
		return broken === undefined ? undefined : { body: broken, whole: false };
	}

	async remove(id: JobId): Promise<void> {
		this.#held.delete(id);
		const path = this.pathOf(id);
		await Promise.all(
			[path, `${path}.broken`, `${path}.part`].map((one) => rm(one, { force: true })),
		);
	}
}

async function readIfThere(path: string): Promise<string | undefined> {
	try {
		return await readFile(path, "utf8");
	} catch (error) {
		if (systemCode(error) === "ENOENT") return undefined;
		throw error;
	}
}
