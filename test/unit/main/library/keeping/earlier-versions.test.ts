import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import type { ImageRecord } from "../../../../../src/contract/library.ts";
import type { Library } from "../../../../../src/main/library/library.ts";
import type { Migration } from "../../../../../src/main/store/migrate.ts";
import { index0001 } from "../../../../../src/main/store/migrations/index-0001.ts";
import { index0002 } from "../../../../../src/main/store/migrations/index-0002.ts";
import {
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	smallPng,
	temporaryFolder,
} from "../test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const indexFile = (folder: string) => join(folder, ".seedcase/index.db");

async function dropIndex(folder: string): Promise<void> {
	for (const ending of ["", "-wal", "-shm"]) {
		await rm(`${indexFile(folder)}${ending}`, { force: true });
	}
}

/** Two sets on disk, with marks in their recipes. */
async function fill(folder: string): Promise<readonly ImageRecord[]> {
	const library = await openTestLibrary(folder, imaging);
	const images: ImageRecord[] = [];
	for (const [set, prompt] of ["Neon panda", "赛博朋克少女"].entries()) {
		const recipe = newRecipe(prompt, { count: 2 });
		for (const n of [0, 1]) images.push(await save(library, recipe, n, smallPng(set * 2 + n)));
	}
	await library.close();
	return images;
}

/** The index an earlier version of the app would have left: its own tables, its own rows. */
function writeOldIndex(
	folder: string,
	versions: readonly Migration[],
	images: readonly ImageRecord[],
): void {
	const database = new DatabaseSync(indexFile(folder));
	for (const { sql } of versions) database.exec(sql);
	database.exec(`PRAGMA user_version = ${versions.length}`);
	const job = database.prepare(
		"INSERT OR IGNORE INTO jobs (id, folder, prompt, model_title, gateway_title) VALUES (?, ?, ?, ?, ?)",
	);
	const image = database.prepare(
		`INSERT INTO images (place, id, job, position, width, height, bytes, format, saved_at, file)
		 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);
	const text = database.prepare("INSERT INTO images_text (rowid, prompt) VALUES (?, ?)");
	for (const [place, one] of images.entries()) {
		const { id, index, width, height, bytes, format, savedAt, file } = one;
		const inside = file.slice(0, file.lastIndexOf("/"));
		// What it knew of the words is no longer what the recipes say.
		job.run(one.job, inside, "an old prompt", one.modelTitle, one.gatewayTitle);
		image.run(place + 1, id, one.job, index, width, height, bytes, format, savedAt, file);
		text.run(place + 1, "an old prompt");
	}
	database.close();
}

/** Every row of every table, but for the inside of the text index and the order of rows. */
function rowsOf(folder: string): Readonly<Record<string, readonly string[]>> {
	const database = new DatabaseSync(indexFile(folder), { readOnly: true });
	const tables = database
		.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'images_text%'")
		.all()
		.map(({ name }) => String(name));
	const rows = tables.map((name) => {
		const all = database.prepare(`SELECT * FROM "${name}"`).all();
		return [name, all.map((row) => JSON.stringify(row, plain)).sort()] as const;
	});
	database.close();
	return Object.fromEntries(rows);
}

function plain(_: string, value: unknown): unknown {
	return value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value;
}

const found = (library: Library, images: readonly ImageRecord[]) =>
	images.map(({ id }) => library.find(id));

describe("an index of an earlier version", () => {
	test.each([
		["1", [index0001]],
		["2", [index0001, index0002]],
	])("%s ends as the one made anew from the folders", async (_, versions) => {
		await using folder = await temporaryFolder();
		const images = await fill(folder.path);
		await dropIndex(folder.path);
		writeOldIndex(folder.path, versions, images);
		const migrated = await openTestLibrary(folder.path, imaging);
		// Its pictures are there at once, and what it lacks comes while they are looked at.
		expect(migrated.find(images[0]?.id ?? fail())?.file).toBe(images[0]?.file);
		expect((await migrated.rebuiltAtOpening)?.images).toBe(4);
		expect(found(migrated, images)).toEqual(images);
		await migrated.close();
		const rows = rowsOf(folder.path);
		expect(rows.images).toHaveLength(4);

		await dropIndex(folder.path);
		const fresh = await openTestLibrary(folder.path, imaging);
		await fresh.rebuiltAtOpening;
		await fresh.close();
		expect(rowsOf(folder.path)).toEqual(rows);
		const later = await openTestLibrary(folder.path, imaging);
		expect(await later.rebuiltAtOpening).toBeUndefined();
		await later.close();
	});

	test("newer than this app gives way to one made anew: it is a cache", async () => {
		await using folder = await temporaryFolder();
		const images = await fill(folder.path);
		const database = new DatabaseSync(indexFile(folder.path));
		database.exec("DROP TABLE images; CREATE TABLE of_the_future (x); PRAGMA user_version = 999");
		database.close();
		const library = await openTestLibrary(folder.path, imaging);
		expect(await library.rebuiltAtOpening).toEqual({ images: 4, problems: [] });
		expect(found(library, images)).toEqual(images);
		await library.close();
		expect(rowsOf(folder.path).of_the_future).toBeUndefined();
		const later = await openTestLibrary(folder.path, imaging);
		expect(await later.rebuiltAtOpening).toBeUndefined();
		await later.close();
	});
});

function fail(): never {
	throw new Error("The library has no picture.");
}
