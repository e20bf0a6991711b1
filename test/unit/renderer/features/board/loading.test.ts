import { describe, expect, it } from "vitest";
import { createBitmapCache } from "../../../../../src/renderer/features/board/bitmap-cache.ts";
import { loadOrder, type Wish } from "../../../../../src/renderer/features/board/load-order.ts";
import { createPictureLoader } from "../../../../../src/renderer/features/board/picture-loader.ts";

const KILOBYTES = 1_024;

function wish(key: string, more: Partial<Wish> = {}): Wish {
	const facts = { picture: key, url: `media://thumb/${key}`, width: 16, height: 16 };
	return { key, ...facts, hasSome: false, isFirstLook: false, distance: 0, ...more };
}

describe("the cache of bitmaps", () => {
	const setUp = (budget: number) => {
		const closed: string[] = [];
		const dropped: string[] = [];
		const cache = createBitmapCache(budget, (key) => dropped.push(key));
		const put = (key: string, side = 16) =>
			cache.put(key, { width: side, height: side, close: () => closed.push(key) });
		return { cache, put, closed, dropped };
	};

	it("closes the one not used longest when the budget is full", () => {
		const { cache, put, closed, dropped } = setUp(3 * KILOBYTES);
		for (const key of ["a", "b", "c"]) put(key);
		cache.touch("a");
		put("d");
		expect(closed).toEqual(["b"]);
		expect(dropped).toEqual(["b"]);
		expect(cache.bytes()).toBe(3 * KILOBYTES);
	});

	it("keeps what was just put in, though it is larger than the budget", () => {
		const { cache, put, closed } = setUp(KILOBYTES);
		put("small");
		put("large", 64);
		expect(closed).toEqual(["small"]);
		expect(cache.bytes()).toBe(16 * KILOBYTES);
	});

	it("closes the one it replaces, and all of them at the end", () => {
		const { cache, put, closed } = setUp(8 * KILOBYTES);
		put("a");
		put("a");
		expect(closed).toEqual(["a"]);
		cache.clear();
		expect(closed).toEqual(["a", "a"]);
		expect(cache.bytes()).toBe(0);
	});
});

describe("the order of loading", () => {
	it("begins with what has nothing to be drawn with, each from the middle outwards", () => {
		const order = loadOrder(
			[
				wish("sharper", { hasSome: true, distance: 0 }),
				wish("far", { distance: 9 }),
				wish("near", { distance: 2 }),
			],
			100 * KILOBYTES,
		);
		expect(order.map(({ key }) => key)).toEqual(["near", "far", "sharper"]);
	});

	it("leaves out what the cache could not hold together with the rest", () => {
		const wishes = ["a", "b", "c"].map((key, distance) => wish(key, { distance }));
		expect(loadOrder(wishes, 2 * KILOBYTES).map(({ key }) => key)).toEqual(["a", "b"]);
	});
});

describe("the loader", () => {
	const setUp = () => {
		const begun: string[] = [];
		const aborted: string[] = [];
		const loaded: string[] = [];
		const failed: string[] = [];
		const settle = new Map<string, { done: () => void; fail: () => void }>();
		const loader = createPictureLoader<string>({
			load: ({ key }, signal) => {
				begun.push(key);
				const { promise, resolve, reject } = Promise.withResolvers<string>();
				settle.set(key, { done: () => resolve(key), fail: () => reject(new Error(key)) });
				signal.addEventListener("abort", () => {
					aborted.push(key);
					reject(new Error("aborted"));
				});
				return promise;
			},
			onLoaded: (_, bitmap) => loaded.push(bitmap),
			onFailed: ({ key }) => failed.push(key),
			atOnce: 2,
		});
		const wants = (...keys: string[]) => loader.want(keys.map((key) => wish(key)));
		return { loader, wants, begun, aborted, loaded, failed, settle };
	};
	const turn = () => new Promise((resolve) => setImmediate(resolve));

	it("loads so many at once, and the next as one is there", async () => {
		const { wants, begun, loaded, settle } = setUp();
		wants("a", "b", "c");
		expect(begun).toEqual(["a", "b"]);
		settle.get("a")?.done();
		await turn();
		expect(loaded).toEqual(["a"]);
		expect(begun).toEqual(["a", "b", "c"]);
	});

	it("breaks off what is no longer wished for, which is no failure", async () => {
		const { loader, wants, begun, aborted, failed } = setUp();
		wants("a", "b", "c");
		wants("b", "d");
		await turn();
		expect(aborted).toEqual(["a"]);
		expect(begun).toEqual(["a", "b", "d"]);
		expect(failed).toEqual([]);
		expect(loader.isBusy()).toBe(true);
	});

	it("says what could not be loaded, and goes on", async () => {
		const { wants, begun, failed, settle } = setUp();
		wants("a", "b", "c");
		settle.get("b")?.fail();
		await turn();
		expect(failed).toEqual(["b"]);
		expect(begun).toContain("c");
	});
});
