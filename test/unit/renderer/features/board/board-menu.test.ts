import type { TFunction } from "i18next";
import { describe, expect, test } from "vitest";
import { menuEntries, menuGroups } from "../../../../../src/renderer/features/board/board-menu.ts";
import type { MenuEntry } from "../../../../../src/renderer/kit/menu-entry.ts";

// Its keys are enough to tell the lines by.
const t = ((key: string) => key) as unknown as TFunction<"board">;
const lines = (entries: readonly MenuEntry[]) => entries.filter((entry) => entry !== "separator");
const idsOf = (entries: readonly MenuEntry[]): readonly string[] =>
	lines(entries).flatMap((entry) => ("entries" in entry ? idsOf(entry.entries) : [entry.id]));

describe("the menu of what is chosen on a board", () => {
	const entries = menuEntries(menuGroups.item, t, "linux");

	test("is short, and holds the rest a level below", () => {
		expect(lines(entries).length).toBeLessThanOrEqual(9);
		expect(idsOf(entries)).toEqual(
			expect.arrayContaining([
				"crop",
				"flipX",
				"reset",
				"toFront",
				"toBack",
				"duplicate",
				"remove",
			]),
		);
	});

	test("greys a line where nothing below it can be done", () => {
		const adjust = lines(entries).find(({ id }) => id === "adjust");
		expect(adjust).toMatchObject({ disabled: true });
	});

	test("leaves grouping out where nothing can be grouped", () => {
		expect(idsOf(entries)).not.toContain("group");
		expect(idsOf(entries)).not.toContain("ungroup");
	});

	test("never begins, ends or doubles with a line between groups", () => {
		const isLine = entries.map((entry) => entry === "separator");
		expect(isLine[0]).toBe(false);
		expect(isLine.at(-1)).toBe(false);
		expect(isLine.some((is, at) => is && isLine[at + 1] === true)).toBe(false);
	});
});
