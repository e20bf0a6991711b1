import { mkdir, realpath, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ImportWay } from "../../../../../src/contract/imports.ts";
import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import type { Imaging } from "../../../../../src/main/imaging/imaging.ts";
import { createImaging } from "../../../../../src/main/imaging/imaging-pool.ts";
import { createActivities } from "../../../../../src/main/library/activities.ts";
import { linkedName } from "../../../../../src/main/library/imports/imported-picture.ts";
import { createImports } from "../../../../../src/main/library/imports/imports.ts";
import { linkedFileNow } from "../../../../../src/main/library/imports/linked-file.ts";
import { createWatchedFolders } from "../../../../../src/main/library/imports/watched-folders.ts";
import type { Library } from "../../../../../src/main/library/library.ts";
import {
	createPictureMaker,
	type PictureMaker,
} from "../../../../fixtures/pictures/picture-maker.ts";
import { openTestLibrary, temporaryFolder } from "../test-library.ts";

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

/** A PNG with a text in it, as generators write it. */
function pngWith(number: number, keyword: string, text: string): Uint8Array {
	const png = maker.stripes(40, 30, [{ rgb: [number, 90, 200], share: 1 }]).pngsaveBuffer();
	const data = Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, "latin1"), Buffer.from(text)]);
	const chunk = Buffer.alloc(12 + data.byteLength);
	chunk.writeUInt32BE(data.byteLength);
	chunk.write("iTXt", 4, "latin1");
	chunk.set(data, 8);
	chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.byteLength)), 8 + data.byteLength);
	return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

const infotext = (prompt: string) =>
	`${prompt}\nNegative prompt: blur\nSteps: 20, Seed: 4, Size: 40x30, Model: dream_8`;

function importsInto(library: Library, dataFolder: string) {
	const activities = createActivities({
		clock: systemClock,
		tell: () => {},
		dismissed: () => {},
	});
	const imports = createImports({
		...{ shelf: library.imports, activities, dataFolder, clock: systemClock, log: silentLog },
		added: () => {},
	});
	return { activities, imports };
}

const page = (library: Library, text = "") =>
	library.page({ query: { filter: { text } }, offset: 0, limit: 50 });

test("imported pictures are found by the prompt each has, and an index made again is the same", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	await mkdir(from);
	await writeFile(join(from, "one.png"), pngWith(1, "parameters", infotext("少女 at the harbour")));
	await writeFile(join(from, "two.png"), pngWith(2, "parameters", infotext("copper cat")));
	await writeFile(join(from, "three.png"), pngWith(3, "Description", "a plain photo"));
	const library = await openTestLibrary(join(root.path, "library"), imaging);
	try {
		const { imports } = importsInto(library, join(root.path, "data"));
		expect(await imports.takeQuietly([from], "copy")).toMatchObject({ added: 3 });
		const found = await page(library, "少女");
		expect(found).toMatchObject([
			{ prompt: "少女 at the harbour", modelTitle: "dream_8", imported: true },
		]);
		expect((await page(library, "cat")).map(({ prompt }) => prompt)).toEqual(["copper cat"]);
		const [first] = found;
		if (first === undefined) throw new Error("nothing found");
		expect(await library.get(first.id)).toMatchObject({
			imported: {
				source: join(from, "one.png"),
				way: "copy",
				foreign: { generator: "Stable Diffusion WebUI", negativePrompt: "blur" },
			},
		});
		const before = await page(library);
		await library.rebuild();
		expect(await page(library)).toEqual(before);
		expect(before).toHaveLength(3);
		expect(await imports.takeQuietly([from], "copy")).toMatchObject({ added: 0, known: 3 });
	} finally {
		await library.close();
	}
});

test("a link of a stranger's record to what is no picture gives that file away to nobody", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	await mkdir(from);
	const source = join(from, "one.png");
	await writeFile(source, pngWith(1, "parameters", infotext("linked")));
	const library = await openTestLibrary(join(root.path, "library"), imaging);
	try {
		const { imports } = importsInto(library, join(root.path, "data"));
		await imports.takeQuietly([from], "link");
		const [image] = await page(library);
		if (image === undefined) throw new Error("There is one.");
		expect(await library.fileOf(image.id)).toBe(linkedFileNow(source));
		await writeFile(source, "-----BEGIN OPENSSH PRIVATE KEY-----");
		await expect(library.fileOf(image.id)).rejects.toMatchObject({ reason: "image-not-found" });
		expect(linkedFileNow(source)).toBeUndefined();
	} finally {
		await library.close();
	}
});

test("a linked picture is shown from where it is, and is missing while its disk is away", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "drive");
	await mkdir(from);
	await writeFile(join(from, "shoe.png"), pngWith(9, "Title", "shoe"));
	const library = await openTestLibrary(join(root.path, "library"), imaging);
	try {
		const { imports } = importsInto(library, join(root.path, "data"));
		await imports.takeQuietly([from], "link");
		const [image] = await page(library);
		if (image === undefined) throw new Error("nothing came in");
		expect(await library.fileOf(image.id)).toBe(join(from, "shoe.png"));
		await rm(from, { recursive: true });
		await expect(library.fileOf(image.id)).rejects.toThrow();
		expect(library.find(image.id)?.missing).toBe(true);
	} finally {
		await library.close();
	}
});

test("a linked picture that was fetched with its library is shown from there, whatever lies at its old place", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "drive");
	await mkdir(from);
	await writeFile(join(from, "shoe.png"), pngWith(9, "Title", "shoe"));
	const owner = await openTestLibrary(join(root.path, "library"), imaging);
	await importsInto(owner, join(root.path, "data")).imports.takeQuietly([from], "link");
	const [image] = await page(owner);
	await owner.close();
	if (image === undefined) throw new Error("nothing came in");
	const copy = join(root.path, "library", image.file);
	await rename(join(from, "shoe.png"), copy);
	await writeFile(join(from, "shoe.png"), pngWith(10, "Title", "another"));
	for (const isThere of [true, false]) {
		if (!isThere) await rm(from, { recursive: true });
		const library = await openTestLibrary(join(root.path, "library"), imaging);
		expect(await library.fileOf(image.id)).toBe(await realpath(copy));
		await library.rebuild();
		expect(library.find(image.id)).toEqual(image);
		await library.close();
	}
});

test("a linked picture is called the same on every system, wherever its original lies", () => {
	const named = (source: string) => linkedName({ index: 6, source, format: "png" });
	for (const folder of ["/mnt/nas/Shoot/", "D:\\Shoot\\", "\\\\nas\\Shoot\\", "D:/Shoot/"]) {
		expect(named(`${folder}shoe.png`)).toBe("0007-shoe.png");
	}
});

test("what the library has does not come in again while its lost index is being made anew", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	await mkdir(from);
	for (const n of [1, 2, 3]) await writeFile(join(from, `${n}.png`), pngWith(n, "Title", `${n}`));
	const before = await openTestLibrary(join(root.path, "library"), imaging);
	await importsInto(before, join(root.path, "data")).imports.takeQuietly([from], "copy");
	await before.close();
	for (const ending of ["", "-wal", "-shm"]) {
		await rm(join(root.path, `library/.seedcase/index.db${ending}`), { force: true });
	}
	const library = await openTestLibrary(join(root.path, "library"), imaging);
	try {
		const { imports } = importsInto(library, join(root.path, "data"));
		expect(await imports.takeQuietly([from], "copy")).toMatchObject({ added: 0, known: 3 });
	} finally {
		await library.close();
	}
});

test("an import nobody asked for ends when its folder is no longer watched, also while it is paused", async () => {
	await using root = await temporaryFolder();
	const from = join(root.path, "in");
	await mkdir(from);
	await writeFile(join(from, "one.png"), pngWith(1, "Title", "one"));
	const library = await openTestLibrary(join(root.path, "library"), imaging);
	try {
		const { imports, activities } = importsInto(library, join(root.path, "data"));
		const watching = new AbortController();
		const taking = imports.takeQuietly([from], "copy", watching.signal);
		for (const { id } of activities.list()) activities.pause(id);
		watching.abort();
		await expect(taking).rejects.toMatchObject({ reason: "cancelled" });
		expect(activities.list().map(({ state }) => state)).toEqual(["stopped"]);
	} finally {
		await library.close();
	}
});

/** Watches as the app does; `next` settles with the files that come in together. */
function watchInto(library: Library, dataFolder: string) {
	const { imports } = importsInto(library, dataFolder);
	const brought: string[][] = [];
	let told = () => {};
	let bring = () => {};
	const watched = createWatchedFolders({
		imports: {
			takeQuietly: async (paths: readonly string[], way: ImportWay) => {
				const counts = await imports.takeQuietly(paths, way);
				brought.push([...paths]);
				bring();
				return counts;
			},
		},
		...{ library: library.folder, dataFolder, clock: systemClock, log: silentLog },
		tell: () => told(),
		...{ settledMs: 50, lookMs: 250 },
	});
	const until = (state: string) =>
		new Promise<void>((resolve) => {
			told = () => watched.list()[0]?.state === state && resolve();
			told();
		});
	const next = () =>
		new Promise<readonly string[]>((resolve) => {
			bring = () => {
				const paths = brought.shift();
				if (paths !== undefined) resolve(paths);
			};
			bring();
		});
	return { watched, until, next, brought };
}

const namesIn = async (library: Library) =>
	(await page(library)).map(({ file }) => file.split("/").at(-1)).sort();

test("a watched folder brings in what is new, and what came while nobody watched; it waits for its disk", async () => {
	await using root = await temporaryFolder();
	const drop = join(root.path, "drop");
	await mkdir(drop);
	await writeFile(join(drop, "old.png"), pngWith(20, "Title", "old"));
	const library = await openTestLibrary(join(root.path, "library"), imaging);
	const dataFolder = join(root.path, "data");
	try {
		const folder = { path: drop, way: "copy" as const };
		const first = watchInto(library, dataFolder);
		await first.watched.follow([folder]);
		await first.until("watching");
		await writeFile(join(drop, "new.png"), pngWith(21, "Title", "new"));
		await writeFile(join(drop, "notes.txt"), "no picture");
		expect(await first.next()).toEqual([join(drop, "new.png")]);
		await first.watched.close();

		await writeFile(join(drop, "later.png"), pngWith(22, "Title", "later"));
		const second = watchInto(library, dataFolder);
		await second.watched.follow([folder]);
		expect(await second.next()).toEqual([join(drop, "later.png")]);
		await second.until("watching");
		await rm(drop, { recursive: true });
		await second.until("missing");
		await second.watched.close();
		expect(await namesIn(library)).toEqual(["later.png", "new.png"]);
	} finally {
		await library.close();
	}
});

test("a watched folder stays watched when the library moves, and what came meanwhile comes in once", async () => {
	await using root = await temporaryFolder();
	const drop = join(root.path, "drop");
	await mkdir(drop);
	await writeFile(join(drop, "old.png"), pngWith(20, "Title", "old"));
	const dataFolder = join(root.path, "data");
	const folder = { path: drop, way: "copy" as const };
	const before = await openTestLibrary(join(root.path, "library"), imaging);
	const first = watchInto(before, dataFolder);
	await first.watched.follow([folder]);
	await first.until("watching");
	await writeFile(join(drop, "new.png"), pngWith(21, "Title", "new"));
	await first.next();
	await first.watched.close();
	await before.close();

	await rename(join(root.path, "library"), join(root.path, "elsewhere"));
	await writeFile(join(drop, "later.png"), pngWith(22, "Title", "later"));
	await writeFile(join(drop, "the same as new.png"), pngWith(21, "Title", "new"));
	const library = await openTestLibrary(join(root.path, "elsewhere"), imaging);
	try {
		const second = watchInto(library, dataFolder);
		await second.watched.follow([folder]);
		const came = [join(drop, "later.png"), join(drop, "the same as new.png")];
		expect([...(await second.next())].sort()).toEqual(came);
		await second.watched.close();
		expect(second.brought).toEqual([]);
		expect(await namesIn(library)).toEqual(["later.png", "new.png"]);
	} finally {
		await library.close();
	}
});

test("a folder that holds the library, lies in it or is watched already is not watched", async () => {
	await using root = await temporaryFolder();
	await mkdir(join(root.path, "library/inside"), { recursive: true });
	await symlink(root.path, join(root.path, "library/inside/up"));
	const watched = createWatchedFolders({
		imports: { takeQuietly: async () => ({ added: 0, known: 0, trashed: 0 }) },
		...{ library: join(root.path, "library"), dataFolder: root.path },
		...{ clock: systemClock, log: silentLog, tell: () => {} },
	});
	const check = (path: string) => watched.check(path, [{ path: "/photos", way: "copy" }]);
	await expect(check(root.path)).rejects.toMatchObject({ reason: "watch-holds-library" });
	await expect(check(join(root.path, "library/inside/up"))).rejects.toMatchObject({
		reason: "watch-holds-library",
	});
	await expect(check(join(root.path, "library/inside"))).rejects.toMatchObject({
		reason: "import-inside-library",
	});
	await expect(check("/photos")).rejects.toMatchObject({ reason: "watch-already" });
	await watched.close();
});
