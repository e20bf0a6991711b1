import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { ReferenceId } from "../../../../src/contract/ids.ts";
import { Reference } from "../../../../src/contract/references.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createReferenceStore } from "../../../../src/main/references/reference-store.ts";
import type { Disk } from "../../../../src/main/store/disk.ts";
import {
	openTestLibrary,
	readJson,
	realImaging,
	smallPng,
	temporaryFolder,
	visibleFiles,
} from "../library/test-library.ts";
import { fullDisk, systemError, watchedDisk } from "../store/failing-disk.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const hash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const reasonOf = (work: Promise<unknown>) =>
	work.then(
		() => "nothing failed",
		(error: unknown) => AppError.from(error).reason,
	);

/** A library with a store over it, and a folder of a designer's own files beside it. */
async function studio(disk?: Disk) {
	const folder = await temporaryFolder();
	const root = join(folder.path, "library");
	const desk = join(folder.path, "desk");
	await mkdir(desk);
	const library = await openTestLibrary(root, imaging);
	await library.rebuiltAtOpening;
	const store = createReferenceStore({ library, imaging, log: silentLog, disk });
	return {
		root,
		desk,
		library,
		store,
		put: async (name: string, bytes: Uint8Array) => {
			await writeFile(join(desk, name), bytes);
			return join(desk, name);
		},
		[Symbol.asyncDispose]: async () => {
			await library.close();
			await folder[Symbol.asyncDispose]();
		},
	};
}

describe("a file that comes in", () => {
	test("is copied under its hash, with what it is beside it, and left where it was", async () => {
		await using at = await studio();
		const original = await at.put("Red shoe.jpeg", smallPng(1));
		const reference = await at.store.importFile(original);
		const id = hash(smallPng(1));
		expect(reference).toEqual({
			id,
			name: "Red shoe.jpeg",
			width: 60,
			height: 40,
			bytes: smallPng(1).length,
			format: "png",
		});
		const shelf = `references/${id.slice(0, 2)}`;
		expect(await visibleFiles(at.root)).toEqual([`${shelf}/${id}.json`, `${shelf}/${id}.png`]);
		expect(Reference.parse(await readJson(join(at.root, shelf, `${id}.json`)))).toEqual(reference);
		expect(await readFile(join(at.root, shelf, `${id}.png`))).toEqual(smallPng(1));
		expect(await readFile(original)).toEqual(smallPng(1));
		expect(await at.store.get(reference.id)).toEqual(reference);
		expect(await at.store.pathOf(reference.id)).toBe(join(at.root, shelf, `${id}.png`));
	});

	test("again is the same reference under its newest name", async () => {
		await using at = await studio();
		const first = await at.store.importFile(await at.put("shoe.png", smallPng(1)));
		const second = await at.store.importFile(await at.put("final shoe.png", smallPng(1)));
		const third = await at.store.importBytes(smallPng(1), "final shoe.png");
		expect([second.id, third.id]).toEqual([first.id, first.id]);
		expect(await at.store.get(first.id)).toMatchObject({ name: "final shoe.png" });
		expect(await visibleFiles(at.root)).toHaveLength(2);
		expect(await readdir(join(at.root, ".seedcase/incoming"))).toEqual([]);
	});

	test("is decoded once: its thumbnail is there, and the same bytes are known", async () => {
		await using at = await studio();
		const asked: string[] = [];
		const store = createReferenceStore({
			library: at.library,
			imaging: {
				inspectWithThumbnail: (...call) => {
					asked.push("inspectWithThumbnail");
					return imaging.inspectWithThumbnail(...call);
				},
				thumbnail: (...call) => {
					asked.push("thumbnail");
					return imaging.thumbnail(...call);
				},
			},
			log: silentLog,
		});
		const path = await at.put("shoe.png", smallPng(1));
		const { id } = await store.importFile(path);
		expect((await readFile(await store.thumbnailOf(id))).toString("latin1", 8, 12)).toBe("WEBP");
		const again = await store.importFile(path, { name: "better name.png" });
		expect(again).toMatchObject({ id, name: "better name.png", width: 60, height: 40 });
		expect(asked).toEqual(["inspectWithThumbnail"]);
	});

	test("is not taken in when nobody wants it any more, and leaves nothing", async () => {
		await using at = await studio();
		const stop = new AbortController();
		const path = await at.put("shoe.png", smallPng(1));
		const taking = at.store.importFile(path, { signal: stop.signal });
		stop.abort();
		expect(await reasonOf(taking)).toBe("cancelled");
		expect(await visibleFiles(at.root)).toEqual([]);
		expect(await readdir(join(at.root, ".seedcase/incoming"))).toEqual([]);
	});

	test("twice at the same time is one snapshot", async () => {
		await using at = await studio();
		const path = await at.put("shoe.png", smallPng(1));
		const all = await Promise.all(Array.from({ length: 6 }, () => at.store.importFile(path)));
		expect(new Set(all.map((reference) => reference.id)).size).toBe(1);
		expect(await visibleFiles(at.root)).toHaveLength(2);
	});

	test("may be a link to a picture", async () => {
		await using at = await studio();
		await symlink(await at.put("shoe.png", smallPng(1)), join(at.desk, "link.png"));
		const reference = await at.store.importFile(join(at.desk, "link.png"));
		const path = await at.store.pathOf(reference.id);
		await rm(at.desk, { recursive: true });
		expect(await readFile(path ?? "")).toEqual(smallPng(1));
	});

	test("has a name that fits a recipe", async () => {
		await using at = await studio();
		const name = `${"\u0000".repeat(5)}${"长".repeat(400)}.png`;
		const reference = await at.store.importBytes(smallPng(1), name);
		expect(reference.name).toBe("长".repeat(255));
		expect((await at.store.importBytes(smallPng(2), "\n")).name).toBe("picture");
	});

	test("mends a damaged snapshot of the same bytes", async () => {
		await using at = await studio();
		const reference = await at.store.importBytes(smallPng(1), "shoe.png");
		const path = (await at.store.pathOf(reference.id)) ?? "";
		await writeFile(path, "half");
		expect(await at.store.get(reference.id)).toBeUndefined();
		await at.store.importBytes(smallPng(1), "shoe.png");
		expect(await readFile(path)).toEqual(smallPng(1));
	});
});

describe("what is no picture", () => {
	test.each([
		["text.png", Buffer.from("these are words"), "reference-not-a-picture"],
		["empty.png", Buffer.alloc(0), "reference-not-a-picture"],
		["half.png", smallPng(1).subarray(0, 200), "reference-damaged"],
	])("%s is refused and nothing is left of it", async (name, bytes, reason) => {
		await using at = await studio();
		expect(await reasonOf(at.store.importFile(await at.put(name, bytes)))).toBe(reason);
		expect(await reasonOf(at.store.importBytes(bytes, name))).toBe(reason);
		expect(await visibleFiles(at.root)).toEqual([]);
		expect(await readdir(join(at.root, ".seedcase/incoming"))).toEqual([]);
	});

	test("a file that is gone, a folder and a ring of links each have their sentence", async () => {
		await using at = await studio();
		expect(await reasonOf(at.store.importFile(join(at.desk, "gone.png")))).toBe("reference-gone");
		expect(await reasonOf(at.store.importFile(at.desk))).toBe("reference-not-a-picture");
		await symlink(join(at.desk, "b"), join(at.desk, "a"));
		await symlink(join(at.desk, "a"), join(at.desk, "b"));
		expect(await reasonOf(at.store.importFile(join(at.desk, "a")))).toBe("reference-unreadable");
	});

	test.skipIf(process.platform === "win32")("a pipe or a device is not waited for", async () => {
		await using at = await studio();
		execFileSync("mkfifo", [join(at.desk, "pipe.png")]);
		for (const path of [join(at.desk, "pipe.png"), "/dev/zero", "/dev/null"]) {
			expect(await reasonOf(at.store.importFile(path))).toBe("reference-not-a-picture");
		}
	});

	test("a file above 200 MB is refused before it is read", async () => {
		await using at = await studio(
			watchedDisk((operation) => {
				if (operation === "replace") throw systemError("EIO");
			}),
		);
		const path = join(at.desk, "huge.png");
		const file = await open(path, "w");
		await file.truncate(200 * 1024 * 1024 + 1);
		await file.close();
		const error = await at.store.importFile(path).catch((thrown) => AppError.from(thrown));
		expect(error).toMatchObject({
			failure: {
				reason: "reference-too-large",
				facts: { name: "huge.png", have: "201 MB", limit: "200 MB" },
			},
		});
	});
});

describe("a disk that does not take a reference", () => {
	test("says so, and the import works once there is room", async () => {
		const disk = fullDisk(100);
		await using at = await studio(disk);
		expect(await reasonOf(at.store.importBytes(smallPng(1), "shoe.png"))).toBe("disk-full");
		expect(await visibleFiles(at.root)).toEqual([]);
		disk.free(1_000_000);
		expect(await reasonOf(at.store.importBytes(smallPng(1), "shoe.png"))).toBe("nothing failed");
	});

	test("of a library that is gone is not made again", async () => {
		await using at = await studio();
		await rm(at.root, { recursive: true });
		expect(await reasonOf(at.store.importBytes(smallPng(1), "shoe.png"))).toBe("folder-missing");
		expect(await visibleFiles(at.root)).toEqual([]);
	});
});

describe("a snapshot", () => {
	test("is known again after the index was deleted, even without its sidecar", async () => {
		await using at = await studio();
		const [first, second] = [
			await at.store.importBytes(smallPng(1), "one.png"),
			await at.store.importBytes(smallPng(2), "two.png"),
		];
		await rm(join(at.root, `references/${second.id.slice(0, 2)}/${second.id}.json`));
		await writeFile(
			join(at.root, `references/${second.id.slice(0, 2)}/${"0".repeat(64)}.png`),
			smallPng(3),
		);
		const report = await at.library.rebuild();
		expect(report.problems).toHaveLength(1);
		expect(await at.store.get(first.id)).toEqual(first);
		expect(await at.store.get(second.id)).toEqual({ ...second, name: `${second.id}.png` });
	});

	test("is found by its sidecar while the index does not know it", async () => {
		await using at = await studio();
		const reference = await at.store.importBytes(smallPng(1), "one.png");
		const rows = { put: () => {}, get: () => undefined };
		const blind = createReferenceStore({
			library: { folder: at.root, references: rows },
			imaging,
			log: silentLog,
		});
		expect(await blind.get(reference.id)).toEqual(reference);
	});

	test("that is gone is nothing, and its thumbnail says so", async () => {
		await using at = await studio();
		const reference = await at.store.importBytes(smallPng(1), "one.png");
		const thumb = await at.store.thumbnailOf(reference.id);
		expect((await readFile(thumb)).subarray(0, 4).toString()).toBe("RIFF");
		await rm(thumb);
		await rm(join(at.root, "references"), { recursive: true });
		expect(await at.store.get(reference.id)).toBeUndefined();
		expect(await at.store.pathOf(reference.id)).toBeUndefined();
		expect(await reasonOf(at.store.thumbnailOf(reference.id))).toBe("reference-gone");
		expect(await at.store.get(ReferenceId.parse("0".repeat(64)))).toBeUndefined();
	});
});
