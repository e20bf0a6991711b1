import { createHash } from "node:crypto";
import {
	mkdir,
	readdir,
	readFile,
	rename,
	rm,
	stat,
	symlink,
	truncate,
	writeFile,
} from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import type { Activity } from "../../../../../src/contract/activity.ts";
import { AppError } from "../../../../../src/contract/errors.ts";
import { RunId } from "../../../../../src/contract/ids.ts";
import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import {
	type ActivityReport,
	createActivities,
} from "../../../../../src/main/library/activities.ts";
import { backupLibrary } from "../../../../../src/main/library/keeping/backup-library.ts";
import { readHead, readLines } from "../../../../../src/main/library/keeping/backup-manifest.ts";
import { backupPlace, findBackup } from "../../../../../src/main/library/keeping/backup-place.ts";
import {
	checkNewPlace,
	copyLibrary,
} from "../../../../../src/main/library/keeping/move-library.ts";
import { restoreBackup } from "../../../../../src/main/library/keeping/restore-backup.ts";
import { type Disk, realDisk } from "../../../../../src/main/store/disk.ts";
import { systemError } from "../../store/failing-disk.ts";
import { NOON, temporaryFolder } from "../test-library.ts";

/** Runs long work as the app does. */
function workshop() {
	const told: Activity[] = [];
	const activities = createActivities({
		clock: systemClock,
		tell: (activity) => told.push(activity),
		dismissed: () => {},
	});
	const id = RunId.parse(crypto.randomUUID());
	return {
		told,
		last: () => told.at(-1),
		stop: () => activities.stop(id),
		resume: () => activities.resume(id),
		run: <T>(work: (report: ActivityReport) => Promise<T>) =>
			activities.run({ id, kind: "backup", canPause: true }, work),
	};
}

const files: Readonly<Record<string, string>> = {
	"2026-10/03-first-aa/01.png": "one",
	"2026-10/03-first-aa/recipe.json": '{"marks":1}',
	"2026-11/21-少女 🌸 ﬁ-bb/01.png": "two",
	"2026-11/21-少女 🌸 ﬁ-bb/02 \\ odd.png": "three",
	"boards/x.json": "{}",
	"references/ab/abcd.png": "four",
	"trash/pictures/id/01.png": "five",
	"my notes.txt": "of the designer",
};

async function fill(folder: string): Promise<void> {
	for (const [path, content] of Object.entries(files)) await put(folder, path, content);
	await put(folder, ".seedcase/index.db", "a cache");
	await put(folder, ".seedcase/thumbs/ab/x.webp", "a stand-in");
}

async function put(folder: string, path: string, content: string): Promise<void> {
	const file = join(folder, ...path.split("/"));
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, content);
}

/** Of an old archive: names in Latin-1, in a folder of ours, and of a folder. */
const oddPaths = ["caf\xE9.png", "2026-10/03-first-aa/\xFC\xFF.txt", "\xE0 la carte/deep.png"].map(
	(path) => Buffer.from(path, "latin1"),
);
const oddShown = ["2026-10/03-first-aa/\\xFC\\xFF.txt", "\\xE0 la carte", "caf\\xE9.png"];
/** Elsewhere the system refuses such names. */
const takesAnyName = process.platform === "linux";

async function putOdd(folder: string): Promise<void> {
	const below = (path: Buffer) => Buffer.concat([Buffer.from(`${folder}/`), path]);
	for (const path of oddPaths) {
		const end = path.lastIndexOf("/");
		if (end > 0) await mkdir(below(path.subarray(0, end)), { recursive: true });
		await writeFile(below(path), "odd");
	}
}

/** Everything of the designer's, by path; names may have a backslash in them. */
async function contentOf(folder: string): Promise<Readonly<Record<string, string>>> {
	const found: Record<string, string> = {};
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = relative(folder, join(entry.parentPath, entry.name));
		if (!entry.isFile() || /^(seedcase-backup|\.seedcase)/.test(path)) continue;
		found[path] = await readFile(join(folder, path), "utf8");
	}
	return found;
}

async function backUp(library: string, root: string, disk: Disk = realDisk, now = NOON) {
	const shop = workshop();
	await shop.run((report) => backupLibrary({ library, root, report, now: () => now, disk }));
	return shop;
}

/** A disk under a folder that is unplugged and leaves the empty folder it was plugged into. */
async function unplug(folder: string): Promise<() => Promise<void>> {
	await rename(folder, `${folder} (away)`);
	await mkdir(folder);
	return async () => {
		await rm(folder, { recursive: true });
		await rename(`${folder} (away)`, folder);
	};
}

/** A disk that does something once, before it copies its first file. */
function onFirstCopy(happens: () => Promise<unknown>): Disk {
	let copied = false;
	return {
		...realDisk,
		copyFrom: async (source, path) => {
			if (!copied) {
				copied = true;
				await happens();
			}
			return realDisk.copyFrom(source, path);
		},
	};
}

const hashOf = (text: string) => createHash("sha256").update(text).digest("hex");

describe("a backup", () => {
	test("has every file of the library, each with its hash, and lists them a line each", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "disk/Studio backup")];
		await fill(library);
		const { told } = await backUp(library, root);
		expect(await contentOf(root)).toEqual(files);
		expect(told.at(-1)).toMatchObject({ state: "done", done: 7, total: 8, problemCount: 0 });
		const head = await readHead(root);
		expect(head).toMatchObject({ title: "Studio", folder: library, finishedAt: NOON });
		const lines: (readonly [string, string])[] = [];
		for await (const { path, sha256 } of readLines(root, "2026-11")) lines.push([path, sha256]);
		expect(lines).toEqual([
			["2026-11/21-少女 🌸 ﬁ-bb/01.png", hashOf("two")],
			["2026-11/21-少女 🌸 ﬁ-bb/02 \\ odd.png", hashOf("three")],
		]);
	});

	test("copies only what is new, keeps what was changed by its time, and takes nothing out", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		await backUp(library, root);
		await put(library, "2026-10/03-first-aa/recipe.json", '{"marks":2}');
		await put(library, "2026-11/22-new-cc/01.png", "six");
		await rm(join(library, "my notes.txt"));
		const copied: string[] = [];
		const counting: Disk = {
			...realDisk,
			copyFrom: async (source, path) => {
				const result = await realDisk.copyFrom(source, path);
				copied.push(result.sha256);
				return result;
			},
		};
		await backUp(library, root, counting, NOON + 60_000);
		expect(new Set(copied)).toEqual(new Set([hashOf('{"marks":2}'), hashOf("six")]));
		expect(await contentOf(root)).toEqual({
			...files,
			"2026-10/03-first-aa/recipe.json": '{"marks":2}',
			"2026-11/22-new-cc/01.png": "six",
		});
		const older = join(root, "seedcase-backup/older/2026-10/03-first-aa");
		const [name = ""] = await readdir(older);
		expect(name).toMatch(/^recipe\.\d{8}T\d{6}Z\.json$/);
		expect(await readFile(join(older, name), "utf8")).toBe('{"marks":1}');

		// What the library has no more is no part of it when it comes back, and stays in the backup.
		const again = join(home.path, "again");
		const count = await workshop().run((report) => restoreBackup({ root, to: again }, report));
		expect([count, Object.keys(await contentOf(again)).includes("my notes.txt")]).toEqual([
			8,
			false,
		]);
	});

	test("cut short at any file goes on where it was, and is whole in the end", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		for (let allowed = 1; allowed <= Object.keys(files).length; allowed += 2) {
			const shop = workshop();
			let left = allowed;
			const dying: Disk = {
				...realDisk,
				copyFrom: async (source, path) => {
					left -= 1;
					if (left < 0) shop.stop();
					return realDisk.copyFrom(source, path);
				},
			};
			await shop
				.run((report) => backupLibrary({ library, root, report, now: () => NOON, disk: dying }))
				.catch((error: unknown) => expect(AppError.from(error).reason).toBe("cancelled"));
			const restored = join(home.path, `restored-${allowed}`);
			const count = await workshop().run((report) => restoreBackup({ root, to: restored }, report));
			expect(count).toBe(Object.keys(await contentOf(root)).length);
		}
		await backUp(library, root);
		expect(await contentOf(root)).toEqual(files);
		expect((await readHead(root))?.parts.every(({ unfinished }) => unfinished === undefined)).toBe(
			true,
		);
	});

	test("waits on a full disk until there is room, and loses nothing by it", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		const shop = workshop();
		let full = true;
		const disk: Disk = {
			...realDisk,
			copyFrom: async (source, path) => {
				if (full) throw systemError("ENOSPC");
				return realDisk.copyFrom(source, path);
			},
		};
		const running = shop.run((report) =>
			backupLibrary({ library, root, report, now: () => NOON, disk }),
		);
		await expect.poll(() => shop.last()?.state).toBe("paused");
		expect(shop.last()?.error?.reason).toBe("disk-full");
		full = false;
		shop.resume();
		await running;
		expect(await contentOf(root)).toEqual(files);
	});

	test("keeps all it has when the library is unplugged while it is made", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		await backUp(library, root);
		await put(library, "2026-10/04-new-cc/01.png", "six");
		let plugIn = async () => {};
		const disk = onFirstCopy(async () => {
			plugIn = await unplug(library);
		});
		await expect(backUp(library, root, disk)).rejects.toSatisfy(
			(thrown) => AppError.from(thrown).reason === "folder-missing",
		);
		const to = join(home.path, "restored");
		await workshop().run((report) => restoreBackup({ root, to }, report));
		expect(await contentOf(to)).toMatchObject(files);
		await plugIn();
		await backUp(library, root);
		expect(await contentOf(root)).toEqual({ ...files, "2026-10/04-new-cc/01.png": "six" });
	});

	test("waits for its own disk when that is unplugged, and puts nothing in its empty place", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		let plugIn = async () => {};
		const shop = workshop();
		const disk = onFirstCopy(async () => {
			plugIn = await unplug(root);
			await mkdir(join(root, "seedcase-backup"));
		});
		const running = shop.run((report) =>
			backupLibrary({ library, root, report, now: () => NOON, disk }),
		);
		await expect.poll(() => shop.last()?.error?.reason).toBe("folder-missing");
		await plugIn();
		shop.resume();
		await running;
		expect(await contentOf(root)).toEqual(files);
		expect(shop.last()?.problemCount).toBe(0);
	});

	test("that has rotted is told when it is restored, and the rotten file is left out", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		await backUp(library, root);
		await truncate(join(root, "references/ab/abcd.png"), 2);
		const shop = workshop();
		const to = join(home.path, "restored");
		await shop.run((report) => restoreBackup({ root, to }, report));
		expect(shop.last()?.problems.map(({ name, error }) => [name, error.reason])).toEqual([
			["references/ab/abcd.png", "copy-differs"],
		]);
		const { "references/ab/abcd.png": _, ...others } = files;
		expect(await contentOf(to)).toEqual(others);
	});

	test("never leads out of itself, whatever its lists say", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "backup")];
		await fill(library);
		await backUp(library, root);
		await writeFile(join(home.path, "secret"), "outside");
		const list = join(root, "seedcase-backup/of-boards.jsonl");
		const line = (path: string) =>
			`${JSON.stringify({ path, bytes: 7, sha256: hashOf("outside"), changedAt: 1 })}\n`;
		const bad = ["../secret", "boards/../../secret", ".seedcase/index.db", ""].map(line);
		await writeFile(list, [...bad, "no json\n"].join(""), { flag: "a" });
		const to = join(home.path, "deep/restored");
		await workshop().run((report) => restoreBackup({ root, to }, report));
		expect(await contentOf(to)).toEqual(files);
		expect(await readdir(join(home.path, "deep"))).toEqual(["restored"]);
	});

	test.runIf(takesAnyName)("tells by name what is called by no valid text", async () => {
		await using home = await temporaryFolder();
		const [library, root] = [join(home.path, "Studio"), join(home.path, "disk/backup")];
		await fill(library);
		await putOdd(library);
		// This one is text, and looks like the others.
		await put(library, "caf\u{FFFD}.txt", "text");
		const { last } = await backUp(library, root);
		expect(last()).toMatchObject({ state: "done", problemCount: 3 });
		expect(
			last()
				?.problems.map(({ name }) => name)
				.sort(),
		).toEqual(oddShown);
		expect(last()?.problems[0]?.error.reason).toBe("file-name-no-text");
		expect(await contentOf(root)).toEqual({ ...files, "caf\u{FFFD}.txt": "text" });
	});

	test("finds its own place again, and never that of another library", async () => {
		await using home = await temporaryFolder();
		const [library, chosen] = [join(home.path, "Studio"), join(home.path, "disk")];
		await fill(library);
		await mkdir(chosen);
		expect(await backupPlace(library, chosen)).toBe(chosen);
		await put(chosen, "something.txt", "of the designer");
		const root = await backupPlace(library, chosen);
		expect(root).toBe(join(chosen, "Studio backup"));
		await backUp(library, root);
		expect(await backupPlace(library, chosen)).toBe(root);
		expect(await findBackup(chosen)).toBe(root);
		await mkdir(join(home.path, "Other"));
		await expect(backupPlace(join(home.path, "Other"), root)).rejects.toThrow(/another library/);
		await expect(backupPlace(library, join(library, "boards"))).rejects.toThrow(
			/inside the library/,
		);
		await symlink(library, join(home.path, "by another name"));
		await expect(backupPlace(library, join(home.path, "by another name/boards"))).rejects.toThrow(
			/inside the library/,
		);
		await expect(findBackup(library)).rejects.toThrow(/no backup/);
	});
});

describe("a library that moves", () => {
	test("is in its new place byte for byte, and where it was as before", async () => {
		await using home = await temporaryFolder();
		const [from, to] = [join(home.path, "Studio"), join(home.path, "elsewhere/Studio")];
		await fill(from);
		await checkNewPlace(from, to);
		await workshop().run((report) => copyLibrary({ from, to }, report));
		expect(await contentOf(to)).toEqual(files);
		expect(await contentOf(from)).toEqual(files);
		expect(await readdir(join(to, ".seedcase"))).toEqual(["incoming", "thumbs"]);
		const [before, after] = await Promise.all(
			[from, to].map(async (folder) => (await stat(join(folder, "my notes.txt"))).mtimeMs),
		);
		expect(Math.abs((before ?? 0) - (after ?? 9e9))).toBeLessThan(2);
	});

	test.runIf(takesAnyName)("takes along what is called by no valid text", async () => {
		await using home = await temporaryFolder();
		const [from, to] = [join(home.path, "Studio"), join(home.path, "new")];
		await fill(from);
		await putOdd(from);
		const shop = workshop();
		await shop.run((report) => copyLibrary({ from, to }, report));
		expect(shop.last()).toMatchObject({ state: "done", problemCount: 0 });
		for (const path of oddPaths) {
			expect(await readFile(Buffer.concat([Buffer.from(`${to}/`), path]), "utf8")).toBe("odd");
		}
		// Nothing is copied twice.
		const again = workshop();
		await again.run((report) => copyLibrary({ from, to }, report));
		expect(again.last()?.problemCount).toBe(0);
	});

	test("goes to empty folders alone, and on where it was cut short", async () => {
		await using home = await temporaryFolder();
		const [from, to] = [join(home.path, "Studio"), join(home.path, "new")];
		await fill(from);
		await put(to, "a file.txt", "of the designer");
		await expect(checkNewPlace(from, to)).rejects.toThrow(/not empty/);
		await expect(checkNewPlace(from, join(from, "in"))).rejects.toThrow(/inside the library/);
		await rename(to, `${to}-2`);
		const shop = workshop();
		let begun = 0;
		const dying: Disk = {
			...realDisk,
			copyFrom: async (source, path) => {
				begun += 1;
				if (begun === 4) shop.stop();
				return realDisk.copyFrom(source, path);
			},
		};
		const cut = shop.run((report) => copyLibrary({ from, to }, report, dying));
		await expect(cut).rejects.toSatisfy((thrown) => AppError.from(thrown).reason === "cancelled");
		await checkNewPlace(from, to);
		await put(from, "2026-10/03-first-aa/recipe.json", '{"marks":2}');
		await workshop().run((report) => copyLibrary({ from, to }, report));
		expect(await contentOf(to)).toEqual({
			...files,
			"2026-10/03-first-aa/recipe.json": '{"marks":2}',
		});
	});

	test("stays where it is when its disk is unplugged meanwhile", async () => {
		await using home = await temporaryFolder();
		const [from, to] = [join(home.path, "Studio"), join(home.path, "new")];
		await fill(from);
		const disk = onFirstCopy(() => unplug(from));
		const moving = workshop().run((report) => copyLibrary({ from, to }, report, disk));
		await expect(moving).rejects.toSatisfy(
			(thrown) => AppError.from(thrown).reason === "folder-missing",
		);
	});

	test("stays where it is when one file cannot be read", async () => {
		await using home = await temporaryFolder();
		const [from, to] = [join(home.path, "Studio"), join(home.path, "new")];
		await fill(from);
		const disk: Disk = {
			...realDisk,
			copyFrom: async (source, path) => {
				const copied = await realDisk.copyFrom(source, path);
				if (copied.sha256 === hashOf("four")) await truncate(path, 1);
				return copied;
			},
		};
		const shop = workshop();
		const moving = shop.run((report) => copyLibrary({ from, to }, report, disk));
		await expect(moving).rejects.toSatisfy(
			(thrown) => AppError.from(thrown).reason === "copy-differs",
		);
		expect(shop.last()?.problems.map(({ name }) => name)).toEqual(["references/ab/abcd.png"]);
	});
});
