import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { BoardChange, BoardDocument } from "../../../../../src/contract/board.ts";
import { applyChange } from "../../../../../src/contract/board-change.ts";
import { type Disk, realDisk } from "../../../../../src/main/store/disk.ts";
import { systemError, watchedDisk } from "../../store/failing-disk.ts";
import { visibleFiles } from "../test-library.ts";
import { aNote, libraryFolder, openBoards } from "./test-boards.ts";

/** A disk that ends with its `nth` operation; a write that was going on is cut in the middle. */
function dyingDisk(nth: number): Disk & { readonly isDead: () => boolean } {
	let left = nth;
	const watched = watchedDisk(() => {
		left -= 1;
		if (left <= 0) throw systemError("EIO");
	});
	return {
		...watched,
		isDead: () => left <= 0,
		writeAt: async (path, at, bytes) => {
			if (left === 1) await realDisk.writeAt(path, at, bytes.subarray(0, bytes.length / 2));
			return watched.writeAt(path, at, bytes);
		},
	};
}

const changes: readonly BoardChange[] = [
	{ put: [aNote("one"), aNote("two")] },
	{ title: "Boots" },
	{ put: [aNote("three")] },
	{ links: [] },
];

/** Every state the board can be in: before and after each change. */
function statesFrom(board: BoardDocument): BoardDocument[] {
	const states = [board];
	for (const change of changes) states.push(applyChange(states.at(-1) ?? board, change));
	return states;
}

describe("an app that dies at any step", () => {
	test("finds every change that was answered, whole, and none twice", async () => {
		let nth = 1;
		for (let survived = false; !survived; nth += 1) {
			await using folder = await libraryFolder();
			const first = openBoards(folder.path);
			const board = await first.create("Shoes");
			const disk = dyingDisk(nth);
			const boards = openBoards(folder.path, disk);
			let answered = 0;
			try {
				for (const [index, change] of changes.entries()) {
					await boards.change(board.id, change);
					answered += 1;
					if (index === 1) await boards.close();
				}
				await boards.close();
			} catch {
				// The app is dead.
			}
			const found = await openBoards(folder.path).get(board.id);
			// The change that was on its way may have got there: the window gives it again.
			expect(statesFrom(board).slice(answered, answered + 2)).toContainEqual(found);
			survived = !disk.isDead();
			if (survived) expect(answered).toBe(changes.length);
		}
		expect(nth).toBeGreaterThan(10);
	});

	test("goes on with the board it had, after steps that failed while it lived", async () => {
		for (let nth = 1; nth < 16; nth += 1) {
			await using folder = await libraryFolder();
			const board = await openBoards(folder.path).create("Shoes");
			let count = 0;
			const boards = openBoards(
				folder.path,
				watchedDisk(() => {
					count += 1;
					if (count === nth) throw systemError("EIO");
				}),
			);
			for (const [index, change] of changes.entries()) {
				// What the window does with a change that was refused: it keeps it and gives it again.
				await boards.change(board.id, change).catch(() => boards.change(board.id, change));
				if (index === 1) await boards.close();
			}
			expect(await boards.get(board.id)).toEqual(statesFrom(board).at(-1));
			expect(await openBoards(folder.path).get(board.id)).toEqual(statesFrom(board).at(-1));
		}
	});

	test("finds a board that was on its way to the trash or back, whole, in one of the two", async () => {
		for (let nth = 1; nth < 14; nth += 1) {
			await using folder = await libraryFolder();
			const boards = openBoards(folder.path);
			const { id } = await boards.create("Shoes");
			await boards.change(id, { put: [aNote()] });
			const whole = await boards.get(id);
			const dying = openBoards(folder.path, dyingDisk(nth));
			await dying.remove(id).catch(() => {});
			await dying.restore(id).catch(() => {});
			expect(await openBoards(folder.path).restore(id)).toEqual(whole);
		}
	});
});

describe("the file of changes", () => {
	test("counts line by line, wherever it was cut off", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const board = await boards.create("Shoes");
		for (const change of changes) await boards.change(board.id, change);
		const path = join(folder.path, `boards/${board.id}.changes`);
		const whole = await readFile(path);
		const states = statesFrom(board);
		for (let length = whole.length; length >= 0; length -= 37) {
			const cut = whole.subarray(0, length);
			await writeFile(path, cut);
			const lines = cut.toString().split("\n").length - 1;
			const again = openBoards(folder.path);
			expect(await again.get(board.id)).toEqual(states[lines]);
			// What is written next does not run into the half line.
			await again.change(board.id, { title: "Later" });
			expect(await openBoards(folder.path).get(board.id)).toEqual({
				...states[lines],
				title: "Later",
			});
		}
	});

	test("is not carried out again when folding it in ended before it was taken away", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		const note = aNote("one");
		await boards.change(id, { put: [note] });
		await boards.change(id, { title: "Boots" });
		const path = join(folder.path, `boards/${id}.changes`);
		await cp(path, `${path}.before`);
		await boards.close();
		const later = openBoards(folder.path);
		await later.change(id, { remove: [note.id], title: "Sandals" });
		await later.close();
		const last = await openBoards(folder.path).get(id);
		await cp(`${path}.before`, path);
		expect(await openBoards(folder.path).get(id)).toEqual(last);
		expect(last).toMatchObject({ items: [], title: "Sandals" });
	});

	test("is kept when a line in it says nothing, and the other lines count", async () => {
		await using folder = await libraryFolder();
		const boards = openBoards(folder.path);
		const { id } = await boards.create("Shoes");
		await boards.change(id, { put: [aNote("one")] });
		await boards.change(id, { title: "Boots" });
		await boards.change(id, { put: [aNote("two")] });
		const path = join(folder.path, `boards/${id}.changes`);
		const lines = (await readFile(path, "utf8")).split("\n");
		await writeFile(path, [lines[0], "\0\0\0", lines[2], ""].join("\n"));
		const again = openBoards(folder.path);
		expect(await again.get(id)).toMatchObject({ title: "Shoes", items: [{}, {}] });
		await again.close();
		const kept = (await visibleFiles(folder.path)).filter((name) => name.endsWith(".damaged"));
		expect(kept).toHaveLength(1);
		expect((await openBoards(folder.path).get(id)).items).toHaveLength(2);
	});
});
