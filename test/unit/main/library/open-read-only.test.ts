import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { EventPayloads } from "../../../../src/contract/events.ts";
import { newRecipe, openTestLibrary, realImaging, save, temporaryFolder } from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const everything = { query: { filter: { text: "" } }, offset: 0, limit: 10 };

/** Every file and folder with its time of change. */
async function traces(folder: string): Promise<readonly string[]> {
	const all = await readdir(folder, { recursive: true });
	const told = all.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`);
	return (await Promise.all(told)).filter((line) => !/-(wal|shm) /.test(line)).sort();
}

test("a library that is only read shows everything, with or without its index, and changes nothing", async () => {
	await using folder = await temporaryFolder();
	const writer = await openTestLibrary(folder.path, imaging);
	const image = await save(writer, newRecipe(), 0);
	await writer.close();
	await rm(join(folder.path, ".seedcase/thumbs"), { recursive: true });
	const before = await traces(folder.path);
	const reader = await openTestLibrary(folder.path, imaging, { readOnly: true });
	expect(await reader.page(everything)).toEqual([image]);
	expect(await reader.thumbnailOf(image.id)).not.toContain(folder.path);
	expect((await reader.get(image.id)).recipe?.job).toBe(image.job);
	await reader.close();
	expect((await traces(folder.path)).map((line) => line.split(" ")[0])).toEqual(
		before.map((line) => line.split(" ")[0]),
	);

	for (const ending of ["", "-wal", "-shm"]) {
		await rm(join(folder.path, `.seedcase/index.db${ending}`), { force: true });
	}
	const left = await traces(folder.path);
	const again = await openTestLibrary(folder.path, imaging, { readOnly: true });
	await again.rebuiltAtOpening;
	expect(await again.page(everything)).toEqual([image]);
	await again.close();
	expect(await traces(folder.path)).toEqual(left);
});

test("two readers see what a third app saves meanwhile", async () => {
	await using folder = await temporaryFolder();
	const writer = await openTestLibrary(folder.path, imaging);
	const recipe = newRecipe();
	await save(writer, recipe, 0);
	const reader = await openTestLibrary(folder.path, imaging, { readOnly: true });
	expect(await reader.page(everything)).toHaveLength(1);
	await save(writer, recipe, 1);
	expect(await reader.page(everything)).toEqual(await writer.page(everything));
	await reader.close();
	await writer.close();
});

test("a reader follows the index that the writer has made anew, and takes up the first one there is", async () => {
	await using folder = await temporaryFolder();
	const writer = await openTestLibrary(folder.path, imaging);
	const recipe = newRecipe();
	await save(writer, recipe, 0);
	const reader = await openTestLibrary(folder.path, imaging, { readOnly: true });
	const first = reader.version();
	expect(reader.version()).toBe(first);
	await writer.rebuild();
	await save(writer, recipe, 1);
	const second = reader.version();
	expect(second).not.toBe(first);
	expect(await reader.page(everything)).toEqual(await writer.page(everything));
	await save(writer, recipe, 2);
	expect(reader.version()).not.toBe(second);
	expect(await reader.page(everything)).toHaveLength(3);
	await reader.close();

	await writer.close();
	for (const ending of ["", "-wal", "-shm"]) {
		await rm(join(folder.path, `.seedcase/index.db${ending}`), { force: true });
	}
	const without = await openTestLibrary(folder.path, imaging, { readOnly: true });
	await without.rebuiltAtOpening;
	const again = await openTestLibrary(folder.path, imaging);
	await again.rebuiltAtOpening;
	await save(again, newRecipe("Another"), 0);
	without.version();
	expect(await without.page(everything)).toEqual(await again.page(everything));
	await without.close();
	await again.close();
});

test("a picture whose file went is missing until it is back, and the window hears of both", async () => {
	await using folder = await temporaryFolder();
	const heard: EventPayloads["library.moved"][] = [];
	const library = await openTestLibrary(folder.path, imaging, {
		onMoved: (moved) => heard.push(moved),
	});
	const image = await save(library, newRecipe(), 0);
	const file = join(folder.path, image.file);
	await rename(file, `${file}.away`);
	await expect(library.fileOf(image.id)).rejects.toMatchObject({ reason: "image-not-found" });
	await expect(library.fileOf(image.id)).rejects.toMatchObject({ reason: "image-not-found" });
	expect(await library.page(everything)).toEqual([]);
	const missing = { filter: { text: "", state: "missing" as const } };
	expect(await library.page({ ...everything, query: missing })).toEqual([
		{ ...image, missing: true },
	]);
	await rename(`${file}.away`, file);
	await library.fileOf(image.id);
	expect(await library.page(everything)).toEqual([image]);
	expect(heard).toEqual([
		{ gone: [image.id], back: [] },
		{ gone: [], back: [image] },
	]);
	await library.close();
});

test("whoever looks at the gallery finds out that missing pictures are back", async () => {
	await using folder = await temporaryFolder();
	const back = Promise.withResolvers<EventPayloads["library.moved"]>();
	const library = await openTestLibrary(folder.path, imaging, {
		onMoved: (moved) => moved.back.length > 0 && back.resolve(moved),
	});
	const recipe = newRecipe();
	for (const n of [0, 1, 2]) await save(library, recipe, n);
	const images = await library.page(everything);
	const files = images.map(({ file }) => join(folder.path, file));
	for (const file of files) await rename(file, `${file}.away`);
	for (const { id } of images) await library.fileOf(id).catch(() => {});
	const [first, second, lost = ""] = files;
	for (const file of [first, second]) await rename(`${file}.away`, `${file}`);
	expect((await library.facets()).missing).toBe(3);
	const told = await back.promise;
	expect(told.back.map(({ file }) => join(folder.path, file)).sort()).toEqual(
		[first, second].sort(),
	);
	expect(await library.page(everything)).toEqual(images.slice(0, 2));

	await rename(`${lost}.away`, lost);
	await library.lookForMissing();
	expect(await library.page(everything)).toEqual(images);
	await library.close();
});

test("a thumbnail that is ready when the disk is unplugged does not make its empty folder a library", async () => {
	await using folder = await temporaryFolder();
	const home = join(folder.path, "Studio");
	const away = `${home} (away)`;
	const library = await openTestLibrary(home, {
		...imaging,
		thumbnail: async (...asked) => {
			const bytes = await imaging.thumbnail(...asked);
			await rename(home, away);
			await mkdir(home);
			return bytes;
		},
	});
	const image = await save(library, newRecipe(), 0);
	await rm(join(home, ".seedcase/thumbs"), { recursive: true });
	await expect(library.thumbnailOf(image.id)).rejects.toMatchObject({ reason: "folder-missing" });
	expect(await readdir(home)).toEqual([]);
	await expect(library.incomingPath(image.id)).rejects.toMatchObject({ reason: "folder-missing" });
	await rm(home, { recursive: true });
	await rename(away, home);
	await library.close();
});
