import { expect, test } from "vitest";
import { AccountId } from "../../../../../src/contract/ids.ts";
import { Settings } from "../../../../../src/contract/settings.ts";
import {
	addFallback,
	MOST_FALLBACKS,
	moveFallback,
	removeFallback,
} from "../../../../../src/renderer/features/settings/fallback-order.ts";
import type { TargetName } from "../../../../../src/renderer/state/targets.ts";

const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
const name = (model: string): TargetName => ({ account, model });
const models = (order: readonly TargetName[]) => order.map(({ model }) => model).join("");
const abc = ["a", "b", "c"].map(name);

test("a target is added at the end, once, and never more than settings hold", () => {
	expect(models(addFallback(abc, name("d")))).toBe("abcd");
	expect(addFallback(abc, name("b"))).toBe(abc);
	const full = addFallback(abc, name("d"));
	expect(full).toHaveLength(MOST_FALLBACKS);
	expect(addFallback(full, name("e"))).toBe(full);
	expect(Settings.shape.fallbackOrder.safeParse(full).success).toBe(true);
	expect(Settings.shape.fallbackOrder.safeParse([...full, name("e")]).success).toBe(false);
});

test.each([
	[0, 2, "bca"],
	[2, 0, "cab"],
	[1, 1, "abc"],
	[0, -1, "abc"],
	[2, 3, "abc"],
	[9, 0, "abc"],
])("moving %i to %i gives %s", (from, to, expected) => {
	expect(models(moveFallback(abc, from, to))).toBe(expected);
});

test("a target is taken out by its place", () => {
	expect(models(removeFallback(abc, 1))).toBe("ac");
});
