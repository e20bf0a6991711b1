import { describe, expect, test } from "vitest";
import { createSendGuard } from "../../../../../src/renderer/features/compose/send-guard.ts";

function guardAt(start = 10_000) {
	let time = start;
	const guard = createSendGuard(() => time);
	return { guard, later: (ms: number) => (time += ms) };
}

/** One whole sending that succeeds at once. */
function sends(guard: ReturnType<typeof createSendGuard>): boolean {
	const begun = guard.begin();
	if (begun) guard.end();
	return begun;
}

const plainKey = { isComposing: false, keyCode: 13, repeat: false };

describe("one press", () => {
	test("sends once, also when the second half of a double click comes after the answer", () => {
		const { guard, later } = guardAt();
		expect(sends(guard)).toBe(true);
		later(400);
		expect(sends(guard)).toBe(false);
		later(400);
		expect(sends(guard)).toBe(true);
	});

	test("cannot send again before the request has been handed over, however long that takes", () => {
		const { guard, later } = guardAt();
		expect(guard.begin()).toBe(true);
		later(60_000);
		expect(guard.begin()).toBe(false);
		guard.end();
		expect(guard.begin()).toBe(true);
	});

	test("may be answered at once when it has brought up a question, and the answer counts once", () => {
		const { guard, later } = guardAt();
		expect(sends(guard)).toBe(true);
		later(200);
		expect(guard.begin(true)).toBe(true);
		expect(guard.begin(true)).toBe(false);
		guard.end();
		expect(sends(guard)).toBe(false);
	});

	test("held down sends once until it is let go", () => {
		const { guard, later } = guardAt();
		guard.keyDown(plainKey);
		expect(sends(guard)).toBe(true);
		for (let n = 0; n < 100; n += 1) {
			later(50);
			guard.keyDown({ ...plainKey, repeat: true });
			expect(sends(guard)).toBe(false);
		}
		guard.keyUp();
		guard.keyDown(plainKey);
		expect(sends(guard)).toBe(true);
	});
});

describe("an input method", () => {
	test("sends nothing while it composes, nor by the key that ends it", () => {
		const { guard, later } = guardAt();
		guard.compositionStart();
		later(5_000);
		expect(sends(guard)).toBe(false);
		guard.compositionEnd();
		guard.keyDown(plainKey);
		expect(sends(guard)).toBe(false);
		later(150);
		expect(sends(guard)).toBe(true);
	});

	test.each([
		["that says it composes", { ...plainKey, isComposing: true }],
		["that reports key 229 only", { ...plainKey, keyCode: 229 }],
	])("sends nothing by a key %s", (_, press) => {
		const { guard, later } = guardAt();
		guard.keyDown(press);
		expect(sends(guard)).toBe(false);
		later(149);
		expect(sends(guard)).toBe(false);
		later(1);
		expect(sends(guard)).toBe(true);
	});
});
