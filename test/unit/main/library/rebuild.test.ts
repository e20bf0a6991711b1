import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import {
	copyFile,
	cp,
	mkdir,
	readFile,
	rename,
	rm,
	symlink,
	utimes,
	writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import {
	deliver,
	NOON,
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	smallPng,
	standingClock,
	temporaryFolder,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const all = (library: Library) => library.page({ text: "", offset: 0, limit: 200 });
const index = (folder: string) => join(folder, ".seedcase/index.db");

async function dropIndex(folder: string): Promise<void> {
	for (const ending of ["", "-wal", "-shm"]) await rm(`${index(folder)}${ending}`, { force: true });
}

/** Sixteen jobs of three pictures on eight days, prompts in two languages. */
async function fill(folder: string): Promise<void> {
	const clock = standingClock(NOON);
	const library = await openTestLibrary(folder, imaging, { clock });
	for (let day = 0; day < 8; day += 1) {
		for (const prompt of ["Neon panda", "赛博朋克少女"]) {
			clock.set(NOON + day * 86_400_000);
			const recipe = newRecipe(prompt, { createdAt: clock.now() });
			const three = [0, 1, 2].map((n) => save(library, recipe, n, smallPng(day * 3 + n)));
			await Promise.all(three);
		}
	}
	await library.close();
}

describe("a library without its index", () => {
	test("makes it again at opening: the same rows in the same order", async () => {
		await using folder = await temporaryFolder();
		await fill(folder.path);
		const before = await openTestLibrary(folder.path, imaging);
		expect(await before.rebuiltAtOpening).toBeUndefined();
		const [rows, outline] = [all(before), before.outline("")];
		const found = before.page({ text: "少女", offset: 0, limit: 200 });
		await before.close();
		expect([rows.length, outline.days.length, found.length]).toEqual([48, 8, 24]);

		await rm(join(folder.path, ".seedcase"), { recursive: true });
		const reports: number[] = [];
		const after = await openTestLibrary(folder.path, imaging, {
			onRebuilt: (report) => reports.push(report.images),
		});
		expect(await after.rebuiltAtOpening).toEqual({ images: 48, problems: [] });
		expect(reports).toEqual([48]);
		expect(all(after)).toEqual(rows);
		expect(after.outline("")).toEqual(outline);
		expect(after.page({ text: "少女", offset: 0, limit: 200 })).toEqual(found);
		await after.close();

		const later = await openTestLibrary(folder.path, imaging);
		expect(await later.rebuiltAtOpening).toBeUndefined();
		expect(all(later)).toEqual(rows);
		await later.close();
	});

	test.each([
		["no database at all", (path: string) => writeFile(path, "rubbish ".repeat(1000))],
		["an empty file", (path: string) => writeFile(path, "")],
	])("makes it again when it is %s", async (_, spoil) => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		await save(before, newRecipe(), 0);
		const rows = all(before);
		await before.close();
		await dropIndex(folder.path);
		await spoil(index(folder.path));
		const after = await openTestLibrary(folder.path, imaging);
		expect(await after.rebuiltAtOpening).toEqual({ images: 1, problems: [] });
		expect(all(after)).toEqual(rows);
		await after.close();
	});

	test("is made again when the index breaks while the library is open", async () => {
		await using folder = await temporaryFolder();
		await fill(folder.path);
		const bytes = await readFile(index(folder.path));
		bytes.fill(0x5a, 4096 * 2);
		await writeFile(index(folder.path), bytes);
		const rebuilt = Promise.withResolvers<number>();
		const library = await openTestLibrary(folder.path, imaging, {
			onRebuilt: (report) => rebuilt.resolve(report.images),
		});
		all(library);
		expect(await rebuilt.promise).toBe(48);
		expect(all(library)).toHaveLength(48);
		await library.close();
	});

	test("can be looked at when nothing can be written beside it", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		await save(before, newRecipe(), 0);
		const rows = all(before);
		await before.close();
		await rm(join(folder.path, ".seedcase"), { recursive: true });
		await writeFile(join(folder.path, ".seedcase"), "a file where a folder should be");
		const library = await openTestLibrary(folder.path, imaging);
		expect(await library.rebuiltAtOpening).toEqual({ images: 1, problems: [] });
		expect(all(library)).toEqual(rows);
		expect((await library.health())?.kind).toBe("storage");
		await library.close();
	});
});

describe("a rebuild", () => {
	test("keeps pictures that come in meanwhile, and says how far it is", async () => {
		await using folder = await temporaryFolder();
		await fill(folder.path);
		const library = await openTestLibrary(folder.path, imaging, {
			clock: standingClock(NOON + 100 * 86_400_000),
		});
		const recipe = newRecipe("Meanwhile");
		const requests = [await deliver(library, recipe, 0), await deliver(library, recipe, 1)];
		const heard: [number, number][] = [];
		const rebuilding = library.rebuild((done, total) => heard.push([done, total]));
		const joined = library.rebuild();
		const saved = await Promise.all(requests.map((request) => library.saveOutput(request)));
		expect(await joined).toBe(await rebuilding);
		expect(heard.at(-1)?.[0]).toBe(heard.at(-1)?.[1]);
		expect(all(library)).toHaveLength(50);
		for (const image of saved) expect(library.find(image.id)).toEqual(image);
		await library.rebuild();
		for (const image of saved) expect(library.find(image.id)).toEqual(image);
		await library.close();
	});

	test("reports a damaged recipe and keeps the pictures beside it, under ids that stay", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		const job = dirname(join(folder.path, image.file));
		await writeFile(join(job, "recipe.json"), "{");
		await utimes(join(job, "01.png"), NOON / 1000, NOON / 1000);
		await writeFile(join(job, "02.png"), "no picture");
		await writeFile(join(job, "notes.txt"), "mine");
		const inside = dirname(image.file);
		const report = await library.rebuild();
		expect(report.images).toBe(1);
		expect(report.problems.map((problem) => problem.path)).toEqual([
			`${inside}/recipe.json`,
			`${inside}/02.png`,
		]);
		const [found] = all(library);
		expect(found).toMatchObject({ file: image.file, width: 60, height: 40, savedAt: NOON });
		expect(ImageId.parse(found?.id)).toBe(found?.id);
		expect(JobId.parse(found?.job)).toBe(found?.job);
		await library.rebuild();
		expect(all(library)).toEqual([found]);
		if (found === undefined) throw new Error("There is one picture.");
		const reason = await library.get(found.id).catch((error) => AppError.from(error).reason);
		expect(reason).toBe("record-damaged");
		await library.close();
	});

	test("never follows a recipe out of its folder", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		const other = await save(library, newRecipe("Other"), 0);
		await writeFile(join(folder.path, "outside.png"), smallPng(0));
		const recipePath = join(folder.path, image.file, "../recipe.json");
		const text = await readFile(recipePath, "utf8");
		const outside = [
			"../../outside.png",
			join(folder.path, "outside.png"),
			"..",
			"a\\..\\b.png",
			"\0",
		];
		for (const file of outside) {
			await writeFile(recipePath, text.replace('"01.png"', JSON.stringify(file)));
			await rename(join(folder.path, image.file), join(folder.path, "kept.png"));
			const report = await library.rebuild();
			await rename(join(folder.path, "kept.png"), join(folder.path, image.file));
			expect(all(library)).toEqual([other]);
			expect(report.problems).toHaveLength(1);
		}
		await library.close();
	});

	test("finds a picture that a crash kept its recipe from naming", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const image = await save(library, recipe, 0);
		await writeFile(join(folder.path, image.file, "../02.png"), smallPng(1));
		await writeFile(join(folder.path, image.file, "../poster.png"), smallPng(2));
		expect(await library.rebuild()).toEqual({ images: 2, problems: [] });
		expect(library.imagesOf(recipe.job).map(({ id }) => id)).toEqual(
			recipe.outputs.slice(0, 2).map(({ id }) => id),
		);
		await library.close();
	});

	test("takes a copied folder for a copy, not for the job", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		const job = dirname(join(folder.path, image.file));
		await cp(job, `${job} copy`, { recursive: true });
		const report = await library.rebuild();
		expect(report.images).toBe(1);
		expect(report.problems[0]?.said).toBe(`a copy of ${image.file}`);
		expect(all(library)).toEqual([image]);
		await library.close();
	});

	test("ignores folders, links and files that are not its own", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		const month = dirname(dirname(join(folder.path, image.file)));
		await mkdir(join(folder.path, "My exports"));
		await writeFile(join(folder.path, "My exports/01.png"), smallPng(5));
		await writeFile(join(month, "loose.png"), smallPng(6));
		await mkdir(join(month, "empty"));
		await symlink(join(folder.path, "My exports"), join(month, "link"));
		expect(await library.rebuild()).toEqual({ images: 1, problems: [] });
		await library.close();
	});

	test.skipIf(process.platform === "win32")(
		"does not wait for a pipe in place of a recipe",
		async () => {
			await using folder = await temporaryFolder();
			const library = await openTestLibrary(folder.path, imaging);
			const image = await save(library, newRecipe(), 0);
			const recipePath = join(folder.path, image.file, "../recipe.json");
			await rm(recipePath);
			execFileSync("mkfifo", [recipePath]);
			const report = await library.rebuild();
			expect([report.images, report.problems.length]).toEqual([1, 1]);
			await library.close();
		},
	);

	test("drops what is no longer there", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		const other = await save(library, newRecipe("Other"), 0);
		await rm(dirname(join(folder.path, image.file)), { recursive: true });
		await library.rebuild();
		expect(all(library)).toEqual([other]);
		expect(existsSync(index(folder.path))).toBe(true);
		await library.close();
	});
});

describe("the file of a picture", () => {
	test("that leads out of the library is refused", async () => {
		await using folder = await temporaryFolder();
		await using elsewhere = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		const path = join(folder.path, image.file);
		await copyFile(path, join(elsewhere.path, "secret.png"));
		await rm(path);
		await symlink(join(elsewhere.path, "secret.png"), path);
		const reason = await library.fileOf(image.id).catch((error) => AppError.from(error).reason);
		expect(reason).toBe("image-not-found");
		await library.close();
	});

	test("that was deleted is told as not found, and its thumbnail is made again while it is there", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe(), 0);
		await rm(join(folder.path, ".seedcase/thumbs"), { recursive: true });
		const both = await Promise.all([library.thumbnailOf(image.id), library.thumbnailOf(image.id)]);
		expect(both[0]).toBe(both[1]);
		await writeFile(both[0], "");
		expect((await readFile(await library.thumbnailOf(image.id))).length).toBeGreaterThan(12);
		await rm(join(folder.path, image.file));
		const reason = await library.fileOf(image.id).catch((error) => AppError.from(error).reason);
		expect(reason).toBe("image-not-found");
		await library.close();
	});
});
