import { expect, test } from "vitest";
import { seenRect } from "../../../../../src/renderer/board-document/board-view.ts";
import { revealing } from "../../../../../src/renderer/features/board/reveal.ts";

const size = { width: 1_000, height: 700 };
const view = { x: 0, y: 0, zoom: 1 };

test("what lies in sight moves nothing", () => {
	expect(revealing(view, size, { x: -100, y: -100, width: 200, height: 200 })).toBeUndefined();
});

test("what lands out of sight is shown whole, with what it came of, never nearer than before", () => {
	const slots = { x: 900, y: 0, width: 1_400, height: 300 };
	const around = { x: -200, y: -100, width: 2_500, height: 400 };
	const to = revealing(view, size, slots, around);
	const seen = seenRect(to ?? view, size);
	expect(seen.x).toBeLessThan(around.x);
	expect(seen.x + seen.width).toBeGreaterThan(around.x + around.width);
	const near = { x: 5_000, y: 5_000, width: 10, height: 10 };
	expect(revealing(view, size, near)?.zoom).toBe(1);
});
