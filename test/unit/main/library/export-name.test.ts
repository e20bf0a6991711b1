import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exportName, numberedName } from "../../../../src/main/library/export-name.ts";

describe("the name of an export", () => {
	test.each([
		["Neon panda", "Neon-panda"],
		["  Story: 第一幕/雨夜  ", "Story-第一幕-雨夜"],
		["Don't look", "Dont-look"],
		["../../etc/passwd", "etc-passwd"],
		["", "set"],
		["🐼", "set"],
		["con", "con-set"],
		["LPT1", "LPT1-set"],
		["com²", "com²-set"],
	])("of %j is %s", (wanted, name) => {
		expect(exportName(wanted)).toBe(name);
	});

	test("is one that every system takes, whatever is typed", () => {
		fc.assert(
			fc.property(fc.string({ unit: "binary", maxLength: 200 }), (wanted) => {
				const name = exportName(wanted);
				expect(name).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*$/u);
				expect(name).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)$/i);
				expect(name.isWellFormed()).toBe(true);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(124);
				expect(exportName(name)).toBe(name);
			}),
		);
	});

	test("is numbered as widely as the last one needs", () => {
		const at = (place: number, total: number, attempt = 1) =>
			numberedName("panda", { place, total, ending: "png" }, attempt);
		expect(at(0, 6)).toBe("panda-01.png");
		expect(at(98, 1_000)).toBe("panda-0099.png");
		expect(at(2, 6, 2)).toBe("panda-03 (2).png");
	});
});
