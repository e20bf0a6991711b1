import { existsSync } from "node:fs";
import { mkdir, readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { type BoardDocument, MAX_ITEMS } from "../../../../../src/contract/board.ts";
import { applyChange } from "../../../../../src/contract/board-change.ts";
import { AppError } from "../../../../../src/contract/errors.ts";
import { BoardId } from "../../../../../src/contract/ids.ts";
import { fullDisk } from "../../store/failing-disk.ts";
import { NOON, openTestLibrary, readJson, realImaging, visibleFiles } from "../test-library.ts";
import { aNote, aPicture, libraryFolder, openBoards, someChange } from "./test-boards.ts";

const failing = (work: Promise<unknown>) =>
	work.then(
		() => "nothing failed",
		(error: unknown) => AppError.from(error).reason,
	);

describe("boards", () => {
	test("come back after the app was closed, the one changed last first", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const shoes = await boards.create("Shoes");
		const hats = await boards.create("Hats");
		const pictures = Array.from({ length: 6 }, () => aPicture());
		boards.setClock(NOON + 5);
		await boards.change(shoes.id, { put: [aNote(), ...pictures] });
		await boards.close();
		const again = await openBoards(folder.path).list();
		expect(again.map(({ title, items, changedAt }) => [title, items, changedAt])).toEqual([
			["Shoes", 7, NOON + 5],
			["Hats", 0, NOON],
		]);
		expect(again[0]?.cover).toEqual(pictures.slice(0, 4).map(({ source }) => source));
		expect(await visibleFiles(folder.path)).toEqual(
			[`boards/${shoes.id}.json`, `boards/${hats.id}.json`].sort(),
		);
	});

	test("that are only looked at keep their place in the list", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		boards.setClock(NOON + 5);
		expect(await boards.change(id, { view: { x: 1, y: 2, zoom: 3 } })).toEqual({ renamed: false });
		expect(await boards.get(id)).toMatchObject({ view: { x: 1, y: 2, zoom: 3 }, changedAt: NOON });
		expect(await boards.change(id, { title: "Boots" })).toEqual({ renamed: true });
	});

	test("are copied whole, and removed and taken back whole with changes not yet folded in", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		await boards.change(id, { put: [aNote("one")] });
		const copy = await boards.duplicate(id, "Shoes copy");
		const before = await boards.get(id);
		expect({ ...copy, id, title: "Shoes" }).toEqual(before);
		await boards.remove(id);
		expect((await boards.list()).map((board) => board.id)).toEqual([copy.id]);
		expect(await failing(boards.get(id))).toBe("board-not-found");
		expect(await failing(boards.change(id, { title: "x" }))).toBe("board-not-found");
		expect(existsSync(join(folder.path, `trash/boards/${id}.changes`))).toBe(true);
		expect(await openBoards(folder.path).restore(id)).toEqual(before);
		expect(await openBoards(folder.path).get(id)).toEqual(before);
		expect(await failing(boards.restore(BoardId.parse(v7())))).toBe("board-not-found");
	});

	test("hold after any changes what the window holds, closed or killed", async () => {
		await using folder = await libraryFolder();
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(someChange, fc.boolean()), { maxLength: 12 }),
				async (steps) => {
					let boards = openBoards(folder.path);
					let expected: BoardDocument = await boards.create("Any");
					for (const [change, closes] of steps) {
						await boards.change(expected.id, change);
						expected = applyChange(expected, change);
						if (!closes) continue;
						await boards.close();
						boards = openBoards(folder.path);
					}
					expect(await openBoards(folder.path).get(expected.id)).toEqual(expected);
					await boards.remove(expected.id);
				},
			),
			{ numRuns: 40 },
		);
	});

	test("take changes in the order they were asked for, and fold them in by themselves", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		const titles = Array.from({ length: 300 }, (_, index) => `Shoes ${index}`);
		await Promise.all(titles.map((title) => boards.change(id, { title })));
		const kept = await readJson(join(folder.path, `boards/${id}.json`));
		expect(kept).toMatchObject({ title: "Shoes 255", changes: 256 });
		expect((await openBoards(folder.path).get(id)).title).toBe("Shoes 299");
	});

	test("are let go of beyond a few, with everything in their own files", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const ids: BoardId[] = [];
		for (let index = 0; index < 7; index += 1) {
			const { id } = await boards.create(`Board ${index}`);
			await boards.change(id, { put: [aNote()] });
			ids.push(id);
		}
		const names = await readdir(join(folder.path, "boards"));
		expect(names.filter((name) => name.endsWith(".changes"))).toHaveLength(4);
		const counts = await Promise.all(ids.map(async (id) => (await boards.get(id)).items.length));
		expect(counts).toEqual(ids.map(() => 1));
	});

	test("say when they are full, and stay as they were", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		await boards.change(id, { put: Array.from({ length: MAX_ITEMS }, () => aNote("")) });
		expect(await failing(boards.change(id, { put: [aNote()] }))).toBe("board-full");
		expect((await boards.get(id)).items).toHaveLength(MAX_ITEMS);
		const pages = Array.from({ length: 3_400 }, () => aNote("x".repeat(20_000)));
		const text = await boards.create("Text");
		expect(await failing(boards.change(text.id, { put: pages }))).toBe("board-too-much-text");
		// One that came from elsewhere too: what is kept can be read again.
		expect(await failing(boards.add({ ...text, items: pages }))).toBe("board-too-much-text");
		expect(await boards.list()).toHaveLength(2);
	});
});

describe("a library folder", () => {
	const imaging = realImaging();
	afterAll(() => imaging.close());

	test("has no boards folder until there is a board, and is rebuilt past it", async () => {
		await using folder = await libraryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const boards = openBoards(folder.path);
		expect(await boards.list()).toEqual([]);
		expect(existsSync(join(folder.path, "boards"))).toBe(false);
		const { id } = await boards.create("Shoes");
		await boards.change(id, { put: [aNote()] });
		await boards.remove((await boards.create("Hats")).id);
		expect(await library.rebuild()).toEqual({ images: 0, problems: [] });
		expect((await openBoards(folder.path).get(id)).items).toHaveLength(1);
		await library.close();
	});

	test("that is unplugged refuses changes, and takes them once it is back", async () => {
		await using folder = await libraryFolder();
		const library = join(folder.path, "library");
		await mkdir(join(library, ".seedcase"), { recursive: true });
		const boards = openBoards(library);
		const { id } = await boards.create("Shoes");
		await rename(library, `${library}-away`);
		const change = { put: [aNote()] };
		expect(await failing(boards.change(id, change))).toBe("folder-missing");
		expect(await failing(boards.create("Hats"))).toBe("folder-missing");
		expect(await failing(boards.list())).toBe("folder-missing");
		expect(existsSync(library)).toBe(false);
		await rename(`${library}-away`, library);
		await boards.change(id, change);
		expect((await openBoards(library).get(id)).items).toEqual(change.put);
	});

	test("that is unplugged is not begun anew in the empty place where it was, also not at the end", async () => {
		await using folder = await libraryFolder();
		const library = join(folder.path, "library");
		await mkdir(join(library, ".seedcase"), { recursive: true });
		const boards = openBoards(library);
		const { id } = await boards.create("Shoes");
		await boards.change(id, { put: [aNote()] });
		await rename(library, `${library} away`);
		await mkdir(library);
		await boards.close();
		expect(await readdir(library)).toEqual([]);
		expect((await openBoards(`${library} away`).get(id)).items).toHaveLength(1);
	});

	test("without room refuses a change, loses none before it, and takes it once there is room", async () => {
		await using folder = await libraryFolder();
		const disk = fullDisk(1_500);
		const boards = openBoards(folder.path, disk);
		const { id } = await boards.create("Shoes");
		const notes = Array.from({ length: 12 }, (_, index) => aNote(`note ${index}`));
		const answers: string[] = [];
		for (const note of notes) answers.push(await failing(boards.change(id, { put: [note] })));
		expect(new Set(answers)).toEqual(new Set(["nothing failed", "disk-full"]));
		const taken = notes.filter((_, index) => answers[index] === "nothing failed");
		expect((await boards.get(id)).items).toEqual(taken);
		expect((await openBoards(folder.path).get(id)).items).toEqual(taken);
		disk.free(1e6);
		await boards.change(id, { put: notes.filter((note) => !taken.includes(note)) });
		expect((await openBoards(folder.path).get(id)).items).toHaveLength(12);
	});
});
