import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { appError } from "../../contract/errors.ts";
import { IncomingToken } from "../../contract/ids.ts";
import { MAX_INCOMING_BYTES } from "../../contract/media.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";
import { type Disk, realDisk } from "../store/disk.ts";

/** Bytes the window handed over, kept in a file until somebody takes them. */
export type IncomingBytes = {
	/** Resolves when the folder is empty of what an earlier run left; never rejects. */
	readonly ready: Promise<void>;
	/**
	 * Writes bytes to a file as they come and stops reading where there are too many.
	 * @throws AppError `reference-too-large`, `reference-not-a-picture` when there are none, or one of the disk's
	 */
	readonly receive: (bytes: AsyncIterable<Uint8Array>) => Promise<IncomingToken>;
	/**
	 * Good once.
	 * @returns the absolute path of a file that is the caller's from now on, to move away or remove
	 * @throws AppError `incoming-gone`
	 */
	readonly takeIncoming: (token: IncomingToken) => Promise<string>;
	/** Removes what nobody took. */
	readonly close: () => Promise<void>;
};

/** Long enough for a file dialog that somebody left open over lunch. */
const KEPT_MS = 60 * 60_000;
/** For sentences: what arrives has no name yet. */
const NAME = "picture";

/** @param ports.folder of these files alone: all that an earlier run left in it is removed */
export function createIncomingBytes(ports: {
	readonly folder: string;
	readonly clock: Clock;
	readonly log: Log;
	/** The contract's limit when absent. */
	readonly maxBytes?: number;
	/** The real one when absent. */
	readonly disk?: Disk;
}): IncomingBytes {
	const { folder, clock, log, maxBytes = MAX_INCOMING_BYTES, disk = realDisk } = ports;
	const waiting = new Map<IncomingToken, AbortController>();
	const pathOf = (token: IncomingToken) => join(folder, `${token}.part`);
	const ready = sweep(folder).catch((error: unknown) => {
		log.warn("bytes handed over to an earlier run stay", { said: String(error) });
	});

	const remove = (token: IncomingToken) =>
		disk.remove(pathOf(token)).catch((error: unknown) => {
			log.warn("bytes nobody took stay until the next start", { said: String(error) });
		});
	const keepFor = async (token: IncomingToken, signal: AbortSignal) => {
		const overdue = await clock.sleep(KEPT_MS, signal).then(
			() => true,
			() => false,
		);
		if (overdue && waiting.delete(token)) await remove(token);
	};
	return {
		ready,
		receive: async (bytes) => {
			await ready;
			const token = IncomingToken.parse(randomUUID());
			try {
				await disk.makeFolder(folder);
				const { bytes: length } = await disk.copyFrom(within(bytes, maxBytes), pathOf(token));
				if (length === 0) {
					await remove(token);
					throw appError("reference-not-a-picture", { name: NAME });
				}
			} catch (thrown) {
				throw storageError(thrown, folder);
			}
			const stop = new AbortController();
			waiting.set(token, stop);
			void keepFor(token, stop.signal);
			return token;
		},
		takeIncoming: async (token) => {
			const stop = waiting.get(token);
			if (stop === undefined) throw appError("incoming-gone");
			waiting.delete(token);
			stop.abort();
			return pathOf(token);
		},
		close: async () => {
			const left = [...waiting];
			waiting.clear();
			for (const [, stop] of left) stop.abort();
			await Promise.all(left.map(([token]) => remove(token)));
		},
	};
}

async function* within(
	bytes: AsyncIterable<Uint8Array>,
	maxBytes: number,
): AsyncGenerator<Uint8Array> {
	let total = 0;
	for await (const chunk of bytes) {
		total += chunk.byteLength;
		if (total > maxBytes) {
			const megabytes = (count: number) => `${Math.floor(count / 1e6)} MB`;
			const limit = megabytes(maxBytes);
			throw appError("reference-too-large", { name: NAME, have: `> ${limit}`, limit });
		}
		yield chunk;
	}
}

async function sweep(folder: string): Promise<void> {
	let names: readonly string[];
	try {
		names = await readdir(folder);
	} catch {
		// Nothing was ever handed over.
		return;
	}
	for (const name of names) await rm(join(folder, name), { force: true, recursive: true });
}
