import { writeFileSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v4 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { RunId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import type { PrintSpec } from "../../../../src/contract/print-spec.ts";
import type { ExportOrder } from "../../../../src/contract/sets.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import {
	createExporter,
	type Exporter,
	type ExportPorts,
} from "../../../../src/main/library/export-run.ts";
import { createPrintShelf } from "../../../../src/main/library/export-shelf.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import type { Disk } from "../../../../src/main/store/disk.ts";
import { systemError, watchedDisk } from "../store/failing-disk.ts";
import { newRecipe, openTestLibrary, realImaging, save, temporaryFolder } from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

type Desk = {
	readonly library: Library;
	readonly images: readonly ImageRecord[];
	/** Where exports go. */
	readonly out: string;
	readonly told: number[];
	readonly printed: PrintSpec[];
	readonly shelf: ReturnType<typeof createPrintShelf>;
	readonly exporter: (more?: Partial<ExportPorts>) => Exporter;
};

async function atDesk(work: (desk: Desk) => Promise<void>): Promise<void> {
	await using folder = await temporaryFolder();
	await using out = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const recipe = newRecipe();
	const images: ImageRecord[] = [];
	for (const index of [0, 1, 2]) images.push(await save(library, recipe, index));
	const told: number[] = [];
	const printed: PrintSpec[] = [];
	const shelf = createPrintShelf(join(folder.path, "print"));
	const exporter = (more: Partial<ExportPorts> = {}) =>
		createExporter({
			...{ library, imaging, shelf, log: silentLog, language: () => "zh-CN" },
			print: async (spec) => {
				printed.push(spec);
				return Buffer.from("%PDF-");
			},
			progress: ({ done }) => told.push(done),
			...more,
		});
	try {
		await work({ ...{ library, images, out: out.path, told, printed, shelf }, exporter });
	} finally {
		await library.close();
	}
}

const order = (
	images: readonly ImageRecord[],
	as: ExportOrder["as"],
	name = "Neon / 熊猫?",
): ExportOrder => ({
	...{ run: RunId.parse(v4()), name, as },
	frames: images.map(({ id }, index) => ({ image: id, caption: `${index}` })),
});
const to = (path: string) => ({ folder: async () => path, file: async () => path });
const storyboard: ExportOrder["as"] = {
	kind: "storyboard",
	paper: "a4",
	orientation: "portrait",
	title: "",
	perPage: 2,
};

describe("exported files", () => {
	test("are the untouched bytes, numbered, beside whatever is there", () =>
		atDesk(async ({ library, images, out, told, exporter }) => {
			await writeFile(join(out, "Neon-熊猫-02.png"), "mine");
			const wanted = order(images, { kind: "files" });
			expect(await exporter().start(wanted, to(out))).toEqual({ path: out, files: 3 });
			const names = ["Neon-熊猫-01.png", "Neon-熊猫-02 (2).png", "Neon-熊猫-03.png"];
			expect((await readdir(out)).sort()).toEqual([...names, "Neon-熊猫-02.png"].sort());
			for (const [index, name] of names.entries()) {
				const image = images[index];
				if (image === undefined) throw new Error("There are three pictures.");
				const original = await readFile(await library.fileOf(image.id));
				expect(Buffer.compare(await readFile(join(out, name)), original)).toBe(0);
			}
			expect(await readFile(join(out, "Neon-熊猫-02.png"), "utf8")).toBe("mine");
			expect(told).toEqual([0, 1, 2, 3]);
		}));

	test("leave nothing behind when they are stopped, or the disk is full", () =>
		atDesk(async ({ images, out, exporter }) => {
			const wanted = order(images, { kind: "files" });
			const stopping = exporter({
				progress: ({ done, run }) => {
					if (done === 2) stopping.stop(run);
				},
			});
			expect(await stopping.start(wanted, to(out))).toEqual({ files: 0 });
			expect(await readdir(out)).toEqual([]);
			let copies = 0;
			const full: Disk = watchedDisk((operation) => {
				copies += operation === "copyFrom" ? 1 : 0;
				if (operation === "copyFrom" && copies === 3) throw systemError("ENOSPC");
			});
			const failing = exporter({ disk: full }).start(wanted, to(out));
			await expect(failing).rejects.toMatchObject({ reason: "disk-full" });
			expect(await readdir(out)).toEqual([]);
		}));

	test("that somebody has worked on stay, though the rest goes when it is stopped", () =>
		atDesk(async ({ images, out, exporter }) => {
			const stopping = exporter({
				progress: ({ done, run }) => {
					if (done !== 2) return;
					writeFileSync(join(out, "Neon-熊猫-01.png"), "painted over");
					stopping.stop(run);
				},
			});
			await stopping.start(order(images, { kind: "files" }), to(out));
			expect(await readdir(out)).toEqual(["Neon-熊猫-01.png"]);
			expect(await readFile(join(out, "Neon-熊猫-01.png"), "utf8")).toBe("painted over");
		}));

	test("are not begun when one is missing, or no place was chosen", () =>
		atDesk(async ({ library, images, out, told, exporter }) => {
			const [first] = images;
			if (first === undefined) throw new Error("There are pictures.");
			const closed = { folder: async () => undefined, file: async () => undefined };
			const wanted = order(images, { kind: "files" });
			expect(await exporter().start(wanted, closed)).toEqual({ files: 0 });
			expect(told).toEqual([]);
			await rm(await library.fileOf(first.id));
			const failing = exporter().start(wanted, to(out));
			await expect(failing).rejects.toMatchObject({ reason: "image-not-found" });
			expect(await readdir(out)).toEqual([]);
		}));
});

describe("a PDF", () => {
	test("is printed from pictures made small, with a place for one that is missing", () =>
		atDesk(async ({ library, images, out, printed, shelf, exporter }) => {
			const [, second] = images;
			if (second === undefined) throw new Error("There are pictures.");
			await rm(await library.fileOf(second.id));
			const seen: (string | undefined)[] = [];
			const print: ExportPorts["print"] = async (spec) => {
				printed.push(spec);
				for (const { picture = "" } of spec.pages.flatMap(({ frames }) => frames)) {
					const path = shelf.pathOf(picture.slice(picture.lastIndexOf("/") + 1));
					seen.push(path && (await imaging.inspect({ path })).format);
				}
				return Buffer.from("%PDF-1");
			};
			const path = join(out, "board.pdf");
			await writeFile(path, "an older one");
			const done = await exporter({ print }).start(order(images, storyboard), to(path));
			expect(done).toEqual({ path, files: 1 });
			expect(await readFile(path, "utf8")).toBe("%PDF-1");
			expect(seen).toEqual(["jpeg", undefined, "jpeg"]);
			const [spec] = printed;
			expect(spec?.language).toBe("zh-CN");
			expect(spec?.pages.map(({ folio, frames }) => [folio, frames.length])).toEqual([
				["1 / 2", 2],
				["2 / 2", 1],
			]);
			expect(spec?.pages[0]?.frames.map(({ number, caption }) => [number, caption])).toEqual([
				["1", "0"],
				["2", "1"],
			]);
			const token = spec?.pages[0]?.frames[0]?.picture?.split("/").at(-1) ?? "";
			expect(shelf.pathOf(token)).toBeUndefined();
			expect(await readdir(out)).toEqual(["board.pdf"]);
		}));

	test("that cannot be printed, is stopped, or finds no room leaves the older file alone", () =>
		atDesk(async ({ images, out, exporter }) => {
			const path = join(out, "board.pdf");
			await writeFile(path, "an older one");
			const wanted = order(images, storyboard);
			const broken = exporter({ print: () => Promise.reject(new Error("no fonts")) });
			await expect(broken.start(wanted, to(path))).rejects.toMatchObject({
				reason: "export-failed",
				message: expect.stringContaining("no fonts"),
			});
			const waiting = exporter({
				print: (_spec, signal) =>
					new Promise((_, reject) => {
						signal.addEventListener("abort", () => reject(signal.reason));
						waiting.stop(wanted.run);
					}),
			});
			expect(await waiting.start(wanted, to(path))).toEqual({ files: 0 });
			const disk = watchedDisk((operation) => {
				if (operation === "replace") throw systemError("EACCES");
			});
			const refused = exporter({ disk }).start(wanted, to(path));
			await expect(refused).rejects.toMatchObject({ reason: "folder-read-only" });
			expect(await readdir(out)).toEqual(["board.pdf"]);
			expect(await readFile(path, "utf8")).toBe("an older one");
		}));
});

describe("an animation", () => {
	const animation = { kind: "animation", format: "webp", secondsPerFrame: 1, maxSide: 64 } as const;

	test("is written whole", () =>
		atDesk(async ({ images, out, told, exporter }) => {
			const path = join(out, "set.webp");
			expect(await exporter().start(order(images, animation), to(path))).toEqual({
				path,
				files: 1,
			});
			expect(await imaging.inspect({ path })).toMatchObject({ format: "webp", width: 60 });
			expect(told).toEqual([0, 1, 2, 3]);
		}));

	test("of too many pictures is refused before anything is asked", () =>
		atDesk(async ({ images, exporter }) => {
			const many = Array.from({ length: 101 }, () => images[0] ?? images[1]).flatMap(
				(image) => image ?? [],
			);
			const never = () => Promise.reject(new Error("nobody is asked"));
			const ask = { folder: never, file: never };
			const long = exporter().start(order(many, animation), ask);
			await expect(long).rejects.toMatchObject({ reason: "animation-too-long" });
			const large = { ...animation, format: "gif", maxSide: 2_048 } as const;
			const heavy = exporter().start(order(many.slice(0, 24), large), ask);
			await expect(heavy).rejects.toMatchObject({ failure: { facts: { limit: 23, have: 24 } } });
		}));
});

describe("closing the app", () => {
	test("ends an export whose dialog is still open", () =>
		atDesk(async ({ images, exporter }) => {
			const open = exporter();
			const asking = Promise.withResolvers<void>();
			const never = () => {
				asking.resolve();
				return new Promise<undefined>(() => {});
			};
			const going = open.start(order(images, { kind: "files" }), { folder: never, file: never });
			await asking.promise;
			await open.close();
			expect(await going).toEqual({ files: 0 });
		}));
});

test("pictures of an export that a crash ended are gone at the next start", async () => {
	await using folder = await temporaryFolder();
	const path = join(folder.path, "print");
	const crashed = await createPrintShelf(path).open();
	await crashed.put(Buffer.from("jpeg"));
	const next = await createPrintShelf(path).open();
	expect(await readdir(path)).toHaveLength(1);
	await next.close();
	expect(await readdir(path)).toEqual([]);
});
