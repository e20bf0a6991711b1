import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appError, type Failure, type Outcome } from "../../../../src/contract/errors.ts";
import type { ImageId } from "../../../../src/contract/ids.ts";
import type { SetDetail } from "../../../../src/contract/sets.ts";
import { type MarkChange, markAfter } from "../../../../src/renderer/state/mark-change.ts";
import {
	beginMarks,
	markFrames,
	redoMarks,
	undoMarks,
	useMarkHistory,
} from "../../../../src/renderer/state/set-marks.ts";
import { arrangeSet, followSet, useSet } from "../../../../src/renderer/state/set-store.ts";
import { imageId, record, savedSlot, setId, setOf } from "./sample-set.ts";

/** A library of five pictures that keeps marks as main does. */
function createMain() {
	let told: SetDetail = setOf([0, 1, 2, 3, 4].map((slot) => savedSlot(slot)));
	let refusal: Failure | undefined;
	const hearers = new Set<(name: string, payload: unknown) => void>();
	const asked: string[] = [];
	const answer = (name: string, input: unknown): unknown => {
		asked.push(name);
		if (name === "sets.get") return told;
		if (refusal !== undefined) throw new Error("refused");
		if (name === "library.edit") {
			const { ids, change } = input as { ids: ImageId[]; change: MarkChange };
			told = {
				...told,
				slots: told.slots.map((slot) => {
					const image = slot.frames[0]?.image;
					if (image === undefined || !ids.includes(image.id)) return slot;
					const mark = markAfter(image.mark, change);
					return { ...savedSlot(slot.slot, mark), caption: slot.caption };
				}),
			};
			return { changed: ids.length, undo: crypto.randomUUID() };
		}
		if (name === "sets.change") {
			const { captions = {} } = input as { captions?: Record<string, string> };
			const slots = told.slots.map((slot) => ({
				...slot,
				caption: captions[String(slot.slot)] ?? slot.caption,
			}));
			told = { ...told, slots };
			return told;
		}
		throw new Error(name);
	};
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		try {
			return { ok: true, value: answer(name, input) };
		} catch {
			return { ok: false, error: refusal ?? appError("internal").failure };
		}
	};
	vi.stubGlobal("window", {
		seedcase: {
			call,
			on: (hearer: (name: string, payload: unknown) => void) => {
				hearers.add(hearer);
				return () => hearers.delete(hearer);
			},
			pathOfFile: () => "",
		},
	});
	return {
		asked,
		marks: () => told.slots.map((slot) => slot.frames[0]?.image?.mark),
		refuse: (failure: Failure | undefined) => {
			refusal = failure;
		},
		tell: (name: string, payload: unknown) => {
			for (const hearer of hearers) hearer(name, payload);
		},
	};
}

/** Looked at again every millisecond. */
const quickly = { interval: 1 };
const shownMarks = () => useSet.getState().detail?.slots.map((slot) => slot.frames[0]?.image?.mark);
const isSettled = () => vi.waitUntil(() => useSet.getState().pending.length === 0, quickly);

let end = () => {};
let main: ReturnType<typeof createMain>;
beforeEach(async () => {
	main = createMain();
	useMarkHistory.setState({ set: undefined, done: [], undone: [] });
	beginMarks(setId);
	end = followSet(setId);
	await vi.waitUntil(() => useSet.getState().detail !== undefined);
});
afterEach(() => {
	end();
	vi.unstubAllGlobals();
});

const anyChange: fc.Arbitrary<MarkChange> = fc.oneof(
	fc.record({ pick: fc.constantFrom<MarkChange["pick"]>("picked", "rejected", null) }),
	fc.record({ stars: fc.constantFrom<MarkChange["stars"]>(1, 2, 3, 4, 5, null) }),
);
const anyMarking = fc.record({
	ids: fc.subarray([0, 1, 2, 3, 4].map(imageId), { minLength: 1 }),
	change: anyChange,
});

test("undoing every mark of any row of marks brings back the marks from before, and doing them again the last", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyMarking, { maxLength: 8 }), async (row) => {
			useMarkHistory.setState({ done: [], undone: [] });
			const before = main.marks();
			for (const { ids, change } of row) void markFrames(ids, change);
			const marked = shownMarks();
			await isSettled();
			expect(main.marks()).toEqual(marked);
			for (const _ of row) undoMarks();
			expect(shownMarks()).toEqual(before);
			await isSettled();
			expect(main.marks()).toEqual(before);
			expect(undoMarks()).toBeUndefined();
			for (const _ of row) redoMarks();
			await isSettled();
			expect(main.marks()).toEqual(marked);
		}),
		{ numRuns: 30 },
	);
});

test("a mark shows at once, and goes back with a reason when it cannot be kept", async () => {
	main.refuse(appError("disk-full").failure);
	const marking = markFrames([imageId(2)], { pick: "rejected" });
	expect(shownMarks()?.[2]).toEqual({ pick: "rejected" });
	expect(await marking).toBe(false);
	expect(shownMarks()?.[2]).toBeUndefined();
	expect(useSet.getState().problem?.reason).toBe("disk-full");
	expect(undoMarks()).toBeUndefined();
	main.refuse(undefined);
	expect(await markFrames([imageId(2)], { stars: 3 })).toBe(true);
	expect(useSet.getState().problem).toBeUndefined();
});

test("an answer that was on its way when a mark was given does not take the mark back", async () => {
	main.tell("sets.changed", setId);
	const marking = markFrames([imageId(0)], { pick: "picked" });
	await vi.waitUntil(() => main.asked.filter((name) => name === "sets.get").length >= 2);
	expect(shownMarks()?.[0]).toEqual({ pick: "picked" });
	await marking;
	expect(shownMarks()?.[0]).toEqual({ pick: "picked" });
});

test("marks told from elsewhere show without asking for the set anew", () => {
	const questions = main.asked.length;
	main.tell("library.marked", [record(3, { stars: 5 })]);
	expect(shownMarks()?.[3]).toEqual({ stars: 5 });
	expect(main.asked).toHaveLength(questions);
});

test("many events at once are one question, and one more for what came meanwhile", async () => {
	const before = main.asked.length;
	for (let n = 0; n < 50; n += 1) main.tell("sets.changed", setId);
	await vi.waitUntil(() => main.asked.length >= before + 2);
	await Promise.resolve();
	expect(main.asked.slice(before)).toEqual(["sets.get", "sets.get"]);
});

test("a caption that cannot be kept goes back, and says why", async () => {
	main.refuse(appError("disk-full").failure);
	const change = arrangeSet({ captions: { "1": "Winter" } });
	expect(useSet.getState().detail?.slots[1]?.caption).toBe("Winter");
	expect(await change).toBe(false);
	expect(useSet.getState().detail?.slots[1]?.caption).toBe("");
	expect(useSet.getState().problem?.reason).toBe("disk-full");
});
