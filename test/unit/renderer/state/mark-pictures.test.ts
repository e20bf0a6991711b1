import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import { recordOf, useLibrary } from "../../../../src/renderer/state/library-store.ts";
import { markOfKey } from "../../../../src/renderer/state/mark-change.ts";
import { markPictures } from "../../../../src/renderer/state/mark-pictures.ts";
import { usePictureProblem } from "../../../../src/renderer/state/picture-problem.ts";

const id = (name: string) => name as ImageId;
const record = (name: string, mark?: ImageRecord["mark"]): ImageRecord => ({
	id: id(name),
	job: "job" as JobId,
	index: 0,
	width: 10,
	height: 10,
	bytes: 1,
	format: "png",
	savedAt: 1,
	file: `${name}.png`,
	prompt: "",
	modelTitle: "Lite",
	gatewayTitle: "Near",
	...(mark !== undefined && { mark }),
});

const call = vi.fn<(name: string, input: unknown) => Promise<Outcome<unknown>>>();
const press = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

beforeEach(() => {
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	call.mockReset();
	usePictureProblem.setState({ failure: undefined });
	useLibrary.setState({
		status: "ready",
		outline: { ratios: [1, 1], days: [{ day: "2026-11-21", count: 2 }] },
		pages: new Map([
			[
				0,
				{ records: [record("a", { stars: 2 }), record("b", { pick: "picked" })], isStale: false },
			],
		]),
	});
});
afterEach(() => vi.unstubAllGlobals());

describe("marking pictures", () => {
	test("shows the mark at once, and keeps what main answers", async () => {
		const answer = Promise.withResolvers<Outcome<unknown>>();
		call.mockReturnValueOnce(answer.promise);
		const marking = markPictures([id("a")], { pick: "rejected" });
		expect(recordOf(id("a"))?.mark).toEqual({ pick: "rejected", stars: 2 });
		await vi.waitFor(() =>
			expect(call).toHaveBeenCalledWith("library.mark", { ids: ["a"], pick: "rejected" }),
		);
		answer.resolve({ ok: true, value: [record("a", { pick: "rejected", stars: 2 })] });
		await marking;
		expect(recordOf(id("a"))?.mark).toEqual({ pick: "rejected", stars: 2 });
	});

	test("takes it back and says why when main cannot", async () => {
		call.mockResolvedValueOnce({ ok: false, error: appError("disk-full", {}).failure });
		expect(await markPictures([id("b")], { pick: null })).toBeUndefined();
		expect(recordOf(id("b"))?.mark).toEqual({ pick: "picked" });
		expect(usePictureProblem.getState().failure?.reason).toBe("disk-full");
	});

	test("undo gives each picture its own mark back, in one request for all that had the same", async () => {
		call.mockImplementation(async (name) =>
			name === "library.get"
				? { ok: true, value: { image: record("c", { stars: 2 }) } }
				: { ok: true, value: [] },
		);
		const undo = await markPictures([id("a"), id("b"), id("c")], { stars: 5 });
		call.mockClear();
		await undo?.();
		expect(call.mock.calls).toEqual([
			["library.mark", { ids: ["a", "c"], stars: 2 }],
			["library.mark", { ids: ["b"], stars: null }],
		]);
	});
});

describe("culling keys", () => {
	test("pick, reject, unmark and rate, with either letter case, but not with a command key", () => {
		expect(markOfKey({ ...press, key: "P" })).toEqual({ pick: "picked" });
		expect(markOfKey({ ...press, key: "x" })).toEqual({ pick: "rejected" });
		expect(markOfKey({ ...press, key: "u" })).toEqual({ pick: null });
		expect(markOfKey({ ...press, key: "3" })).toEqual({ stars: 3 });
		expect(markOfKey({ ...press, key: "0" })).toEqual({ stars: null });
		expect(markOfKey({ ...press, key: "x", ctrlKey: true })).toBeUndefined();
		expect(markOfKey({ ...press, key: "6" })).toBeUndefined();
	});
});
