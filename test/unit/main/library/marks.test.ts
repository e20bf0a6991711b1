import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { ImageId, JobId } from "../../../../src/contract/ids.ts";
import { type ImageRecord, PictureMark, Recipe } from "../../../../src/contract/library.ts";
import type { PictureChange } from "../../../../src/contract/library-edit.ts";
import { foldTag } from "../../../../src/contract/tag-name.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import { changedMark, revertedMark } from "../../../../src/main/library/picture-change.ts";
import { mergeRecipe } from "../../../../src/main/library/recipe-file.ts";
import { markIn, ownMarkIn, withMark } from "../../../../src/main/library/recipe-marks.ts";
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

const all = (library: Library) =>
	library.page({ query: { filter: { text: "" } }, offset: 0, limit: 200 });
const recipeIn = async (folder: string, image: ImageRecord) =>
	Recipe.parse(await readJson(join(folder, dirname(image.file), "recipe.json")));

async function threeOfOne(library: Library, recipe = newRecipe()) {
	const images: ImageRecord[] = [];
	for (const index of [0, 1, 2]) images.push(await save(library, recipe, index));
	return { recipe, images, ids: images.map(({ id }) => id) };
}

describe("marks in a recipe", () => {
	const tag = fc.constantFrom("Neon", "NEON", "雨", "Cafe\u0301", "Café");
	const change: fc.Arbitrary<PictureChange> = fc.record(
		{
			pick: fc.constantFrom("picked", "rejected", null),
			stars: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
			title: fc.constantFrom("Poster", null),
			addTags: fc.array(tag, { maxLength: 3 }),
			removeTags: fc.array(tag, { maxLength: 3 }),
		},
		{ requiredKeys: [] },
	);
	// As a library has it: one spelling for each tag.
	const asWritten = foldTag;

	test("change as asked, part by part, and each step is taken back without touching the others", () => {
		fc.assert(
			fc.property(fc.array(change, { maxLength: 6 }), change, (changes, last) => {
				let mark: PictureMark | undefined;
				for (const one of changes) mark = changedMark(mark, one, asWritten);
				if (mark !== undefined) expect(PictureMark.parse(mark)).toEqual(mark);
				expect(new Set(mark?.tags?.map(foldTag)).size).toBe(mark?.tags?.length ?? 0);
				const after = changedMark(mark, last, asWritten);
				const back = revertedMark(after, { before: mark, after }, asWritten);
				expect(back).toEqual(mark);
				const later = changedMark(after, { stars: 5, addTags: ["later"] }, asWritten);
				const reverted = revertedMark(later, { before: mark, after }, asWritten);
				expect(reverted?.tags).toContain("later");
				if (mark?.stars === after?.stars) expect(reverted?.stars).toBe(5);
				expect([reverted?.pick, reverted?.title]).toEqual([mark?.pick, mark?.title]);
			}),
		);
	});

	test("count tags of the whole job for each of its pictures, and leave them where they are", () => {
		const recipe = newRecipe();
		const [output] = recipe.outputs;
		if (output === undefined) throw new Error("The job has outputs.");
		const { id } = output;
		const marks: Recipe["marks"] = { title: "Panda", tags: ["Shoot 3", "neon"] };
		const tagged = { ...recipe, marks };
		const marked = { ...tagged, marks: withMark(tagged.marks, id, { tags: ["Neon", "雨"] }) };
		expect(markIn(marked, id)).toEqual({ tags: ["Neon", "Shoot 3", "雨"] });
		expect(ownMarkIn(marked, id)).toEqual({ tags: ["Neon", "雨"] });
		expect(withMark(marked.marks, id, undefined)).toEqual(tagged.marks);
	});

	test("stay when a job writes its recipe anew, whatever that says", () => {
		const recipe = newRecipe();
		const ids = recipe.outputs.map(({ id }) => id);
		const marked = (of: Recipe, some: readonly ImageId[], mark: PictureMark): Recipe => ({
			...of,
			marks: some.reduce((marks, id) => withMark(marks, id, mark), of.marks),
		});
		const kept = marked(recipe, ids.slice(0, 2), { pick: "picked" });
		const set = { order: [2, 0], captions: { 0: "雨" } };
		const titled = { ...kept, marks: { ...kept.marks, title: "Panda", set } };
		expect(mergeRecipe(titled, recipe).marks).toEqual(titled.marks);
		const merged = mergeRecipe(titled, marked(recipe, ids, { stars: 3 }));
		expect(ids.map((id) => markIn(merged, id))).toEqual([
			{ pick: "picked" },
			{ pick: "picked" },
			{ stars: 3 },
		]);
	});

	test("survive in every recipe of a job that was damaged and set aside", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const image = await save(library, recipe, 0);
		const inside = join(folder.path, dirname(image.file));
		for (const damage of ["{ first", "{ second", "{ third"]) {
			await writeFile(join(inside, "recipe.json"), damage);
			await library.writeRecipe(recipe);
		}
		const aside = ["recipe.damaged.json", "recipe.damaged-2.json", "recipe.damaged-3.json"];
		expect(await Promise.all(aside.map((name) => readFile(join(inside, name), "utf8")))).toEqual([
			"{ first",
			"{ second",
			"{ third",
		]);
		await library.close();
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
		const mark = { pick: "picked", stars: 5 } as const;
		const { edited, marked } = await library.edits.edit([third, other.id, first], mark);
		expect(edited).toMatchObject({ changed: 3 });
		expect(edited.error).toBeUndefined();
		const now = new Map(marked.map((image) => [image.id, image.mark]));
		expect(now).toEqual(new Map([third, other.id, first].map((id) => [id, mark])));
		expect((await all(library)).filter((image) => image.mark !== undefined)).toHaveLength(3);
		expect(library.find(first)).toEqual({ ...images[0], mark });
		expect((await recipeIn(folder.path, images[0])).marks.pictures).toEqual({
			[first]: mark,
			[third]: mark,
		});
		await library.edits.edit([first, third], { pick: null });
		expect(library.find(first)?.mark).toEqual({ stars: 5 });
		await library.edits.edit([first, third], { stars: null });
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
		const { edited, marked } = await library.edits.edit([unknown, lost.id, ...ids], { stars: 2 });
		expect(marked.map(({ id }) => id)).toEqual(ids);
		expect(edited.error?.reason).toBe("image-not-found");
		const { edited: alone } = await library.edits.edit([lost.id], { stars: 2 });
		expect(alone.error?.reason).toBe("record-damaged");
		expect(library.find(lost.id)?.mark).toBeUndefined();
		await library.close();
	});

	test("of a library that is unplugged say so, and are taken once it is back", async () => {
		await using folder = await temporaryFolder();
		const path = join(folder.path, "library");
		const library = await openTestLibrary(path, imaging);
		const { ids } = await threeOfOne(library);
		await rename(path, `${path} away`);
		const { edited: away } = await library.edits.edit(ids, { stars: 2 });
		expect(away.error?.reason).toBe("folder-missing");
		await rename(`${path} away`, path);
		expect((await library.edits.edit(ids, { stars: 2 })).marked).toHaveLength(3);
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
			work.push(library.edits.edit([first.id], { stars: index }));
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
		await library.edits.edit(ids.slice(0, 2), { pick: "rejected", stars: 1 });
		const added = newRecipe("More");
		const [parent] = ids;
		const follows = { way: "extend" as const, set: recipe.job };
		const request = { ...added.request, follows, ...(parent !== undefined && { parent }) };
		await save(library, { ...added, request }, 0);
		const rows = await all(library);
		expect(library.sets.following(recipe.job)).toEqual([added.job]);
		const rebuilding = library.rebuild();
		const late = await library.edits.edit(ids.slice(2), { pick: "picked" });
		await rebuilding;
		expect(library.sets.following(recipe.job)).toEqual([added.job]);
		const [third] = late.marked;
		expect(await all(library)).toEqual(rows.map((row) => (row.id === third?.id ? third : row)));
		await library.rebuild();
		expect(await all(library)).toEqual(rows.map((row) => (row.id === third?.id ? third : row)));
		await library.close();
	});

	test("takes the place of one of the first version, which is usable meanwhile", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		const { ids, images } = await threeOfOne(before);
		await before.edits.edit(ids, { pick: "picked" });
		const rows = await all(before);
		await before.close();
		await makeFirstVersion(join(folder.path, ".seedcase/index.db"), images);

		const after = await openTestLibrary(folder.path, imaging);
		expect((await all(after)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(await after.rebuiltAtOpening).toEqual({ images: 3, problems: [] });
		expect(await all(after)).toEqual(rows);
		await after.close();
		const later = await openTestLibrary(folder.path, imaging);
		expect(await later.rebuiltAtOpening).toBeUndefined();
		expect(await all(later)).toEqual(rows);
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
