import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLibraryList, knownLibraries } from "../../../../src/main/shell/known-libraries.ts";
import { readSettings } from "../../../../src/main/shell/read-settings.ts";

let home = "";
beforeEach(async () => {
	home = await mkdtemp(join(tmpdir(), "seedcase-settings-"));
});
afterEach(() => rm(home, { recursive: true, force: true }));

/** The list over one value, as a settings file keeps it. */
function listOver(start: unknown = []) {
	let value = start;
	const set = (next: unknown) => {
		value = JSON.parse(JSON.stringify(next));
	};
	return createLibraryList({ read: () => value, note: set, write: set });
}

describe("settings on the disk", () => {
	test("of a newer version keep what this one does not know", () => {
		const { known, unknown } = readSettings({ theme: "dark", hologram: { depth: 3 } });
		expect([known.theme, unknown]).toEqual(["dark", { hologram: { depth: 3 } }]);
	});

	test("with one bad value lose that one alone", () => {
		const { known } = readSettings({ theme: "purple", language: "zh-CN", stacked: false });
		expect([known.theme, known.language, known.stacked]).toEqual(["system", "zh-CN", false]);
	});

	test.each([undefined, null, 7, "text", []])("that are %s are those of a first start", (value) => {
		expect(readSettings(value).known.theme).toBe("system");
	});
});

describe("the libraries this app knows", () => {
	test("stand in the order they were opened, each once, and can be forgotten", () => {
		const list = listOver([{ folder: "/old", openedAt: 1 }, { nonsense: true }, "x"]);
		list.remember("/new", 2);
		list.remember("/made");
		list.remember("/old", 3);
		expect(list.entries().map(({ folder }) => folder)).toEqual(["/old", "/new", "/made"]);
		list.forget("/new");
		expect(list.entries().map(({ folder }) => folder)).toEqual(["/old", "/made"]);
	});

	test("remember their backups, the latest first", () => {
		const list = listOver();
		list.remember("/studio", 1);
		for (const root of ["/a", "/b", "/a"]) list.rememberBackup("/studio", root);
		list.remember("/studio", 2);
		expect(list.entries()).toEqual([{ folder: "/studio", openedAt: 2, backups: ["/a", "/b"] }]);
	});

	test("say which is open, which is away, and whose copy one is", async () => {
		const [studio, copy] = [join(home, "Studio"), join(home, "Mei")];
		await mkdir(studio);
		await mkdir(join(copy, ".seedcase"), { recursive: true });
		await writeFile(join(copy, ".seedcase/teammate.json"), '{"name":"Mei"}');
		const list = listOver();
		list.remember(join(home, "gone"), 1);
		list.remember(copy, 2);
		expect(await knownLibraries(list, studio)).toEqual([
			{ folder: studio, title: "Studio", current: true, present: true },
			{ folder: copy, title: "Mei", current: false, present: true, openedAt: 2, teammate: "Mei" },
			{ folder: join(home, "gone"), title: "gone", current: false, present: false, openedAt: 1 },
		]);
		expect(await readFile(join(copy, ".seedcase/teammate.json"), "utf8")).toContain("Mei");
	});
});
