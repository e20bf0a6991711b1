import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { RunId } from "../../../../../src/contract/ids.ts";
import type { ImportRecord, ImportWay } from "../../../../../src/contract/imports.ts";
import type { Imaging } from "../../../../../src/main/imaging/imaging.ts";
import { createImaging } from "../../../../../src/main/imaging/imaging-pool.ts";
import { readImportRecord } from "../../../../../src/main/library/imports/import-record.ts";
import { importedDetail } from "../../../../../src/main/library/imports/imported-picture.ts";
import { linkedFile } from "../../../../../src/main/library/imports/linked-file.ts";
import { readImportFolder } from "../../../../../src/main/library/imports/read-import-folder.ts";
import { type Disk, realDisk } from "../../../../../src/main/store/disk.ts";
import {
	createPictureMaker,
	type PictureMaker,
} from "../../../../fixtures/pictures/picture-maker.ts";
import { temporaryFolder } from "../test-library.ts";
import { type ImportHouse, openImportHouse } from "./import-house.ts";

const workerUrl = new URL("../../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
let maker: PictureMaker;
let imaging: Imaging;
beforeAll(async () => {
	maker = await createPictureMaker();
	imaging = createImaging({ workerUrl, maxWorkers: 1 });
	// Starting the decoder takes longer than any of the tests.
	await imaging.inspect({ bytes: maker.plain(8, 8).pngsaveBuffer() });
}, 60_000);
afterAll(async () => {
	maker.close();
	await imaging.close();
});

/** A small picture that no other of this number is. */
const picture = (number: number, format: "png" | "jpeg" = "png") => {
	const image = maker.stripes(40, 30, [
		{ rgb: [number % 256, 90, (number * 7) % 256], share: 1 },
		{ rgb: [10, number % 256, 200], share: 1 + (number % 5) },
	]);
	return format === "png" ? image.pngsaveBuffer() : image.jpegsaveBuffer();
};

async function put(path: string, bytes: Uint8Array | string): Promise<string> {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, bytes);
	return path;
}

const newRun = () => RunId.parse(randomUUID());

async function importAll(house: ImportHouse, paths: readonly string[], way: ImportWay = "copy") {
	const run = newRun();
	await house.imports.start({ run, paths, way });
	await house.until(({ id, endedAt }) => id === run && endedAt !== undefined);
	const activity = house.activities.list().find(({ id }) => id === run);
	if (activity === undefined) throw new Error("the import is not listed");
	return activity;
}

/** Every record of the library, with the folder it is in. */
async function records(library: string): Promise<(ImportRecord & { readonly inside: string })[]> {
	const found: (ImportRecord & { readonly inside: string })[] = [];
	for (const month of (await readdir(library)).filter((name) => /^\d{4}-\d{2}$/.test(name))) {
		for (const name of await readdir(join(library, month))) {
			const record = await readImportRecord(join(library, month, name));
			if (record !== undefined) found.push({ ...record, inside: `${month}/${name}` });
		}
	}
	return found;
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test("files and folders come in once each, hidden ones, links and what is no picture stay out", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "Shoot Day 1");
	const [one, two] = [picture(1), picture(2, "jpeg")];
	await put(join(from, "a.png"), one);
	await put(join(from, "same as a.png"), one);
	const old = await put(join(from, "deep/er/b.jpg"), two);
	await utimes(old, new Date(2019, 4, 6, 12), new Date(2019, 4, 6, 12));
	await put(join(from, ".hidden.png"), picture(3));
	await put(join(from, "__MACOSX/c.png"), picture(4));
	await put(join(from, "notes.txt"), "no picture");
	await symlink(from, join(from, "round in a circle"));
	await put(join(root.path, "outside.png"), picture(5));
	await symlink(join(root.path, "outside.png"), join(from, "link.png"));
	const house = await openImportHouse(root.path, imaging);

	const activity = await importAll(house, [from]);

	expect(activity).toMatchObject({
		state: "done",
		done: 3,
		total: 3,
		facts: { added: 2, known: 1, trashed: 0, name: "Shoot Day 1" },
		problems: [],
	});
	const all = await records(house.library);
	expect(all.map(({ title }) => title).sort()).toEqual(["Shoot Day 1", "er"]);
	for (const { inside, pictures } of all) {
		expect(inside).toMatch(/^\d{4}-\d\d\/\d\d-(shoot-day-1|er)-[0-9a-f]{6}$/);
		for (const { file, sha256: hash, bytes, look } of pictures) {
			const copy = await readFile(join(house.library, inside, file ?? ""));
			expect([sha256(copy), copy.byteLength]).toEqual([hash, bytes]);
			expect(look).toMatch(/^1:/);
		}
	}
	const read = await Promise.all(
		all.map(({ inside }) => readImportFolder(join(house.library, inside), inside)),
	);
	const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
	const images = read.flatMap((report) => report?.entries.map(({ image }) => image) ?? []);
	expect(images.toSorted(byId)).toEqual(house.added.toSorted(byId));
	const aged = house.added.find(({ format }) => format === "jpeg");
	expect(aged?.savedAt).toBe(new Date(2019, 4, 6, 12).getTime());
	expect(await readFile(join(from, "a.png"))).toEqual(Buffer.from(one));

	const again = await importAll(house, [from]);
	expect(again.facts).toMatchObject({ added: 0, known: 3 });
	expect(await readdir(join(house.dataFolder, "imports"))).toEqual([]);
});

test("bad files are told by name and keep nothing else out", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	await put(join(from, "cut.png"), picture(6).subarray(0, 60));
	await put(join(from, "words.png"), "this is text");
	await put(join(from, "drawing.svg"), "<svg xmlns='http://www.w3.org/2000/svg'/>");
	await put(join(from, "empty.jpg"), "");
	await put(join(from, "good.png"), picture(7));
	const house = await openImportHouse(root.path, imaging);
	const activity = await importAll(house, [from, join(root.path, "not there.png")]);
	expect(activity.facts).toMatchObject({ added: 1 });
	expect(
		Object.fromEntries(activity.problems.map(({ name, error }) => [name, error.reason])),
	).toEqual({
		"cut.png": "reference-damaged",
		"words.png": "reference-not-a-picture",
		"drawing.svg": "reference-svg",
		"empty.jpg": "reference-not-a-picture",
		"not there.png": "reference-gone",
	});
});

test("names of every kind become names that every system takes, and none is written over", async () => {
	await using root = await temporaryFolder();
	const names = ["NUL.png", "a<b>:c?.png", "tail. .png", "evil\u202Egnp.png", "👩‍🎨 少女 é.png"];
	const paths = await Promise.all([
		...names.map((name, at) => put(join(root.path, "in", name), picture(20 + at))),
		put(join(root.path, "other/A<B>:c?.PNG"), picture(40)),
		put(join(root.path, `in/${"長".repeat(80)}.png`), picture(41)),
	]);
	const moved = join(root.path, "in", "a-b--c-.png");
	const house = await openImportHouse(root.path, imaging);
	await importAll(house, [...paths, await put(moved, picture(42))]);
	const all = await records(house.library);
	const files = all.flatMap(({ pictures }) => pictures.map(({ file }) => file ?? ""));
	expect(files).toHaveLength(8);
	expect(files).toEqual(
		expect.arrayContaining(["_NUL.png", "tail.png", "evilgnp.png", "👩‍🎨 少女 é.png"]),
	);
	const folder = all.find(({ source }) => source === join(root.path, "in"));
	const alike = folder?.pictures.map(({ file }) => file).filter((file) => file?.startsWith("a-b"));
	expect(alike?.sort()).toEqual(["a-b--c- (2).png", "a-b--c-.png"]);
	for (const file of files) {
		expect(Buffer.byteLength(file)).toBeLessThanOrEqual(200);
		expect(file).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u);
	}
});

test("an import that is cut off between moving and recording goes on, and nothing is lost or twice", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	for (let n = 0; n < 70; n += 1) await put(join(from, `p${n}.png`), picture(50 + n));
	// The power goes when the first record is about to be written: everything after that fails.
	let dead = false;
	const dying: Disk = {
		...realDisk,
		writeFile: async (path, bytes) => {
			if (dead || (String(bytes).includes('"pictures"') && path.includes("incoming"))) {
				dead = true;
				throw new Error("the power is gone");
			}
			await realDisk.writeFile(path, bytes);
		},
		moveToNew: async (a, b) => (dead ? false : realDisk.moveToNew(a, b)),
	};
	const first = await openImportHouse(root.path, imaging, { disk: dying });
	const run = newRun();
	await first.imports.start({ run, paths: [from], way: "copy" });
	await first.until(({ state, error }) => state === "paused" && error !== undefined);
	await first.activities.close();
	expect(dead).toBe(true);
	expect(await records(first.library)).toEqual([]);
	const names = await readdir(first.library, { recursive: true });
	expect(names.filter((name) => /^\d{4}-\d\d.*\.png$/.test(name)).length).toBeGreaterThan(0);

	const second = await openImportHouse(root.path, imaging);
	await second.imports.recover();
	await second.until(({ id, state }) => id === run && state === "done");

	const all = await records(second.library);
	const pictures = all.flatMap(({ pictures: of }) => of);
	expect(new Set(pictures.map((one) => one.sha256)).size).toBe(70);
	expect(pictures).toHaveLength(70);
	const inFolders: string[] = [];
	for (const { inside } of all) {
		const names = await readdir(join(second.library, inside));
		inFolders.push(...names.filter((name) => name.endsWith(".png")));
	}
	expect(inFolders.sort()).toEqual(pictures.map(({ file }) => file).sort());
	expect(await readdir(join(second.dataFolder, "imports"))).toEqual([]);
});

test("a paused import stays paused over a restart, and what is in stays in when it is stopped", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	for (let n = 0; n < 60; n += 1) await put(join(from, `p${n}.png`), picture(130 + n));
	const first = await openImportHouse(root.path, imaging);
	const run = newRun();
	await first.imports.start({ run, paths: [from], way: "copy" });
	await first.until(({ done }) => done >= 10);
	first.activities.pause(run);
	await first.activities.close();
	const brought = (await records(first.library)).flatMap(({ pictures }) => pictures).length;
	expect(brought).toBeGreaterThanOrEqual(10);
	expect(brought).toBeLessThan(60);

	const second = await openImportHouse(root.path, imaging, { index: first.index });
	await second.imports.recover();
	expect(second.activities.list()).toMatchObject([
		{ id: run, state: "paused", facts: { added: brought }, total: 60 },
	]);
	expect(second.activities.list()[0]?.done).toBeGreaterThanOrEqual(brought);
	second.activities.resume(run);
	await second.until(({ id, state }) => id === run && state === "done");
	const done = second.told.map((activity) => activity.done);
	expect(done).toEqual([...done].sort((a, b) => a - b));
	expect(done.at(-1)).toBe(60);
	expect(second.activities.list()[0]?.facts).toMatchObject({ added: 60, known: 0 });
});

test("linked pictures stay where they are; changed or gone behind our back, the record tells", async () => {
	await using root = await temporaryFolder();
	const path = await put(join(root.path, "drive", "shoe.png"), picture(200));
	const house = await openImportHouse(root.path, imaging);
	await importAll(house, [path], "link");
	const [record] = await records(house.library);
	if (record === undefined) throw new Error("no record");
	expect(record.pictures).toMatchObject([{ source: path, index: 0, sha256: sha256(picture(200)) }]);
	expect(await readdir(join(house.library, record.inside))).toEqual(["import.json"]);
	const [image] = house.added;
	expect(image).toMatchObject({
		link: path,
		imported: true,
		file: `${record.inside}/0001-shoe.png`,
	});
	expect(await linkedFile({ link: path })).toBe(path);

	const [linked] = record.pictures;
	if (linked === undefined) throw new Error("no picture");
	expect((await importedDetail(record, linked)).imported).toEqual({ source: path, way: "link" });

	await put(path, picture(201));
	expect(await linkedFile({ link: path })).toBe(path);
	expect((await importedDetail(record, linked)).imported?.changed).toBe(true);
	const folder = join(house.library, record.inside);
	expect(
		(await readImportFolder(folder, record.inside))?.entries[0]?.image.missing,
	).toBeUndefined();
	await put(path, "");
	await expect(linkedFile({ link: path })).rejects.toThrow(AppError);
	await rm(path);
	const read = await readImportFolder(folder, record.inside);
	expect(read?.entries).toMatchObject([{ image: { id: image?.id, missing: true } }]);
	expect(read?.problems).toEqual([{ path, said: "the picture is missing" }]);
});

test("a record holds two hundred pictures, and each has a name of its own", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "many");
	for (let n = 0; n < 205; n += 1) await put(join(from, `${n}.png`), picture(1_000 + n * 3));
	const house = await openImportHouse(root.path, imaging);
	await importAll(house, [from], "link");
	const all = await records(house.library);
	expect(all.map(({ pictures }) => pictures.length).sort()).toEqual([200, 5].sort());
	expect(house.added).toHaveLength(205);
	expect(new Set(house.added.map(({ file }) => file)).size).toBe(205);
});

test("a full disk pauses the import with the reason; with room again it goes on", async () => {
	await using root = await temporaryFolder();
	await put(join(root.path, "in/a.png"), picture(300));
	let full = true;
	const disk: Disk = {
		...realDisk,
		copyFrom: async (source, path) => {
			if (full) throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
			return realDisk.copyFrom(source, path);
		},
	};
	const house = await openImportHouse(root.path, imaging, { disk });
	const run = newRun();
	await house.imports.start({ run, paths: [join(root.path, "in")], way: "copy" });
	await house.until(({ state, error }) => state === "paused" && error?.reason === "disk-full");
	full = false;
	house.activities.resume(run);
	await house.until(({ state }) => state === "done");
	expect(house.added).toHaveLength(1);
});

test("the library never imports from inside itself, neither by name nor on the way", async () => {
	await using root = await temporaryFolder();
	const house = await openImportHouse(root.path, imaging);
	await put(join(house.library, "2026-11/21-x-abcdef/01.png"), picture(400));
	await symlink(house.library, join(root.path, "alias"));
	const refused = (path: string) =>
		house.imports.start({ run: newRun(), paths: [path], way: "copy" }).then(
			() => "taken",
			(error: unknown) => AppError.from(error).reason,
		);
	expect(await refused(join(root.path, "alias", "2026-11"))).toBe("import-inside-library");
	expect(await refused(house.library)).toBe("import-inside-library");
	await put(join(root.path, "beside.png"), picture(401));
	const activity = await importAll(house, [root.path]);
	expect(activity.facts).toMatchObject({ added: 1 });
	expect(existsSync(join(house.library, "2026-11/21-x-abcdef/01.png"))).toBe(true);
});
