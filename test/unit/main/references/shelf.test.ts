import { mkdir, readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ReferenceId } from "../../../../src/contract/ids.ts";
import type { Reference, ShelfEntry } from "../../../../src/contract/references.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createShelf } from "../../../../src/main/references/shelf.ts";
import type { Disk } from "../../../../src/main/store/disk.ts";
import { readJson, temporaryFolder } from "../library/test-library.ts";
import { fullDisk } from "../store/failing-disk.ts";

const shoe = ReferenceId.parse("ab".repeat(32));
const bag = ReferenceId.parse("cd".repeat(32));
const hat = ReferenceId.parse("ef".repeat(32));

/** A library with three references, some of which may be gone. */
async function rig(disk?: Disk) {
	const at = await temporaryFolder();
	await mkdir(join(at.path, ".seedcase"));
	const gone = new Set<string>();
	const told: (readonly ShelfEntry[])[] = [];
	let now = 100;
	const make = () =>
		createShelf({
			folder: at.path,
			references: {
				get: async (id) => (gone.has(id) ? undefined : ({ id } as unknown as Reference)),
			},
			clock: { now: () => now++ },
			log: silentLog,
			onChange: (entries) => told.push(entries),
			...(disk !== undefined && { disk }),
		});
	const file = join(at.path, "references/shelf.json");
	return { ...at, gone, told, make, shelf: make(), file };
}

describe("the shelf", () => {
	test("keeps names and roles over a restart, and tells of each change", async () => {
		await using at = await rig();
		expect(await at.shelf.list()).toEqual([]);
		await at.shelf.save({ reference: shoe, name: "鞋子_1", role: "product" });
		await at.shelf.save({ reference: bag, name: "bag" });
		const entries = [
			{ reference: shoe, name: "鞋子_1", role: "product", addedAt: 100 },
			{ reference: bag, name: "bag", addedAt: 101 },
		];
		expect(await at.make().list()).toEqual(entries);
		expect(at.told).toEqual([entries.slice(0, 1), entries]);
		expect(await at.shelf.remove(shoe)).toEqual(entries.slice(1));
		expect(await at.shelf.remove(shoe)).toEqual(entries.slice(1));
		expect(at.told).toHaveLength(3);
	});

	test("changes a name and a role in place", async () => {
		await using at = await rig();
		await at.shelf.save({ reference: shoe, name: "shoe", role: "style" });
		await at.shelf.save({ reference: bag, name: "bag" });
		const entries = await at.shelf.save({ reference: shoe, name: "Shoe" });
		expect(entries.map(({ name, role }) => [name, role])).toEqual([
			["Shoe", undefined],
			["bag", undefined],
		]);
	});

	test("gives a name to one alone, whatever its case and width", async () => {
		await using at = await rig();
		await at.shelf.save({ reference: shoe, name: "Straße-Ab1" });
		for (const name of ["straße-ab1", "STRAßE-AB1", "Straße-Ａｂ１"]) {
			await expect(at.shelf.save({ reference: bag, name })).rejects.toMatchObject({
				failure: { reason: "name-taken", facts: { name: "Straße-Ab1" } },
			});
		}
		expect(await at.shelf.list()).toHaveLength(1);
	});

	test("does as it is told at the same time in the order it is told", async () => {
		await using at = await rig();
		const [first, second] = await Promise.allSettled([
			at.shelf.save({ reference: shoe, name: "it" }),
			at.shelf.save({ reference: bag, name: "IT" }),
			at.shelf.save({ reference: hat, name: "hat" }),
		]);
		expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
		expect((await at.shelf.list()).map(({ name }) => name)).toEqual(["it", "hat"]);
	});

	test("leaves out what is gone, keeps it in the file, and gives its name to somebody else", async () => {
		await using at = await rig();
		await at.shelf.save({ reference: shoe, name: "shoe" });
		await at.shelf.save({ reference: bag, name: "bag" });
		at.gone.add(shoe);
		expect((await at.shelf.list()).map(({ name }) => name)).toEqual(["bag"]);
		await at.shelf.save({ reference: bag, name: "Bag" });
		at.gone.delete(shoe);
		expect((await at.shelf.list()).map(({ name }) => name)).toEqual(["shoe", "Bag"]);
		at.gone.add(shoe);
		await at.shelf.save({ reference: hat, name: "shoe" });
		at.gone.delete(shoe);
		expect((await at.shelf.list()).map(({ reference }) => reference)).toEqual([bag, hat]);
		at.gone.add(shoe);
		const again = at.shelf.save({ reference: shoe, name: "new" });
		await expect(again).rejects.toMatchObject({ reason: "reference-gone" });
	});
});

describe("a shelf that cannot be read", () => {
	test.each([
		["cut short", '[{"reference":'],
		["with a name no prompt can hold", JSON.stringify([{ reference: shoe, name: "a b" }])],
		["that is something else", '{"boards":[]}'],
		["larger than any", `[${" ".repeat(16 * 1024 * 1024)}]`],
	])("%s is kept aside and begins anew", async (_, text) => {
		await using at = await rig();
		await mkdir(join(at.path, "references"));
		await writeFile(at.file, text);
		expect(await at.shelf.list()).toEqual([]);
		const aside = (await readdir(join(at.path, "references"))).filter((name) =>
			/^shelf\.broken-\d+\.json$/.test(name),
		);
		expect(aside).toHaveLength(1);
		expect(await readFile(join(at.path, "references", aside[0] ?? ""), "utf8")).toBe(text);
		await at.shelf.save({ reference: shoe, name: "shoe" });
		expect(await readJson(at.file)).toHaveLength(1);
	});

	test("in one entry alone keeps the others, and all of it aside", async () => {
		await using at = await rig();
		await mkdir(join(at.path, "references"));
		const good = { reference: bag, name: "bag", addedAt: 5 };
		const newer = { reference: shoe, name: "shoe", role: "pose", addedAt: 4 };
		const text = JSON.stringify([newer, good]);
		await writeFile(at.file, text);
		expect(await at.shelf.list()).toEqual([good]);
		expect(await at.make().list()).toEqual([good]);
		const names = await readdir(join(at.path, "references"));
		const [aside = ""] = names.filter((name) => name.startsWith("shelf.broken-"));
		expect(names).toHaveLength(2);
		expect(await readFile(join(at.path, "references", aside), "utf8")).toBe(text);
	});

	test("that is there and cannot be read is never written over", async () => {
		await using at = await rig();
		await mkdir(at.file, { recursive: true });
		const save = at.shelf.save({ reference: bag, name: "bag" });
		await expect(save).rejects.toMatchObject({ failure: { kind: "storage" } });
		expect((await stat(at.file)).isDirectory()).toBe(true);
	});

	test("of a library that is unplugged is not an empty one", async () => {
		await using at = await rig();
		await rename(join(at.path, ".seedcase"), `${at.path} away`);
		await expect(at.shelf.list()).rejects.toMatchObject({ reason: "folder-missing" });
		await rename(`${at.path} away`, join(at.path, ".seedcase"));
		expect(await at.shelf.list()).toEqual([]);
	});

	test("on a full disk stays what it was", async () => {
		await using at = await rig(fullDisk(0));
		const save = at.shelf.save({ reference: shoe, name: "shoe" });
		await expect(save).rejects.toMatchObject({ reason: "disk-full" });
		expect([at.told, await at.shelf.list()]).toEqual([[], []]);
	});
});
