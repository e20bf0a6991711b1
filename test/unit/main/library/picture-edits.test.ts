import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { CollectionId, ImageId, type UndoId } from "../../../../src/contract/ids.ts";
import { type ImageRecord, type PictureMark, Recipe } from "../../../../src/contract/library.ts";
import type { PictureChange } from "../../../../src/contract/library-edit.ts";
import { foldTag } from "../../../../src/contract/tag-name.ts";
import type { Library } from "../../../../src/main/library/library.ts";
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

const recipeIn = async (folder: string, image: ImageRecord) => {
	const inside = image.file.startsWith("trash/")
		? String(
				Object(await readJson(join(folder, dirname(image.file), "entry.json"))).folder ?? "missing",
			)
		: dirname(image.file);
	return Recipe.parse(await readJson(join(folder, inside, "recipe.json")));
};

describe("editing many pictures", () => {
	test("changes every part of a mark, takes the spelling of tags that are there, and is taken back", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const [recipe, other] = [newRecipe("One", { count: 2 }), newRecipe("Two", { count: 1 })];
		const images = [
			await save(library, recipe, 0),
			await save(library, recipe, 1),
			await save(library, other, 0),
		];
		const ids = images.map(({ id }) => id);
		const brand = CollectionId.parse(v7());
		const [first] = ids;
		if (first === undefined) throw new Error("There are pictures.");
		await library.edits.edit([first], { addTags: ["Straße", " Cafe\u0301 "] });
		const { edited, marked } = await library.edits.edit(ids, {
			pick: "picked",
			title: " Poster ",
			addTags: ["STRASSE", "CAFÉ", "赛博朋克"],
			addTo: brand,
		});
		expect(edited).toMatchObject({ changed: 3 });
		const mark = {
			pick: "picked",
			title: "Poster",
			tags: ["Café", "Straße", "赛博朋克"],
			collections: [brand],
		};
		expect(marked.map((image) => image.mark)).toEqual([mark, mark, mark]);
		for (const image of images) {
			expect(library.find(image.id)?.mark).toEqual(mark);
			expect((await recipeIn(folder.path, image)).marks.pictures?.[image.id]).toEqual(mark);
		}
		await library.edits.edit([first], { stars: 4, removeTags: ["café"] });
		if (edited.undo === undefined) throw new Error("It can be taken back.");
		const undone = await library.edits.undo(edited.undo);
		expect(ids.map((id) => library.find(id)?.mark)).toEqual([
			{ stars: 4, tags: ["Straße"] },
			undefined,
			undefined,
		]);
		if (undone.edited.undo === undefined) throw new Error("So can the undo.");
		await library.edits.undo(undone.edited.undo);
		expect(library.find(first)?.mark).toMatchObject({ stars: 4, title: "Poster" });
		await expect(library.edits.undo(edited.undo)).rejects.toMatchObject({ reason: "undo-gone" });
		expect((await library.edits.edit(ids, { addTo: brand })).edited).toEqual({ changed: 3 });
		await library.close();
	});

	test("can be stopped between folders, and what was done until then can be taken back", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const ids: ImageId[] = [];
		for (let n = 0; n < 16; n += 1) {
			ids.push((await save(library, newRecipe(`Job ${n}`, { count: 1 }), 0)).id);
		}
		const stop = new AbortController();
		const told: number[] = [];
		const { edited } = await library.edits.edit(
			[ImageId.parse(v7()), ...ids],
			{ stars: 1 },
			{
				signal: stop.signal,
				tell: (done, total) => {
					told.push(done);
					expect(total).toBe(17);
					if (done === 5) stop.abort();
				},
			},
		);
		const starred = ids.filter((id) => library.find(id)?.mark?.stars === 1);
		expect(edited.error?.reason).toBe("image-not-found");
		expect(starred).toHaveLength(edited.changed);
		expect(edited.changed).toBeGreaterThanOrEqual(4);
		expect(edited.changed).toBeLessThan(16);
		if (edited.undo === undefined) throw new Error("Something was done.");
		await library.edits.undo(edited.undo);
		expect(ids.filter((id) => library.find(id)?.mark !== undefined)).toEqual([]);
		expect(told).toEqual(told.toSorted((a, b) => a - b));
		await library.close();
	});
});

/** What the designer sees of a picture: its mark, and whether it is in the trash. */
type Known = { readonly mark: PictureMark | undefined; readonly trashed: boolean };
type World = ReadonlyMap<ImageId, Known>;

const collections = [CollectionId.parse(v7()), CollectionId.parse(v7())];
const some = fc.array(fc.nat(5), { minLength: 1, maxLength: 4 });
const tag = fc.constantFrom("Neon", "neon", "NEON", "雨", "Straße", "strasse");
const change = fc.record(
	{
		pick: fc.constantFrom("picked" as const, "rejected" as const, null),
		stars: fc.constantFrom(1, 5, null),
		title: fc.constantFrom("Poster", "海报", null),
		addTags: fc.array(tag, { maxLength: 2 }),
		removeTags: fc.array(tag, { maxLength: 2 }),
		addTo: fc.constantFrom(...collections),
		removeFrom: fc.constantFrom(...collections),
	},
	{ requiredKeys: [] },
);
const step = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant("edit" as const), some, change }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant("trash" as const), some }) },
	{ weight: 2, arbitrary: fc.record({ do: fc.constant("restore" as const), some }) },
	{ weight: 3, arbitrary: fc.record({ do: fc.constantFrom("undo" as const, "redo" as const) }) },
	{ weight: 1, arbitrary: fc.record({ do: fc.constant("start again" as const) }) },
);

function edited(world: World, ids: readonly ImageId[], wanted: PictureChange): World {
	const next = new Map(world);
	for (const id of ids) {
		const before = next.get(id);
		if (before === undefined) continue;
		const spelled = (name: string) =>
			[...next.values()]
				.flatMap(({ mark }) => mark?.tags ?? [])
				.find((one) => foldTag(one) === foldTag(name)) ?? name;
		const tags = new Map((before.mark?.tags ?? []).map((name) => [foldTag(name), name]));
		for (const name of wanted.removeTags ?? []) tags.delete(foldTag(name));
		for (const name of wanted.addTags ?? []) {
			if (!tags.has(foldTag(name))) tags.set(foldTag(name), spelled(name));
		}
		const inside = new Set(before.mark?.collections ?? []);
		if (wanted.removeFrom !== undefined) inside.delete(wanted.removeFrom);
		if (wanted.addTo !== undefined) inside.add(wanted.addTo);
		const part = <Key extends "pick" | "stars" | "title">(key: Key) =>
			wanted[key] === undefined ? before.mark?.[key] : (wanted[key] ?? undefined);
		const [pick, stars, title] = [part("pick"), part("stars"), part("title")];
		const mark: Record<string, unknown> = {
			...(pick !== undefined && { pick }),
			...(stars !== undefined && { stars }),
			...(title !== undefined && { title }),
			...(tags.size > 0 && {
				tags: [...tags].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name),
			}),
			...(inside.size > 0 && { collections: [...inside].sort() }),
		};
		next.set(id, { ...before, mark: Object.keys(mark).length === 0 ? undefined : mark });
	}
	return next;
}

function moved(world: World, ids: readonly ImageId[], trashed: boolean): World {
	const touched = new Set(ids);
	return new Map([...world].map(([id, one]) => [id, touched.has(id) ? { ...one, trashed } : one]));
}

async function worldOf(library: Library, ids: readonly ImageId[], folder: string): Promise<World> {
	const world = new Map<ImageId, Known>();
	for (const id of ids) {
		const image = library.find(id);
		if (image === undefined) throw new Error("A picture is gone.");
		const recipe = await recipeIn(folder, image);
		// What the folders say and what the index says must be one.
		expect(recipe.marks.pictures?.[id]).toEqual(image.mark);
		const trashed = image.trashedAt !== undefined;
		expect(image.file.startsWith("trash/")).toBe(trashed);
		expect(existsSync(join(folder, image.file))).toBe(true);
		world.set(id, { mark: image.mark, trashed });
	}
	const inTrash = await readdir(join(folder, "trash/pictures")).catch(() => []);
	expect(inTrash.toSorted()).toEqual(ids.filter((id) => world.get(id)?.trashed).toSorted());
	return world;
}

test("any sequence of edits, trashing, restoring, undo and redo is what a model says, and undone whole is the first state", async () => {
	await using folder = await temporaryFolder();
	let library = await openTestLibrary(folder.path, imaging);
	const recipes = [3, 2, 1].map((count) => newRecipe(`Job of ${count}`, { count }));
	const ids: ImageId[] = [];
	for (const recipe of recipes) {
		for (const { index } of recipe.outputs) ids.push((await save(library, recipe, index)).id);
	}
	const startAgain = async () => {
		const rows = ids.map((id) => library.find(id));
		await library.close();
		await rm(join(folder.path, ".seedcase"), { recursive: true });
		library = await openTestLibrary(folder.path, imaging, { create: true });
		expect((await library.rebuiltAtOpening)?.problems).toEqual([]);
		expect(ids.map((id) => library.find(id))).toEqual(rows);
	};

	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
			let past: { readonly undo: UndoId; readonly world: World }[] = [];
			let future: typeof past = [];
			let world = await worldOf(library, ids, folder.path);
			for (const one of steps) {
				if (!("some" in one) && one.do === "start again") {
					await startAgain();
					[past, future] = [[], []];
				} else if (!("some" in one)) {
					const [from, to] = one.do === "undo" ? [past, future] : [future, past];
					const last = from.pop();
					if (last === undefined) continue;
					const { edited: back } = await library.edits.undo(last.undo);
					if (back.undo === undefined) throw new Error("An undo can be taken back.");
					to.push({ undo: back.undo, world });
					world = last.world;
				} else {
					const chosen = one.some.flatMap((at) => ids[at] ?? []);
					const before = world;
					const { edits } = library;
					const outcome =
						one.do === "edit" ? await edits.edit(chosen, one.change) : await edits[one.do](chosen);
					world =
						one.do === "edit"
							? edited(world, [...new Set(chosen)], one.change)
							: moved(world, chosen, one.do === "trash");
					expect(outcome.edited.error).toBeUndefined();
					expect(outcome.edited.changed).toBe(new Set(chosen).size);
					if (outcome.edited.undo !== undefined) {
						past.push({ undo: outcome.edited.undo, world: before });
						future = [];
					}
				}
				expect(await worldOf(library, ids, folder.path)).toEqual(world);
			}
			const first = past[0]?.world ?? world;
			for (const { undo } of past.toReversed()) await library.edits.undo(undo);
			expect(await worldOf(library, ids, folder.path)).toEqual(first);
		}),
		{ numRuns: 20 },
	);
	await startAgain();
	await library.close();
	for (const recipe of recipes) expect(recipe.outputs.length).toBeGreaterThan(0);
	expect((await readFile(join(folder.path, ".seedcase/index.db"))).length).toBeGreaterThan(0);
}, 60_000);
