import { readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { ImageId, JobId } from "../../../../src/contract/ids.ts";
import { type ImageRecord, PictureMark, Recipe } from "../../../../src/contract/library.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import { type MarkChange, markIn, withMarks } from "../../../../src/main/library/marks.ts";
import { mergeRecipe } from "../../../../src/main/library/recipe-file.ts";
import { openDatabase } from "../../../../src/main/store/database.ts";
import { index0001 } from "../../../../src/main/store/migrations/index-0001.ts";
import {
	newRecipe,
	openTestLibrary,
	readJson,
	realImaging,
	save,
	temporaryFolder,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const all = (library: Library) => library.page({ text: "", offset: 0, limit: 200 });
const recipeIn = async (folder: string, image: ImageRecord) =>
	Recipe.parse(await readJson(join(folder, dirname(image.file), "recipe.json")));

async function threeOfOne(library: Library, recipe = newRecipe()) {
	const images: ImageRecord[] = [];
	for (const index of [0, 1, 2]) images.push(await save(library, recipe, index));
	return { recipe, images, ids: images.map(({ id }) => id) };
}

describe("marks in a recipe", () => {
	const pick = fc.option(fc.constantFrom("picked", "rejected"), { nil: undefined });
	const stars = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
	const change = fc.record(
		{ pick: fc.option(pick, { nil: null }), stars: fc.option(stars, { nil: null }) },
		{ requiredKeys: [] },
	) as fc.Arbitrary<MarkChange>;

	test("change as asked, part by part, and nothing empty is left", () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 6 }), (changes) => {
				let recipe = newRecipe();
				const id = recipe.outputs[0]?.id ?? ImageId.parse(v7());
				const expected: { pick?: unknown; stars?: unknown } = {};
				for (const one of changes) {
					recipe = withMarks(recipe, [id], one);
					if (one.pick !== undefined) expected.pick = one.pick ?? undefined;
					if (one.stars !== undefined) expected.stars = one.stars ?? undefined;
				}
				const mark = markIn(recipe, id);
				expect(mark ?? {}).toEqual(expected);
				if (mark !== undefined) expect(PictureMark.parse(mark)).toEqual(mark);
				else expect(recipe.marks).not.toHaveProperty("pictures");
			}),
		);
	});

	test("stay when a job writes its recipe anew, whatever that says", () => {
		const recipe = newRecipe();
		const ids = recipe.outputs.map(({ id }) => id);
		const kept = withMarks(recipe, ids.slice(0, 2), { pick: "picked" });
		const set = { order: [2, 0], captions: { 0: "雨" } };
		const marked = { ...kept, marks: { ...kept.marks, title: "Panda", set } };
		expect(mergeRecipe(marked, recipe).marks).toEqual(marked.marks);
		const other = withMarks(withMarks(recipe, ids, { stars: 3 }), [], {});
		const merged = mergeRecipe(marked, other);
		expect(ids.map((id) => markIn(merged, id))).toEqual([
			{ pick: "picked" },
			{ pick: "picked" },
			{ stars: 3 },
		]);
	});
});

describe("marking pictures", () => {
	test("writes recipe and index, once a job, and takes marks away again", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const { ids, images } = await threeOfOne(library);
		const other = await save(library, newRecipe("Other"), 0);
		const [first, , third] = ids;
		if (first === undefined || third === undefined || images[0] === undefined) throw new Error();
		const marked = await library.mark([third, other.id, first], { pick: "picked", stars: 5 });
		expect(marked.error).toBeUndefined();
		const mark = { pick: "picked", stars: 5 };
		expect(marked.images.map(({ id, mark: now }) => [id, now])).toEqual([
			[third, mark],
			[other.id, mark],
			[first, mark],
		]);
		expect(all(library).filter((image) => image.mark !== undefined)).toHaveLength(3);
		expect(library.find(first)).toEqual({ ...images[0], mark });
		expect((await recipeIn(folder.path, images[0])).marks.pictures).toEqual({
			[first]: mark,
			[third]: mark,
		});
		await library.mark([first, third], { pick: null });
		expect(library.find(first)?.mark).toEqual({ stars: 5 });
		await library.mark([first, third], { stars: null });
		expect(library.find(first)).toEqual(images[0]);
		expect((await recipeIn(folder.path, images[0])).marks).toEqual({});
		await library.close();
	});

	test("marks the others when one is unknown or has no recipe to write to", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const { ids } = await threeOfOne(library);
		const lost = await save(library, newRecipe("Lost"), 0);
		await rm(join(folder.path, dirname(lost.file), "recipe.json"));
		const unknown = ImageId.parse(v7());
		const { images, error } = await library.mark([unknown, lost.id, ...ids], { stars: 2 });
		expect(images.map(({ id }) => id)).toEqual(ids);
		expect(error?.reason).toBe("image-not-found");
		expect((await library.mark([lost.id], { stars: 2 })).error?.reason).toBe("record-damaged");
		expect(library.find(lost.id)?.mark).toBeUndefined();
		await library.close();
	});

	test("of a library that is unplugged say so, and are taken once it is back", async () => {
		await using folder = await temporaryFolder();
		const path = join(folder.path, "library");
		const library = await openTestLibrary(path, imaging);
		const { ids } = await threeOfOne(library);
		await rename(path, `${path} away`);
		expect((await library.mark(ids, { stars: 2 })).error?.reason).toBe("folder-missing");
		await rename(`${path} away`, path);
		expect((await library.mark(ids, { stars: 2 })).images).toHaveLength(3);
		await library.close();
	});

	test("and saving the same job at the same time lose nothing of each other", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("Both at once", { count: 6 });
		const first = await save(library, recipe, 0);
		const work: Promise<unknown>[] = [];
		for (const index of [1, 2, 3, 4, 5]) {
			work.push(save(library, recipe, index));
			work.push(library.mark([first.id], { stars: index }));
			work.push(library.writeRecipe(recipe));
		}
		await Promise.all(work);
		const written = await recipeIn(folder.path, first);
		expect(written.outputs.filter(({ state }) => state === "saved")).toHaveLength(6);
		expect(markIn(written, first.id)).toEqual({ stars: 5 });
		// Saved anew, as at every start.
		const [output] = recipe.outputs;
		if (output === undefined) throw new Error("The job has outputs.");
		expect((await library.recoverOutput({ recipe, output }))?.mark).toEqual({ stars: 5 });
		expect(library.find(first.id)?.mark).toEqual({ stars: 5 });
		await library.close();
	});
});

describe("an index made again", () => {
	test("has the same marks, parents and sets", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const { ids, recipe } = await threeOfOne(library);
		await library.mark(ids.slice(0, 2), { pick: "rejected", stars: 1 });
		const added = newRecipe("More");
		const [parent] = ids;
		const follows = { way: "extend" as const, set: recipe.job };
		const request = { ...added.request, follows, ...(parent !== undefined && { parent }) };
		await save(library, { ...added, request }, 0);
		const rows = all(library);
		expect(library.sets.following(recipe.job)).toEqual([added.job]);
		const rebuilding = library.rebuild();
		const late = await library.mark(ids.slice(2), { pick: "picked" });
		await rebuilding;
		expect(library.sets.following(recipe.job)).toEqual([added.job]);
		const [third] = late.images;
		expect(all(library)).toEqual(rows.map((row) => (row.id === third?.id ? third : row)));
		await library.rebuild();
		expect(all(library)).toEqual(rows.map((row) => (row.id === third?.id ? third : row)));
		await library.close();
	});

	test("takes the place of one of the first version, which is usable meanwhile", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		const { ids, images } = await threeOfOne(before);
		await before.mark(ids, { pick: "picked" });
		const rows = all(before);
		await before.close();
		await makeFirstVersion(join(folder.path, ".seedcase/index.db"), images);

		const after = await openTestLibrary(folder.path, imaging);
		expect(all(after).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(await after.rebuiltAtOpening).toEqual({ images: 3, problems: [] });
		expect(all(after)).toEqual(rows);
		await after.close();
		const later = await openTestLibrary(folder.path, imaging);
		expect(await later.rebuiltAtOpening).toBeUndefined();
		expect(all(later)).toEqual(rows);
		await later.close();
	});
});

/** As the app before this one has written it. */
async function makeFirstVersion(path: string, images: readonly ImageRecord[]): Promise<void> {
	for (const ending of ["", "-wal", "-shm"]) await rm(`${path}${ending}`, { force: true });
	const database = openDatabase(path, [index0001], { durable: true });
	const [first] = images;
	if (first === undefined) throw new Error("There are pictures.");
	database
		.prepare("INSERT INTO jobs VALUES (?, ?, '', '', '')")
		.run(first.job, dirname(first.file));
	const put = database.prepare("INSERT INTO images VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	for (const { id, job, index, width, height, bytes, format, savedAt, file } of images) {
		put.run(savedAt * 1_000, id, job, index, width, height, bytes, format, savedAt, file);
	}
	database.close();
}

describe("the recipe of a set", () => {
	test("is changed in its folder, and made when nothing of the job is saved yet", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("Running");
		const titled = (title: string) => (merged: Recipe) => ({
			...merged,
			marks: { ...merged.marks, title },
		});
		await library.sets.change(recipe, titled("Early"));
		const image = await save(library, recipe, 0);
		expect((await recipeIn(folder.path, image)).marks.title).toBe("Early");
		// What the caller knows is older than what the job has written.
		await library.sets.change(recipe, titled("Late"));
		const written = await recipeIn(folder.path, image);
		expect(written.marks.title).toBe("Late");
		expect(written.outputs[0]?.state).toBe("saved");
		expect(await library.sets.of(recipe.job)).toEqual(written);
		expect(await library.sets.of(JobId.parse(v7()))).toBeUndefined();
		await rm(join(folder.path, dirname(image.file)), { recursive: true });
		await expect(library.sets.change(recipe, titled("Gone"))).rejects.toMatchObject({
			reason: "set-not-found",
		});
		await expect(readFile(join(folder.path, dirname(image.file), "recipe.json"))).rejects.toThrow();
		await library.close();
	});
});
