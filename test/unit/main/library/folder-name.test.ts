import fc from "fast-check";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { JobId } from "../../../../src/contract/ids.ts";
import { jobFolderName } from "../../../../src/main/library/folder-name.ts";

const createdAt = new Date(2026, 10, 21, 23, 59).getTime();
const id = JobId.parse("019a0000-0000-7000-8000-000000a1b2c3");
const name = (prompt: string) => jobFolderName({ id, createdAt, prompt }, 6);

describe("the folder of a job", () => {
	test.each([
		["Neon panda", "2026-11/21-neon-panda-a1b2c3"],
		["A red shoe, on a beach at dawn, 35 mm", "2026-11/21-a-red-shoe-on-a-a1b2c3"],
		["赛博朋克少女，站在雨里", "2026-11/21-赛博朋克少女-站在雨里-a1b2c3"],
		["Café “Zoë”: d'Artagnan’s", "2026-11/21-café-zoë-dartagnans-a1b2c3"],
		["../../etc/passwd", "2026-11/21-etc-passwd-a1b2c3"],
		["CON", "2026-11/21-con-a1b2c3"],
		["🦊🔥", "2026-11/21-a1b2c3"],
		["", "2026-11/21-a1b2c3"],
		["\u202Egnp.exe\u0000", "2026-11/21-gnp-exe-a1b2c3"],
	])("for %j is %s", (prompt, folder) => {
		expect(name(prompt)).toBe(folder);
	});

	test("keeps whole characters when a long word is cut", () => {
		const folder = name("e\u0301".repeat(200));
		expect(folder).toMatch(/^2026-11\/21-é+-a1b2c3$/);
		expect(Buffer.byteLength(folder.split("/")[1] ?? "")).toBeLessThanOrEqual(60);
	});

	test("is one valid name on Windows, macOS and Linux, whatever the prompt", () => {
		const anyText = fc.oneof(
			fc.string({ unit: "binary", maxLength: 200 }),
			fc.string({ unit: "grapheme", maxLength: 200 }),
			fc.string({
				unit: fc.constantFrom(...'/\\.:*?"<>| \u202E\uD800\u0000CONaux少女'),
				maxLength: 80,
			}),
		);
		fc.assert(
			fc.property(anyText, fc.constantFrom(6 as const, 12 as const), (prompt, digits) => {
				const [month, folder = "", ...more] = jobFolderName(
					{ id, createdAt, prompt },
					digits,
				).split("/");
				expect(month).toBe("2026-11");
				expect(more).toEqual([]);
				expect(Buffer.byteLength(folder)).toBeLessThanOrEqual(60);
				expect(folder.isWellFormed()).toBe(true);
				expect(folder).toBe(folder.normalize("NFC"));
				expect(folder).not.toMatch(/[<>:"/\\|?*\s\p{C}]/u);
				expect(folder).not.toMatch(/[. ]$/);
				expect(folder).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
				expect(folder).toMatch(/^21-/);
			}),
		);
	});

	test("differs between jobs of one prompt, also where case does not count", () => {
		fc.assert(
			fc.property(fc.string({ unit: "grapheme" }), (prompt) => {
				const folders = Array.from({ length: 5 }, () =>
					jobFolderName({ id: JobId.parse(v7()), createdAt, prompt }, 12).toLowerCase(),
				);
				expect(new Set(folders).size).toBe(5);
			}),
		);
	});
});
