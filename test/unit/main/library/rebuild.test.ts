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

const found = (library: Library, text: string) =>
	library.page({ query: { filter: { text } }, offset: 0, limit: 200 });
const all = (library: Library) => found(library, "");
const outlineOf = (library: Library) => library.outline({ filter: { text: "" } });
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
		const [rows, outline] = [await all(before), await outlineOf(before)];
		const girls = await found(before, "少女");
		await before.close();
		expect([rows.length, outline.days.length, girls.length]).toEqual([48, 8, 24]);

		await rm(join(folder.path, ".seedcase"), { recursive: true });
		const reports: number[] = [];
		const after = await openTestLibrary(folder.path, imaging, {
			onRebuilt: (report) => reports.push(report.images),
		});
		expect(await after.rebuiltAtOpening).toEqual({ images: 48, problems: [] });
		expect(reports).toEqual([48]);
		expect(await all(after)).toEqual(rows);
		expect(await outlineOf(after)).toEqual(outline);
		expect(await found(after, "少女")).toEqual(girls);
		await after.close();

		const later = await openTestLibrary(folder.path, imaging);
		expect(await later.rebuiltAtOpening).toBeUndefined();
		expect(await all(later)).toEqual(rows);
		await later.close();
	});

	test.each([
		["no database at all", (path: string) => writeFile(path, "rubbish ".repeat(1000))],
		["an empty file", (path: string) => writeFile(path, "")],
	])("makes it again when it is %s", async (_, spoil) => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		await save(before, newRecipe(), 0);
		const rows = await all(before);
		await before.close();
		await dropIndex(folder.path);
		await spoil(index(folder.path));
		const after = await openTestLibrary(folder.path, imaging);
		expect(await after.rebuiltAtOpening).toEqual({ images: 1, problems: [] });
		expect(await all(after)).toEqual(rows);
		await after.close();
	});

	test("is made again when the index breaks while the library is open", async () => {
		await using folder = await temporaryFolder();
		await fill(folder.path);
		const rebuilt = Promise.withResolvers<number>();
		const library = await openTestLibrary(folder.path, imaging, {
			onRebuilt: (report) => rebuilt.resolve(report.images),
		});
		expect(await library.rebuiltAtOpening).toBeUndefined();
		const bytes = await readFile(index(folder.path));
		await writeFile(index(folder.path), bytes.fill(0x5a, 4096));
		expect(await all(library)).toEqual([]);
		expect(await rebuilt.promise).toBe(48);
		expect(await all(library)).toHaveLength(48);
		await library.close();
	});

	test("can be looked at when nothing can be written beside it", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		await save(before, newRecipe(), 0);
		const rows = await all(before);
		await before.close();
		await rm(join(folder.path, ".seedcase"), { recursive: true });
		await writeFile(join(folder.path, ".seedcase"), "a file where a folder should be");
		const library = await openTestLibrary(folder.path, imaging);
		expect(await library.rebuiltAtOpening).toEqual({ images: 1, problems: [] });
		expect(await all(library)).toEqual(rows);
		expect((await library.health())?.kind).toBe("storage");
		await library.close();
	});
});

describe("a rebuild", () => {
	test("says how far it is, and is joined by whoever asks meanwhile", async () => {
		await using folder = await temporaryFolder();
		await fill(folder.path);
		const library = await openTestLibrary(folder.path, imaging);
		const heard: (readonly [number, number])[] = [];
		const rebuilding = library.rebuild((done, total) => heard.push([done, total]));
		const joined = library.rebuild();
		expect(await joined).toBe(await rebuilding);
		expect(heard.at(-1)).toEqual([16, 16]);
		await library.close();
	});

	test("never undoes what is saved while it reads", async () => {
		await using folder = await temporaryFolder();
		const gate = Promise.withResolvers<void>();
		const reading = Promise.withResolvers<void>();
		const gated: typeof imaging = {
			...imaging,
			inspect: async (source, options) => {
				if (!("path" in source && source.path.endsWith("slow.png"))) {
					return imaging.inspect(source, options);
				}
				reading.resolve();
				await gate.promise;
				return imaging.inspect(source, options);
			},
		};
		const library = await openTestLibrary(folder.path, gated);
		const slow = await save(library, newRecipe("Slow"), 0);
		const job = dirname(join(folder.path, slow.file));
		await rename(join(job, "01.png"), join(job, "slow.png"));
		await rm(join(job, "recipe.json"));
		// A picture that its recipe does not name yet: the rebuild would date it by its file.
		const recipe = newRecipe("Fast");
		const known = await save(library, recipe, 0);
		const late = join(folder.path, known.file, "../02.png");
		await writeFile(late, smallPng(1));
		await utimes(late, 1_000, 1_000);

		const rebuilding = library.rebuild();
		await reading.promise;
		const second = recipe.outputs[1];
		if (second === undefined) throw new Error("The job has three outputs.");
		const recovered = await library.recoverOutput({ recipe, output: second });
		const fresh = await save(library, newRecipe("Fresh"), 0);
		gate.resolve();
		expect((await rebuilding).images).toBe(3);
		expect(library.find(second.id)).toEqual(recovered);
		expect(library.find(fresh.id)).toEqual(fresh);
		expect(await all(library)).toHaveLength(4);
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
		const [found] = await all(library);
		expect(found).toMatchObject({ file: image.file, width: 60, height: 40, savedAt: NOON });
		expect(ImageId.parse(found?.id)).toBe(found?.id);
		expect(JobId.parse(found?.job)).toBe(found?.job);
		await library.rebuild();
		expect(await all(library)).toEqual([found]);
		if (found === undefined) throw new Error("There is one picture.");
		const reason = await library.get(found.id).catch((error) => AppError.from(error).reason);
		expect(reason).toBe("record-damaged");
		await library.close();
	});

	test("has its pictures in sight, whatever a made-up recipe says of their time and place", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const images = [await save(library, newRecipe("Good"), 0)];
		for (const facts of [{ savedAt: Number.MAX_SAFE_INTEGER }, { index: 9e15 }]) {
			const image = await save(library, newRecipe("Made up"), 0, smallPng(images.length));
			const path = join(folder.path, dirname(image.file), "recipe.json");
			const recipe = JSON.parse(await readFile(path, "utf8"));
			Object.assign(recipe.outputs[0], facts);
			await writeFile(path, JSON.stringify(recipe));
			images.push(image);
		}
		expect((await library.rebuild()).images).toBe(3);
		expect(await all(library)).toHaveLength(3);
		expect((await outlineOf(library)).ratios).toHaveLength(3);
		for (const { id } of images) expect(library.find(id)?.id).toBe(id);
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
			expect(await all(library)).toEqual([other]);
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
		expect(await all(library)).toEqual([image]);
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
		expect(await all(library)).toEqual([other]);
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
