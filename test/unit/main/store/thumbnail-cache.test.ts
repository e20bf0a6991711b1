import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createThumbnailCache } from "../../../../src/main/store/thumbnail-cache.ts";

let folder = "";
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), "seedcase-thumbs-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The smallest file that has the outside of a WebP. */
function webp(filling = "x"): Buffer {
	const bytes = Buffer.from(`RIFF----WEBP${filling}`);
	bytes.writeUInt32LE(bytes.length - 8, 4);
	return bytes;
}

type Call = {
	readonly source: string;
	readonly signal: AbortSignal;
	finish: (bytes: Buffer) => void;
};

/** A maker that finishes when the test says so. */
function maker() {
	const calls: Call[] = [];
	const arrivals: (() => void)[] = [];
	const make = (source: string, signal: AbortSignal) =>
		new Promise<Uint8Array>((resolve, reject) => {
			calls.push({ source, signal, finish: resolve });
			signal.addEventListener("abort", () => reject(signal.reason));
			arrivals.splice(0).forEach((arrived) => void arrived());
		});
	const reached = async (count: number) => {
		while (calls.length < count) await new Promise<void>((resolve) => arrivals.push(resolve));
	};
	return { calls, make, reached };
}
const pathOf = (key: string) => join(folder, key.slice(0, 1), `${key}.webp`);
const source = (path: string) => async () => path;

describe("thumbnails", () => {
	test("that were made along the way are not made again", async () => {
		const { calls, make } = maker();
		const cache = createThumbnailCache(pathOf, make);
		await cache.put("a", webp("along"));
		expect(await readFile(await cache.pathFor("a", source("/a.png")))).toEqual(webp("along"));
		expect(calls).toEqual([]);
	});

	test("are made once for everybody who waits", async () => {
		const { calls, make, reached } = maker();
		const cache = createThumbnailCache(pathOf, make);
		const both = [cache.pathFor("a", source("/a.png")), cache.pathFor("a", source("/a.png"))];
		await reached(1);
		calls[0]?.finish(webp());
		expect(await Promise.all(both)).toEqual([pathOf("a"), pathOf("a")]);
		expect(calls.map((call) => call.source)).toEqual(["/a.png"]);
	});

	test("are made two at a time", async () => {
		const { calls, make, reached } = maker();
		const cache = createThumbnailCache(pathOf, make);
		const all = ["a", "b", "c", "d"].map((key) => cache.pathFor(key, source(key)));
		await reached(2);
		expect(calls).toHaveLength(2);
		calls[0]?.finish(webp());
		await reached(3);
		expect(calls).toHaveLength(3);
		calls[1]?.finish(webp());
		calls[2]?.finish(webp());
		await reached(4);
		calls[3]?.finish(webp());
		expect(await Promise.all(all)).toHaveLength(4);
		expect(calls.map((call) => call.source).sort()).toEqual(["a", "b", "c", "d"]);
	});

	test("are given up when the last one leaves, and not before", async () => {
		const { calls, make, reached } = maker();
		const cache = createThumbnailCache(pathOf, make);
		const [first, second] = [new AbortController(), new AbortController()];
		const one = cache.pathFor("a", source("/a"), first.signal);
		const two = cache.pathFor("a", source("/a"), second.signal);
		await reached(1);
		first.abort(new Error("scrolled away"));
		await expect(one).rejects.toThrow("scrolled away");
		expect(calls[0]?.signal.aborted).toBe(false);
		second.abort(new Error("closed"));
		await expect(two).rejects.toThrow("closed");
		expect(calls[0]?.signal.aborted).toBe(true);
		const again = cache.pathFor("a", source("/a"));
		await reached(2);
		calls[1]?.finish(webp());
		expect(await again).toBe(pathOf("a"));
	});

	test("that fail fail for those who wait, and are tried again for the next", async () => {
		let isBroken = true;
		const cache = createThumbnailCache(pathOf, async () => {
			if (isBroken) throw new Error("damaged");
			return webp();
		});
		await expect(cache.pathFor("a", source("/a"))).rejects.toThrow("damaged");
		isBroken = false;
		expect(await cache.pathFor("a", source("/a"))).toBe(pathOf("a"));
	});

	test.each([
		["empty", Buffer.alloc(0)],
		["full of zeroes", Buffer.alloc(40)],
		["cut short", webp("a long filling").subarray(0, 18)],
	])("left %s by a power cut are made again", async (_, half) => {
		const cache = createThumbnailCache(pathOf, async () => webp("whole"));
		await cache.put("a", webp());
		await writeFile(pathOf("a"), half);
		expect(await readFile(await cache.pathFor("a", source("/a")))).toEqual(webp("whole"));
	});
});
