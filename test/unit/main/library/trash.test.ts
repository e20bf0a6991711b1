import { existsSync } from "node:fs";
import { cp, link, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { ImageId, JobId } from "../../../../src/contract/ids.ts";
import { ImportRecord } from "../../../../src/contract/imports.ts";
import { type ImageRecord, Recipe } from "../../../../src/contract/library.ts";
import { importRecordText } from "../../../../src/main/library/imports/import-record.ts";
import { importedEntry } from "../../../../src/main/library/imports/imported-picture.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import { answerMedia } from "../../../../src/main/library/media.ts";
import { systemError, watchedDisk } from "../store/failing-disk.ts";
import {
	deliver,
	NOON,
	newRecipe,
	openTestLibrary,
	readJson,
	realImaging,
	save,
	smallPng,
	temporaryFolder,
	visibleFiles,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const pictures = async (folder: string) =>
	(await visibleFiles(folder)).filter((file) => file.endsWith(".png"));
const outputs = async (folder: string, inside: string) =>
	Recipe.parse(await readJson(join(folder, inside, "recipe.json"))).outputs;

/** The index as it is, and as it is when it is made again from the folders. */
async function expectRebuilt(library: Library, ids: readonly ImageId[]): Promise<void> {
	const rows = ids.map((id) => library.find(id));
	const { problems } = await library.rebuild();
	expect(problems).toEqual([]);
	expect(ids.map((id) => library.find(id))).toEqual(rows);
}

describe("a picture in the trash", () => {
	test("lies there beside what it takes to bring it back, is still shown, and keeps its marks", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("Neon panda", { count: 2 });
		const [image, other] = [await save(library, recipe, 0), await save(library, recipe, 1)];
		const { gone, edited } = await library.edits.trash([image.id]);
		expect([gone, edited.changed]).toEqual([[image.id], 1]);
		expect(await pictures(folder.path)).toEqual([other.file, `trash/pictures/${image.id}/01.png`]);
		const trashed = { ...image, file: `trash/pictures/${image.id}/01.png`, trashedAt: NOON };
		expect(library.find(image.id)).toEqual(trashed);
		const entry = await readJson(join(folder.path, dirname(trashed.file), "entry.json"));
		expect(entry).toMatchObject({ folder: dirname(image.file), file: "01.png", trashedAt: NOON });
		const references = {
			get: async () => undefined,
			pathOf: async () => undefined,
			thumbnailOf: async () => "",
		};
		for (const kind of ["image", "thumb"]) {
			const answer = await answerMedia(`media://${kind}/${image.id}`, { library, references });
			expect(answer.status).toBe(200);
		}
		await library.edits.edit([image.id], { stars: 5 });
		await expectRebuilt(library, [image.id, other.id]);
		await library.edits.restore([image.id]);
		expect(library.find(image.id)).toEqual({ ...image, mark: { stars: 5 } });
		expect(await pictures(folder.path)).toEqual([image.file, other.file]);
		await library.close();
	});

	test("comes back under another name when its own is taken, and the recipe then names that", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await save(library, newRecipe("Taken", { count: 1 }), 0);
		await library.edits.trash([image.id]);
		await writeFile(join(folder.path, image.file), "the designer's own");
		const { back } = await library.edits.restore([image.id]);
		expect(back.map(({ file }) => basename(file))).toEqual(["01-2.png"]);
		expect(await readFile(join(folder.path, image.file), "utf8")).toBe("the designer's own");
		expect(await outputs(folder.path, dirname(image.file))).toMatchObject([
			{ state: "saved", file: "01-2.png" },
		]);
		await expectRebuilt(library, [image.id]);
		await library.close();
	});

	test("comes back with its recipe when the folder of its job is gone", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("Gone", { count: 2 });
		const [image, other] = [await save(library, recipe, 0), await save(library, recipe, 1)];
		await library.edits.edit([image.id], { title: "Kept", addTags: ["雨"] });
		await library.edits.trash([image.id, other.id]);
		await rm(join(folder.path, dirname(image.file)), { recursive: true });
		await library.edits.restore([image.id]);
		await library.edits.restore([other.id]);
		expect(await pictures(folder.path)).toEqual([image.file, other.file]);
		expect(library.find(image.id)?.mark).toEqual({ title: "Kept", tags: ["雨"] });
		await expectRebuilt(library, [image.id, other.id]);
		await library.close();
	});

	test("is not fetched again by the job it came from, and neither is one that was taken away for good", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("Paid", { count: 2 });
		const images = [await save(before, recipe, 0), await save(before, recipe, 1)];
		const [image, away] = images;
		if (image === undefined || away === undefined) throw new Error("There are two.");
		await before.edits.trash([image.id, away.id]);
		const emptied = await before.edits.emptyTrash([away.id]);
		expect(emptied).toEqual({ removed: [away.id], bytes: smallPng(1).byteLength });
		await before.close();
		// The job does not know that anything was saved.
		const library = await openTestLibrary(folder.path, imaging);
		for (const { id, index } of images) {
			const recovered = await library.recoverOutput({ recipe, output: { id, index } });
			expect(recovered).toMatchObject({ id, width: 60, height: 40 });
			// Nor is it taken in when it was fetched all the same.
			await library.saveOutput(await deliver(library, recipe, index));
		}
		await library.writeRecipe(recipe);
		expect(await pictures(folder.path)).toEqual([`trash/pictures/${image.id}/01.png`]);
		expect((await outputs(folder.path, dirname(image.file))).map(({ state }) => state)).toEqual([
			"saved",
			"removed",
		]);
		expect(library.find(away.id)).toBeUndefined();
		expect(library.find(image.id)?.trashedAt).toBe(NOON);
		await expectRebuilt(library, [image.id, away.id]);
		await library.close();
	});

	test("that somebody has moved by hand is where it is found", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("By hand", { count: 2 });
		const [back, gone] = [await save(library, recipe, 0), await save(library, recipe, 1)];
		await library.edits.trash([back.id, gone.id]);
		await rename(
			join(folder.path, `trash/pictures/${back.id}/01.png`),
			join(folder.path, back.file),
		);
		await rm(join(folder.path, "trash/pictures", gone.id), { recursive: true });
		const { edited } = await library.edits.restore([back.id, gone.id]);
		expect(edited).toMatchObject({ changed: 1, error: { reason: "image-not-found" } });
		expect(library.find(back.id)).toEqual(back);
		expect(library.find(gone.id)).toEqual({ ...gone, missing: true });
		await library.close();
	});

	test("is emptied with all others, in one answer, and what is not in it stays", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const kept = await save(library, newRecipe("Kept", { count: 1 }), 0);
		const thrown = [
			await save(library, newRecipe("One", { count: 1 }), 0),
			await save(library, newRecipe("Two", { count: 1 }), 0),
		];
		const ids = thrown.map(({ id }) => id);
		const { edited } = await library.edits.trash(ids);
		expect((await library.edits.emptyTrash([kept.id])).removed).toEqual([]);
		const { removed, bytes } = await library.edits.emptyTrash();
		expect([removed.toSorted(), bytes]).toEqual([ids.toSorted(), 2 * smallPng(0).byteLength]);
		expect(await pictures(folder.path)).toEqual([kept.file]);
		expect(await readdir(join(folder.path, "trash/pictures"))).toEqual([]);
		if (edited.undo === undefined) throw new Error("Trashing can be taken back.");
		const undone = await library.edits.undo(edited.undo);
		expect(undone.edited).toMatchObject({ changed: 0, error: { reason: "image-not-found" } });
		await library.close();
	});

	test("makes room by itself when the disk is so full that nothing can be written down", async () => {
		await using folder = await temporaryFolder();
		let thumbnail = "";
		const disk = watchedDisk((operation) => {
			if (operation === "writeFile" && existsSync(thumbnail)) throw systemError("ENOSPC");
		});
		const library = await openTestLibrary(folder.path, imaging, { disk });
		const { id } = await save(library, newRecipe("Full", { count: 1 }), 0);
		await library.edits.trash([id]);
		thumbnail = await library.thumbnailOf(id);
		expect(await library.edits.emptyTrash()).toMatchObject({ removed: [id] });
		expect(await pictures(folder.path)).toEqual([]);
		await library.close();
	});

	test("that is linked stays where it is, and only its entry says that it is in the trash", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(join(folder.path, "library"), imaging);
		const source = join(folder.path, "photo.png");
		await writeFile(source, smallPng(3));
		const inside = "2026-11/21-photos-abc123";
		const id = ImageId.parse(v7());
		const record = ImportRecord.parse({
			version: 1,
			job: JobId.parse(v7()),
			createdAt: NOON,
			source: folder.path,
			title: "photos",
			way: "link",
			pictures: [
				{
					...{ id, index: 0, source, sha256: "ab".repeat(32), bytes: smallPng(3).byteLength },
					...{ width: 60, height: 40, format: "png", madeAt: NOON },
				},
			],
			marks: {},
		});
		await mkdir(join(library.folder, inside), { recursive: true });
		await writeFile(join(library.folder, inside, "import.json"), importRecordText(record));
		const [picture] = record.pictures;
		if (picture === undefined) throw new Error("There is one.");
		library.imports.putAll([importedEntry(record, picture, inside)]);
		await library.edits.edit([id], { addTags: ["Holiday"] });
		const before = library.find(id);
		await library.edits.trash([id]);
		expect(library.find(id)).toEqual({ ...before, trashedAt: NOON });
		expect(existsSync(source)).toBe(true);
		await library.edits.restore([id]);
		expect(library.find(id)).toEqual(before);
		await library.edits.trash([id]);
		await library.edits.emptyTrash();
		const after = ImportRecord.parse(await readJson(join(library.folder, inside, "import.json")));
		expect(after.pictures).toMatchObject([{ id, removedAt: NOON }]);
		expect(after.marks.pictures).toEqual({ [id]: { tags: ["Holiday"] } });
		expect(existsSync(source)).toBe(true);
		await library.close();
	});
});

/** The process is dead: nothing works from here on. */
class PowerCut extends Error {}

describe("a crash", () => {
	type Work = (library: Library, image: ImageRecord) => Promise<unknown>;

	/** A library with one picture, as the work finds it. */
	async function prepared(folder: string, before: Work): Promise<ImageRecord> {
		const library = await openTestLibrary(folder, imaging);
		const image = await save(library, newRecipe("Crash", { count: 1 }), 0);
		await before(library, image);
		await library.close();
		return image;
	}

	/** @returns whether the work came to its end before the disk operation `at` */
	async function cutAt(folder: string, image: ImageRecord, work: Work, at: number) {
		let [armed, done] = [false, 0];
		const disk = watchedDisk(() => {
			if (!armed) return;
			if (done === at) throw new PowerCut();
			done += 1;
		});
		const library = await openTestLibrary(folder, imaging, { disk });
		armed = true;
		await work(library, image);
		armed = false;
		await library.close();
		return done < at;
	}

	const trash: Work = (library, { id }) => library.edits.trash([id]);
	const restore: Work = (library, { id }) => library.edits.restore([id]);
	const nothing: Work = async () => {};
	const takeName: Work = async (library, image) => {
		await trash(library, image);
		await writeFile(join(library.folder, image.file), "the designer's own");
	};

	const removeFolder: Work = async (library, image) => {
		await trash(library, image);
		await rm(join(library.folder, dirname(image.file)), { recursive: true });
	};

	test.each([
		["trashing", nothing, trash],
		["restoring under another name", takeName, restore],
		["restoring into a folder that is gone with its recipe", removeFolder, restore],
	] as const)(
		"at any step of %s leaves the picture in one place, and the next opening knows where",
		async (_name, before, work) => {
			await using first = await temporaryFolder();
			const image = await prepared(first.path, before);
			let cuts = 0;
			for (let at = 0; ; at += 1) {
				await using folder = await temporaryFolder();
				await cp(first.path, folder.path, { recursive: true });
				if (await cutAt(folder.path, image, work, at)) break;
				cuts += 1;
				const library = await openTestLibrary(folder.path, imaging);
				await library.lookedAfter;
				const row = library.find(image.id);
				if (row === undefined) throw new Error(`The picture is gone after step ${at}.`);
				expect(await readFile(join(folder.path, row.file))).toEqual(smallPng(0));
				expect(row.file.startsWith("trash/")).toBe(row.trashedAt !== undefined);
				const files = await Promise.all(
					(await pictures(folder.path)).map((file) => readFile(join(folder.path, file))),
				);
				expect(files.filter((bytes) => bytes.equals(smallPng(0)))).toHaveLength(1);
				expect((await library.get(image.id)).recipe?.request.prompt).toBe("Crash");
				await expectRebuilt(library, [image.id]);
				await library.edits.restore([image.id]);
				expect(library.find(image.id)?.trashedAt).toBeUndefined();
				expect(await readdir(join(folder.path, ".seedcase/changing"))).toEqual([]);
				await library.close();
			}
			expect(cuts).toBeGreaterThan(6);
		},
		30_000,
	);

	test("in the middle of a move, when the file has both names, leaves it in the trash alone", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		const image = await save(before, newRecipe("Twice", { count: 1 }), 0);
		await before.edits.trash([image.id]);
		await before.close();
		const trashed = join(folder.path, `trash/pictures/${image.id}/01.png`);
		await link(trashed, join(folder.path, image.file));
		const library = await openTestLibrary(folder.path, imaging);
		await expectRebuilt(library, [image.id]);
		expect(await pictures(folder.path)).toEqual([`trash/pictures/${image.id}/01.png`]);
		// Another file of that name is the designer's.
		await writeFile(join(folder.path, image.file), smallPng(8));
		await library.rebuild();
		expect(await pictures(folder.path)).toHaveLength(2);
		await library.close();
	});
});

test("a picture of a made-up recipe, whose entry could not be read again, stays where it is", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const image = await save(library, newRecipe("Odd", { count: 1 }), 0);
	const path = join(folder.path, dirname(image.file), "recipe.json");
	const recipe = Recipe.parse(await readJson(path));
	const odd = recipe.outputs.map((output) => ({ ...output, width: 0 }));
	await writeFile(path, JSON.stringify({ ...recipe, outputs: odd }));
	await library.rebuild();
	const { edited } = await library.edits.trash([image.id]);
	expect(edited).toMatchObject({ changed: 0, error: { reason: "record-damaged" } });
	expect(await pictures(folder.path)).toEqual([image.file]);
	expect(library.find(image.id)?.trashedAt).toBeUndefined();
	await library.close();
});

test("a record that names itself as a picture never goes into the trash, nor away with it", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const image = await save(library, newRecipe("Itself", { count: 1 }), 0);
	const path = join(folder.path, dirname(image.file), "recipe.json");
	const recipe = Recipe.parse(await readJson(path));
	const written = (bytes: number) => {
		const odd = recipe.outputs.map((output) => ({ ...output, file: "recipe.json", bytes }));
		return JSON.stringify({ ...recipe, outputs: odd });
	};
	const length = written(1_000).length;
	await writeFile(path, written(length).padEnd(length));
	await library.rebuild();
	expect(library.find(image.id)?.file).toBe(`${dirname(image.file)}/recipe.json`);
	await library.edits.trash([image.id]);
	await library.edits.emptyTrash();
	expect(existsSync(path)).toBe(true);
	expect(existsSync(join(folder.path, image.file))).toBe(true);
	await library.close();
});

test("a hostile or damaged entry is reported and left alone, and keeps nothing else out", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const image = await save(library, newRecipe("Whole", { count: 1 }), 0);
	await library.edits.trash([image.id]);
	const entry = Object(await readJson(join(folder.path, "trash/pictures", image.id, "entry.json")));
	const strange = [
		"{",
		JSON.stringify({ ...entry, folder: "../../outside" }),
		JSON.stringify({ ...entry, file: "../recipe.json" }),
		JSON.stringify({ ...entry, version: 2 }),
		JSON.stringify(entry),
	];
	for (const text of strange) {
		const id = v7();
		await mkdir(join(folder.path, "trash/pictures", id));
		await writeFile(join(folder.path, "trash/pictures", id, "entry.json"), text);
	}
	const { problems, images } = await library.rebuild();
	expect([images, problems.length]).toEqual([1, strange.length]);
	expect(library.find(image.id)?.trashedAt).toBe(NOON);
	expect((await readdir(join(folder.path, "trash/pictures"))).length).toBe(strange.length + 1);
	await library.close();
});
