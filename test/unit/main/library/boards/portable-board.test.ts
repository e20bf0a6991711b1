import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { JobId } from "../../../../../src/contract/ids.ts";
import type { Disk } from "../../../../../src/main/store/disk.ts";
import { fullDisk, watchedDisk } from "../../store/failing-disk.ts";
import { newRecipe, realImaging, save, smallPng, temporaryFolder } from "../test-library.ts";
import { sha256 } from "./board-zip.ts";
import { aBoard, failing, picturesOf, portableHouse, referenceTo } from "./portable-house.ts";
import { aNote, aPicture, openBoards } from "./test-boards.ts";

const imaging = realImaging();
afterAll(() => imaging.close());
const house = (folder: string, disk?: Disk) => portableHouse(folder, imaging, disk);

describe("a board in a file of its own", () => {
	test("is opened elsewhere as it was, but for its id and where its pictures come from", async () => {
		await using folder = await temporaryFolder();
		const home = await house(join(folder.path, "home"));
		const reference = await home.references.importBytes(smallPng(1), "shoe.png");
		const image = await save(home.library, newRecipe("A set"), 0, smallPng(2));
		const twin = await save(home.library, newRecipe("A twin"), 0, smallPng(1));
		const { id } = await home.boards.create("Schuhe 鞋");
		const crop = { x: 0.1, y: 0.2, width: 0.5, height: 0.4 };
		const shoe = aPicture(
			{ kind: "reference", id: reference.id },
			{ crop, flipX: true, tint: "#aabbcc" },
		);
		const made = aPicture({ kind: "image", id: image.id }, { rotation: 30, opacity: 0.5 });
		const same = aPicture({ kind: "image", id: twin.id });
		const note = aNote("红色\nnot pink \u{1F45F}");
		const links = [{ from: shoe.id, to: made.id }];
		await home.boards.change(id, {
			put: [shoe, made, same, note],
			links,
			view: { x: 1, y: 2, zoom: 0.5 },
		});
		const whole = await home.boards.get(id);

		const path = join(folder.path, "Shoes");
		const written = await home.portable.export(whole, path);
		expect(written).toEqual({ path: `${path}.seedboard`, pictures: 2 });
		expect((await readdir(folder.path)).sort()).toEqual(["Shoes.seedboard", "home"]);

		const away = await house(join(folder.path, "away"));
		const opened = await away.portable.open(written.path);
		expect(opened.id).not.toBe(id);
		const sources = picturesOf(opened).map(({ source }) => source);
		expect(sources).toEqual([smallPng(1), smallPng(2), smallPng(1)].map(referenceTo));
		const again = opened.items.map((item, index) => {
			const before = whole.items[index];
			return item.kind === "picture" && before?.kind === "picture"
				? { ...item, source: before.source }
				: item;
		});
		expect({ ...opened, id, items: again }).toEqual(whole);
		for (const { source } of picturesOf(opened)) {
			const kept =
				source.kind === "reference" ? await away.references.pathOf(source.id) : undefined;
			expect(sha256(await readFile(kept ?? ""))).toBe(source.kind === "reference" && source.id);
		}
		expect(await openBoards(join(folder.path, "away")).get(opened.id)).toEqual(opened);
		expect(opened.title).toBe("Schuhe 鞋");
		await home.library.close();
		await away.library.close();
	});

	test("leaves out what is missing or still to be made, and keeps its place", async () => {
		await using folder = await temporaryFolder();
		const home = await house(join(folder.path, "home"));
		const slot = aPicture({ kind: "slot", job: JobId.parse(v7()), index: 0 });
		const gone = aPicture(referenceTo(smallPng(9)));
		const note = aNote();
		const links = [
			{ from: gone.id, to: slot.id },
			{ from: gone.id, to: note.id },
		];
		const board = aBoard([slot, gone, note], { links });
		const { path, pictures } = await home.portable.export(board, join(folder.path, "a.seedboard"));
		expect(pictures).toBe(0);
		const opened = await home.portable.open(path);
		expect(opened.items).toEqual([gone, note]);
		expect(opened.links).toEqual([links[1]]);
		await home.library.close();
	});

	test("is given up when the app closes, and leaves nothing half made", async () => {
		await using folder = await temporaryFolder();
		let closed: Promise<void> | undefined;
		const disk = watchedDisk((operation, path) => {
			if (operation === "copyFrom" && path.startsWith(join(folder.path, ".seedcase-"))) {
				closed = home.portable.close();
			}
		});
		const home = await house(join(folder.path, "home"), disk);
		const reference = await home.references.importBytes(smallPng(1), "shoe.png");
		const board = aBoard([aPicture({ kind: "reference", id: reference.id })]);
		const path = join(folder.path, "Shoes.seedboard");
		expect(await failing(home.portable.export(board, path))).toBe("cancelled");
		await closed;
		expect(await readdir(folder.path)).toEqual(["home"]);
		await home.library.close();
	});

	test("replaces an older one whole, or leaves it when the disk is full", async () => {
		await using folder = await temporaryFolder();
		const disk = fullDisk(1e6);
		const home = await house(join(folder.path, "home"), disk);
		const reference = await home.references.importBytes(smallPng(1), "shoe.png");
		const board = aBoard([aPicture({ kind: "reference", id: reference.id })]);
		const path = join(folder.path, "Shoes.seedboard");
		await writeFile(path, "older");
		disk.free(-1e6);
		expect(await failing(home.portable.export(board, path))).toBe("disk-full");
		expect(await readFile(path, "utf8")).toBe("older");
		expect((await readdir(folder.path)).sort()).toEqual(["Shoes.seedboard", "home"]);
		disk.free(1e7);
		await home.portable.export(board, path);
		expect((await stat(path)).size).toBeGreaterThan(smallPng(1).length);
		await home.library.close();
	});
});
