import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoardChange } from "../../../../src/contract/board.ts";
import { applyChange, changeBetween } from "../../../../src/contract/board-change.ts";
import { appError } from "../../../../src/contract/errors.ts";
import type { BoardId } from "../../../../src/contract/ids.ts";
import { createBoardSaver, type SaveState } from "../../../../src/renderer/state/board-saver.ts";
import { anyEdit, apply } from "../board-document/any-edit.ts";
import { anyBoard } from "../board-document/sample-board.ts";
import { createHeldMain } from "./held-main.ts";

const one = "one" as BoardId;
const two = "two" as BoardId;
const titled = (title: string): BoardChange => ({ title });
const { failure } = appError("disk-full", {});

function createWorld() {
	type Sent = { readonly id: BoardId; readonly change: BoardChange };
	const sent: Sent[] = [];
	const { asked, later, timers, answer } = createHeldMain();
	const told: SaveState[] = [];
	const saver = createBoardSaver({
		send: (id, change) => {
			sent.push({ id, change });
			return asked();
		},
		failureOf: () => failure,
		later,
		tell: (state) => told.push(state),
	});
	return { saver, sent, timers, told, answer };
}

describe("saving boards", () => {
	test("sends the first change at once and joins those that come meanwhile, in order", async () => {
		const { saver, sent, told, answer } = createWorld();
		for (const title of ["a", "b", "c"]) saver.add(one, titled(title));
		expect(sent).toEqual([{ id: one, change: titled("a") }]);
		expect(saver.unsaved(one)).toEqual(titled("c"));
		await answer("yes");
		expect(sent.slice(1)).toEqual([{ id: one, change: titled("c") }]);
		expect(told).toEqual(["saving"]);
		await answer("yes");
		expect(told).toEqual(["saving", "saved"]);
		expect(saver.unsaved(one)).toBeUndefined();
	});

	test("does not let one board wait for another", async () => {
		const { saver, sent } = createWorld();
		saver.add(one, titled("a"));
		saver.add(two, titled("b"));
		expect(sent.map(({ id }) => id)).toEqual([one, two]);
	});

	test("keeps what failed, says so until it is saved, and tries again after growing pauses", async () => {
		const { saver, sent, timers, told, answer } = createWorld();
		saver.add(one, titled("a"));
		const pauses: number[] = [];
		for (let round = 0; round < 7; round++) {
			await answer("no");
			expect(told.at(-1)).toEqual({ failure });
			const timer = timers.shift();
			pauses.push(timer?.ms ?? 0);
			timer?.run();
		}
		expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
		expect(sent).toHaveLength(8);
		expect(told.filter((state) => state === "saving")).toHaveLength(1);
		await answer("yes");
		expect(told.at(-1)).toBe("saved");
		saver.add(one, titled("b"));
		await answer("no");
		expect(timers[0]?.ms).toBe(1_000);
	});

	test("takes the next edit for another try, with all that failed before it", async () => {
		const { saver, sent, timers, answer } = createWorld();
		saver.add(one, { title: "a", view: { x: 1, y: 2, zoom: 1 } });
		await answer("no");
		saver.add(one, titled("b"));
		expect(timers).toHaveLength(0);
		expect(sent.at(-1)?.change).toEqual({ title: "b", view: { x: 1, y: 2, zoom: 1 } });
	});

	test("sends everything once more when the window closes, whatever is on its way", async () => {
		const { saver, sent, told, answer } = createWorld();
		saver.add(one, { view: { x: 1, y: 2, zoom: 1 } });
		saver.add(one, titled("b"));
		saver.flush();
		expect(sent.at(-1)?.change).toEqual({ title: "b", view: { x: 1, y: 2, zoom: 1 } });
		await answer("no");
		expect(told.at(-1)).toBe("saving");
		await answer("yes");
		expect(told.at(-1)).toBe("saved");
	});

	test("is idle only when everything is durable", async () => {
		const { saver, answer } = createWorld();
		await saver.idle();
		let isIdle = false;
		saver.add(one, titled("a"));
		void saver.idle().then(() => {
			isIdle = true;
		});
		saver.add(one, titled("b"));
		await answer("yes");
		expect(isIdle).toBe(false);
		await answer("yes");
		expect(isIdle).toBe(true);
	});

	test("gives back what was unsaved of a board that is gone, and troubles nobody with it", async () => {
		const { saver, sent, timers, told, answer } = createWorld();
		saver.add(one, titled("a"));
		await answer("no");
		expect(saver.forget(one)).toEqual(titled("a"));
		expect(timers).toHaveLength(0);
		expect(told.at(-1)).toBe("saved");
		expect(sent).toHaveLength(1);
	});

	test("loses nothing: whatever fails in between, the kept board becomes the one on screen", async () => {
		const anyStep = fc.oneof(
			{ weight: 3, arbitrary: anyEdit },
			{ weight: 2, arbitrary: fc.constantFrom("yes", "no", "applied, then no", "pause", "flush") },
		);
		await fc.assert(
			fc.asyncProperty(anyBoard, fc.array(anyStep, { maxLength: 15 }), async (start, steps) => {
				const { saver, sent, timers, answer } = createWorld();
				let [shown, kept, taken] = [start, start, 0];
				const take = () => {
					const next = sent[taken];
					if (next !== undefined) kept = applyChange(kept, next.change);
					taken += next === undefined ? 0 : 1;
				};
				const step = async (what: (typeof steps)[number] | "yes") => {
					if (typeof what !== "string") {
						const next = apply(shown, what);
						const change = changeBetween(shown, next);
						if (change !== undefined) saver.add(one, change);
						shown = next;
					} else if (what === "flush") saver.flush();
					else if (what === "pause") timers.shift()?.run();
					else if (what === "no") {
						taken += taken < sent.length ? 1 : 0;
						await answer("no");
					} else {
						take();
						await answer(what === "yes" ? "yes" : "no");
					}
				};
				for (const what of steps) await step(what);
				for (let round = 0; saver.unsaved(one) !== undefined && round < 50; round++) {
					await step("pause");
					await step("yes");
				}
				expect(kept).toStrictEqual(shown);
			}),
			{ numRuns: 100 },
		);
	});
});
