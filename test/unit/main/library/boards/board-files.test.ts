import { existsSync } from "node:fs";
import { mkdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { MAX_ITEMS } from "../../../../../src/contract/board.ts";
import { AppError } from "../../../../../src/contract/errors.ts";
import { BoardId } from "../../../../../src/contract/ids.ts";
import { createBoardFiles } from "../../../../../src/main/library/boards/board-files.ts";
import { createBoardList } from "../../../../../src/main/library/boards/board-list.ts";
import { createLocks } from "../../../../../src/main/library/locks.ts";
import { realDisk } from "../../../../../src/main/store/disk.ts";
import { createLibraryFolder } from "../../../../../src/main/store/library-folder.ts";
import { systemError } from "../../store/failing-disk.ts";
import { NOON, readJson, visibleFiles } from "../test-library.ts";
import { aNote, libraryFolder, openBoards } from "./test-boards.ts";

const failing = (work: Promise<unknown>) =>
	work.then(
		() => "nothing failed",
		(error: unknown) => AppError.from(error).reason,
	);

describe("a board's files", () => {
	test("are not read again for the list while nobody has touched them", async () => {
		await using folder = await libraryFolder();
		const { id } = await openBoards(folder.path).create("Shoes");
		const path = join(folder.path, `boards/${id}.json`);
		const second = 1_700_000_000;
		await utimes(path, second, second);
		const boards = openBoards(folder.path);
		await boards.list();
		await writeFile(path, "x".repeat((await stat(path)).size));
		await utimes(path, second, second);
		expect((await boards.list())[0]).toMatchObject({ title: "Shoes" });
		await utimes(path, second, second + 1);
		expect((await boards.list())[0]).toMatchObject({ trouble: "damaged" });
	});

	test("may be damaged, newer or strange: each is told and left alone, the others are there", async () => {
		await using folder = await libraryFolder();
		const { id } = await openBoards(folder.path).create("Good");
		const good: unknown = await readJson(join(folder.path, `boards/${id}.json`));
		const put = async (content: string | Record<string, unknown>) => {
			const own = BoardId.parse(v7());
			const whole =
				typeof content === "string"
					? content
					: JSON.stringify({ ...Object(good), id: own, ...content });
			await writeFile(join(folder.path, `boards/${own}.json`), whole);
			return own;
		};
		const note = aNote();
		const strange = [
			[await put("{ not json"), "damaged"],
			[await put({ title: "Of tomorrow", version: 2, layers: [] }), "newer"],
			[await put({ title: "Another's id", id }), "damaged"],
			[await put({ title: "Unknown field", script: "x" }), "damaged"],
			[await put({ title: "Far away", items: [{ ...note, x: 1e300 }] }), "damaged"],
			[
				await put(
					JSON.stringify({ ...Object(good), items: [{ ...note, x: 1 }] }).replace(
						'"x":1',
						'"x":1e999',
					),
				),
				"damaged",
			],
			// The next change would have a number that cannot be read again.
			[await put({ title: "Counted out", changes: Number.MAX_SAFE_INTEGER }), "damaged"],
			[await put({ title: "No number", items: [{ ...note, width: null }] }), "damaged"],
			[
				await put({ title: "Too many", items: Array.from({ length: MAX_ITEMS + 1 }, () => note) }),
				"damaged",
			],
		] as const;
		const huge = await put("");
		await truncate(join(folder.path, `boards/${huge}.json`), 200 * 1024 * 1024);
		const link = BoardId.parse(v7());
		await writeFile(
			join(folder.path, "elsewhere.json"),
			JSON.stringify({ ...Object(good), id: link }),
		);
		await symlink(join(folder.path, "elsewhere.json"), join(folder.path, `boards/${link}.json`));
		await mkdir(join(folder.path, `boards/${v7()}.json`));
		await writeFile(join(folder.path, "boards/notes.txt"), "mine");

		const before = await visibleFiles(folder.path);
		const boards = openBoards(folder.path);
		const list = await boards.list();
		expect(list.filter(({ trouble }) => trouble === undefined).map(({ title }) => title)).toEqual([
			"Good",
		]);
		expect(list.filter(({ trouble }) => trouble !== undefined)).toHaveLength(strange.length + 3);
		for (const [own, trouble] of strange) {
			expect(list.find((board) => board.id === own)).toMatchObject({ trouble });
			expect(await failing(boards.get(own))).toBe(`board-${trouble}`);
			expect(await failing(boards.change(own, { title: "Mine" }))).toBe(`board-${trouble}`);
		}
		expect(list.map(({ title }) => title)).toContain("Of tomorrow");
		expect(list.map(({ title }) => title)).toContain(`${huge}.json`);
		expect(await visibleFiles(folder.path)).toEqual(before);
		await boards.remove(strange[0][0]);
		expect(existsSync(join(folder.path, `trash/boards/${strange[0][0]}.json`))).toBe(true);
	});

	test("that name an item twice are read with the last of the two", async () => {
		await using folder = await libraryFolder();
		const { id } = await openBoards(folder.path).create("Good");
		const path = join(folder.path, `boards/${id}.json`);
		const note = aNote("first");
		const items = [note, aNote("between"), { ...note, text: "last" }];
		await writeFile(path, JSON.stringify({ ...Object(await readJson(path)), items }));
		const read = await openBoards(folder.path).get(id);
		expect(read.items.map((item) => item.kind === "note" && item.text)).toEqual([
			"last",
			"between",
		]);
	});

	test("are written again whole when somebody takes them away while the board is open", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		await boards.change(id, { put: [aNote("one")] });
		await rm(join(folder.path, `boards/${id}.changes`));
		await boards.change(id, { put: [aNote("two")] });
		await rm(join(folder.path, `boards/${id}.json`));
		await boards.change(id, { put: [aNote("three")] });
		expect((await openBoards(folder.path).get(id)).items).toHaveLength(3);
	});
});

test("a board's file can be read by a person", async () => {
	await using folder = await libraryFolder();
	const boards = openBoards(folder.path);
	const { id } = await boards.create("Schuhe 鞋");
	const text = await readFile(join(folder.path, `boards/${id}.json`), "utf8");
	expect(text).toContain('\n\t"title": "Schuhe 鞋",\n');
});

test("a board whose file cannot be read keeps none of the others out of the list", async () => {
	await using folder = await libraryFolder();
	const boards = openBoards(folder.path);
	const [shoes, hats] = [await boards.create("Shoes"), await boards.create("Hats")];
	const place = createLibraryFolder(folder.path, realDisk);
	const files = createBoardFiles({ place, disk: realDisk, now: () => NOON });
	const list = createBoardList({
		files: {
			...files,
			read: async (id) => {
				if (id === shoes.id) throw systemError("EACCES");
				return files.read(id);
			},
		},
		place,
		open: { peek: () => undefined, fold: async () => {} },
		inTurn: createLocks(),
	});
	expect(await list()).toMatchObject([
		{ id: hats.id, title: "Hats" },
		{ id: shoes.id, trouble: "damaged" },
	]);
});
