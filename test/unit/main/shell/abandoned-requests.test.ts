import { expect, test } from "vitest";
import { createAbandonedRequests } from "../../../../src/main/shell/abandoned-requests.ts";

test("of two that wait for the same picture, one that is abandoned leaves the other waiting", () => {
	const requests = createAbandonedRequests();
	const first = requests.begin("media://thumb/a");
	const second = requests.begin("media://thumb/a");
	const other = requests.begin("media://thumb/b");
	requests.abandon("media://thumb/a");
	expect([first, second, other].map(({ signal }) => signal.aborted)).toEqual([true, false, false]);
	requests.abandon("media://thumb/a");
	expect(second.signal.aborted).toBe(true);
});

test("what was answered is no longer abandoned, and what nobody asked for never was", () => {
	const requests = createAbandonedRequests();
	const answered = requests.begin("media://thumb/a");
	answered.end();
	requests.abandon("media://thumb/a");
	requests.abandon("media://thumb/c");
	expect(answered.signal.aborted).toBe(false);
});
