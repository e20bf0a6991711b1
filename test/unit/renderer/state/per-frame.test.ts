import { expect, test } from "vitest";
import { createBatch, onNextFrame } from "../../../../src/renderer/state/per-frame.ts";

function byHand() {
	const applied: (readonly (readonly [string, number])[])[] = [];
	const planned: (() => void)[] = [];
	const batch = createBatch<string, number>(
		(changes) => applied.push([...changes]),
		(run) => planned.push(run),
	);
	const draw = () => {
		for (const run of planned.splice(0)) run();
	};
	return { batch, applied, planned, draw };
}

test("a thousand changes of a frame are applied once, each thing's latest", () => {
	const { batch, applied, planned, draw } = byHand();
	for (let n = 0; n < 1000; n++) batch.add(`job-${n % 10}`, n);
	expect(applied).toEqual([]);
	expect(planned).toHaveLength(1);
	draw();
	expect(applied).toHaveLength(1);
	expect(applied[0]).toHaveLength(10);
	expect(applied[0]?.[3]).toEqual(["job-3", 993]);
});

test("what comes after a frame waits for the next", () => {
	const { batch, applied, draw } = byHand();
	batch.add("a", 1);
	draw();
	batch.add("a", 2);
	expect(batch.has("a")).toBe(true);
	draw();
	expect(batch.has("a")).toBe(false);
	expect(applied).toEqual([[["a", 1]], [["a", 2]]]);
});

test("what was cleared is never applied", () => {
	const { batch, applied, draw } = byHand();
	batch.add("a", 1);
	batch.clear();
	draw();
	expect(applied).toEqual([]);
});

test("without frames, as in a hidden window, things are applied all the same, once", async () => {
	let runs = 0;
	await new Promise<void>((resolve) =>
		onNextFrame(() => {
			runs += 1;
			resolve();
		}),
	);
	expect(runs).toBe(1);
});
