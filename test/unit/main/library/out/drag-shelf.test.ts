import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { createDragShelf } from "../../../../../src/main/library/out/drag-shelf.ts";
import { NOON, realImaging, standingClock, temporaryFolder } from "../test-library.ts";
import { pictureShelf } from "./picture-shelf.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

async function atShelf(
	wishes: Parameters<typeof pictureShelf>[1],
	work: (
		shelf: ReturnType<typeof createDragShelf>,
		pictures: Awaited<ReturnType<typeof pictureShelf>>,
		more: { readonly folder: string; readonly clock: ReturnType<typeof standingClock> },
	) => Promise<void>,
) {
	await using root = await temporaryFolder();
	const folder = join(root.path, "drags");
	await mkdir(join(folder, "from-an-earlier-run"), { recursive: true });
	const pictures = await pictureShelf(join(root.path, "library"), wishes);
	const clock = standingClock(NOON);
	const prepare = { library: pictures.library, imaging };
	const shelf = createDragShelf({ folder, prepare, now: clock.now, log: silentLog });
	try {
		await work(shelf, pictures, { folder, clock });
	} finally {
		await shelf.close();
	}
}

describe("files of a drag", () => {
	test("lie ready under their names, and are copies nobody can change an original by", () =>
		atShelf([{}, {}], async (shelf, { ids, library }, { folder }) => {
			const intent = { metadata: "as-is", names: "shoe {n}" } as const;
			expect(shelf.ready(ids, intent)).toBeUndefined();
			expect(await shelf.prepare(ids, intent)).toBe(true);
			const files = shelf.ready(ids, intent) ?? [];
			expect(files.map((file) => basename(file))).toEqual(["shoe 01.png", "shoe 02.png"]);
			const [first] = ids;
			if (first === undefined) throw new Error("There are pictures.");
			const original = await readFile(await library.fileOf(first));
			expect((await readFile(files[0] ?? "")).equals(original)).toBe(true);
			await writeFile(files[0] ?? "", "saved over by another program");
			expect((await readFile(await library.fileOf(first))).equals(original)).toBe(true);
			expect(await readdir(folder)).toHaveLength(1);
		}));

	test("are others for another order, another intent, and a picture that was renamed", () =>
		atShelf([{}, {}], async (shelf, { ids, change }) => {
			const intent = { metadata: "clean" } as const;
			await shelf.prepare(ids, intent);
			expect(shelf.ready([...ids].reverse(), intent)).toBeUndefined();
			expect(shelf.ready(ids, { metadata: "marked" })).toBeUndefined();
			expect(shelf.ready(ids, intent)).toHaveLength(2);
			const [first] = ids;
			if (first === undefined) throw new Error("There are pictures.");
			change(first, { mark: { title: "Renamed" } });
			expect(shelf.ready(ids, intent)).toBeUndefined();
		}));

	test("are not ready when a picture is missing or a newer drag is wanted, and leave nothing", () =>
		atShelf([{}, { gone: true }], async (shelf, { ids }, { folder }) => {
			const intent = { metadata: "clean" } as const;
			expect(await shelf.prepare(ids, intent)).toBe(false);
			expect(await readdir(folder)).toEqual([]);
			const [first] = ids;
			if (first === undefined) throw new Error("There are pictures.");
			const older = shelf.prepare([first], { metadata: "clean", format: "webp" });
			const newer = shelf.prepare([first], intent);
			expect(await newer).toBe(true);
			await older;
			expect(shelf.ready([first], intent)).toHaveLength(1);
		}));

	test("go when there are many of them, but not while another program may be reading", () =>
		atShelf([{}], async (shelf, { ids }, { folder, clock }) => {
			const wanted = (side: number) => ({ metadata: "clean", maxSide: side }) as const;
			await shelf.prepare(ids, wanted(20));
			const given = shelf.ready(ids, wanted(20));
			for (let side = 21; side < 30; side += 1) await shelf.prepare(ids, wanted(side));
			expect(await readdir(folder)).toHaveLength(4);
			expect(shelf.ready(ids, wanted(20))).toEqual(given);
			clock.set(NOON + 60 * 60_000);
			for (let side = 31; side < 36; side += 1) await shelf.prepare(ids, wanted(side));
			expect(shelf.ready(ids, wanted(20))).toBeUndefined();
		}));
});
