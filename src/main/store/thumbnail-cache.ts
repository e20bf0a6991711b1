import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { whenAbsent } from "./library-folder.ts";

/** Longest side of a thumbnail, px. */
export const THUMBNAIL_SIDE = 512;

/** Thumbnails made on demand at once; saving a result needs the decoders too. */
const AT_ONCE = 2;

/** A folder of WebP stand-ins that can be deleted at any time. */
export type ThumbnailCache = {
	/** Keeps one that was made along the way. */
	readonly put: (key: string, thumbnail: Uint8Array) => Promise<void>;
	/** Removes one nobody will ask for again. Never throws: what stays is only room on the disk. */
	readonly forget: (key: string) => Promise<void>;
	/**
	 * Absolute path of a thumbnail, made now from the file `source` names when it is missing. Callers of one key share
	 * the work; it is given up when the last of them aborts.
	 * @throws what `source` or `make` throws, or the signal's reason
	 */
	readonly pathFor: (
		key: string,
		source: () => Promise<string>,
		signal?: AbortSignal,
	) => Promise<string>;
};

type Making = {
	readonly result: Promise<string>;
	readonly giveUp: AbortController;
	waiting: number;
};

/**
 * @param pathOf where the thumbnail of a key lies
 * @param make WebP bytes of the picture at an absolute path
 * @param another where it may lie too, and is only read
 */
export function createThumbnailCache(
	pathOf: (key: string) => string,
	make: (source: string, signal: AbortSignal) => Promise<Uint8Array>,
	another?: (key: string) => string,
): ThumbnailCache {
	const making = new Map<string, Making>();
	const turn = createTurns(AT_ONCE);

	const put = async (key: string, thumbnail: Uint8Array) => {
		const path = pathOf(key);
		await mkdir(dirname(path), { recursive: true });
		const part = `${path}.${randomUUID()}`;
		try {
			await writeFile(part, thumbnail);
			await rename(part, path);
		} catch (error) {
			await rm(part, { force: true });
			throw error;
		}
	};
	const begin = (key: string, source: () => Promise<string>): Making => {
		const giveUp = new AbortController();
		const find = async () => {
			const path = pathOf(key);
			if (await isWholeWebp(path)) return path;
			const other = another?.(key);
			if (other !== undefined && (await isWholeWebp(other))) return other;
			return turn(async () => {
				giveUp.signal.throwIfAborted();
				await put(key, await make(await source(), giveUp.signal));
				return path;
			});
		};
		const result = find().finally(() => {
			if (making.get(key)?.giveUp === giveUp) making.delete(key);
		});
		const begun = { result, giveUp, waiting: 0 };
		making.set(key, begun);
		return begun;
	};
	return {
		put,
		forget: (key) => rm(pathOf(key), { force: true }).catch(() => {}),
		pathFor: async (key, source, signal) => {
			signal?.throwIfAborted();
			return shared(making.get(key) ?? begin(key, source), signal, () => making.delete(key));
		},
	};
}

/** Waits with the others; the last one to leave stops the work. */
async function shared(
	work: Making,
	signal: AbortSignal | undefined,
	forget: () => void,
): Promise<string> {
	work.waiting += 1;
	const left = Promise.withResolvers<never>();
	const leave = () => {
		left.reject(signal?.reason);
		work.waiting -= 1;
		if (work.waiting > 0) return;
		forget();
		work.giveUp.abort(signal?.reason);
	};
	signal?.addEventListener("abort", leave, { once: true });
	try {
		return await Promise.race([work.result, left.promise]);
	} finally {
		signal?.removeEventListener("abort", leave);
	}
}

/**
 * Thumbnails are not fsynced, so a power cut may leave one empty or short: the RIFF header tells its
 * length (https://developers.google.com/speed/webp/docs/riff_container).
 */
async function isWholeWebp(path: string): Promise<boolean> {
	const file = await open(path).catch(whenAbsent(undefined));
	if (file === undefined) return false;
	try {
		const header = Buffer.alloc(12);
		await file.read(header, 0, 12, 0);
		const said = header.toString("latin1");
		return (
			said.startsWith("RIFF") &&
			said.endsWith("WEBP") &&
			header.readUInt32LE(4) + 8 === (await file.stat()).size
		);
	} finally {
		await file.close();
	}
}

/** Lets `limit` pieces of work run at once, the others wait in order. */
function createTurns(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
	const queue: (() => void)[] = [];
	let running = 0;
	return async (work) => {
		if (running >= limit) await new Promise<void>((resolve) => queue.push(resolve));
		else running += 1;
		try {
			return await work();
		} finally {
			const next = queue.shift();
			if (next === undefined) running -= 1;
			else next();
		}
	};
}
