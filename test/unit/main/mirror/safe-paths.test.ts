import { resolve, sep, win32 } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { folded, pathFault } from "../../../../src/main/mirror/safe-paths.ts";

describe("a path a stranger names", () => {
	it.each([
		"2026-11/21-熊猫 panda-a1b2c3/01.png",
		"references/ab/abc.png",
		"trash/pictures/x/entry.json",
		"library.json",
		"2026-11/com/console.png",
		".hidden/file",
	])("is taken: %j", (path) => {
		expect(pathFault(path)).toBeUndefined();
	});

	it.each([
		".SEEDCASE/index.db",
		".\u017feedcase/index.db",
		".seed\u200ccase/lock.db",
		"SEEDCA~1/index.db",
	])("never leads into the app's own folder, however some disk reads it: %j", (path) => {
		expect(pathFault(path)).toBe("the app's own folder");
	});

	it("stays inside of its folder on every system, or is refused", () => {
		const step = fc.oneof(
			fc.constantFrom(
				"..",
				".",
				"",
				"C:",
				"\\",
				"a",
				"con",
				"NUL.txt",
				".seedcase",
				"a.",
				"\u0000",
			),
			fc.string({ unit: "binary", maxLength: 8 }),
		);
		const paths = fc.array(step, { minLength: 1, maxLength: 6 }).map((steps) => steps.join("/"));
		fc.assert(
			fc.property(paths, (path) => {
				if (pathFault(path) !== undefined) return;
				const there = resolve("/library", path);
				expect(there.startsWith(`/library${sep}`)).toBe(true);
				expect(there.split(sep)[2]?.toLowerCase()).not.toBe(".seedcase");
				expect(win32.resolve("C:\\library", path).startsWith("C:\\library\\")).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it("is compared as disks do that know neither case nor spellings of accents", () => {
		expect(folded("Été/A.PNG")).toBe(folded("e\u0301te\u0301/a.png"));
		expect(folded("a/b.png")).not.toBe(folded("a/c.png"));
	});
});
