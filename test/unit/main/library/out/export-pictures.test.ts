import { readdirSync, writeFileSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v4 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import type { Activity } from "../../../../../src/contract/activity.ts";
import { RunId } from "../../../../../src/contract/ids.ts";
import type { PictureExport, PictureIntent } from "../../../../../src/contract/picture-export.ts";
import type { PrintSpec } from "../../../../../src/contract/print-spec.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { rewriteMetadata } from "../../../../../src/main/imaging/picture-metadata.ts";
import { readRecipeXmp } from "../../../../../src/main/imaging/xmp-recipe.ts";
import { createActivities } from "../../../../../src/main/library/activities.ts";
import { createPrintShelf } from "../../../../../src/main/library/export-shelf.ts";
import {
	createPictureExports,
	type PictureExportPorts,
} from "../../../../../src/main/library/out/export-pictures.ts";
import { HandOffManifest } from "../../../../../src/main/library/out/hand-off-manifest.ts";
import { gradientPng } from "../../../../simulator/png.ts";
import { systemError, watchedDisk } from "../../store/failing-disk.ts";
import { NOON, newRecipe, realImaging, standingClock, temporaryFolder } from "../test-library.ts";
import { pictureShelf, sha256 } from "./picture-shelf.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const SECRET = "Orchid Zeppelin over the harbour, dripping neon";

type Desk = Awaited<ReturnType<typeof pictureShelf>> & {
	readonly out: string;
	readonly told: Activity[];
	/** Bytes of every picture that went to the printer. */
	readonly printed: Buffer[];
	readonly specs: PrintSpec[];
	readonly start: (
		as: PictureExport["as"],
		where: string | undefined,
		more?: {
			readonly intent?: PictureExport["intent"];
			readonly disk?: PictureExportPorts["disk"];
			readonly onTold?: (activity: Activity, stop: () => void) => void;
			readonly ids?: PictureExport["ids"];
		},
	) => Promise<{ path?: string | undefined; files: number }>;
};

async function atDesk(
	wishes: Parameters<typeof pictureShelf>[1],
	work: (desk: Desk) => Promise<void>,
): Promise<void> {
	await using folder = await temporaryFolder();
	const pictures = await pictureShelf(join(folder.path, "library"), wishes);
	const out = join(folder.path, "out");
	await mkdir(out);
	const told: Activity[] = [];
	const printed: Buffer[] = [];
	const specs: PrintSpec[] = [];
	const shelf = createPrintShelf(join(folder.path, "print"));
	const start: Desk["start"] = async (as, where, more = {}) => {
		const run = RunId.parse(v4());
		const activities = createActivities({
			clock: standingClock(NOON),
			tell: (activity) => {
				told.push(activity);
				more.onTold?.(activity, () => activities.stop(run));
			},
			dismissed: () => {},
		});
		const exports = createPictureExports({
			...{ library: pictures.library, imaging, activities, shelf, log: silentLog },
			...{ language: () => "en", now: () => NOON },
			...(more.disk && { disk: more.disk }),
			print: async (spec) => {
				specs.push(spec);
				for (const { picture = "" } of spec.pages.flatMap(({ frames }) => frames)) {
					const path = shelf.pathOf(picture.slice(picture.lastIndexOf("/") + 1));
					if (path !== undefined) printed.push(await readFile(path));
				}
				return Buffer.from("%PDF-1");
			},
		});
		const { intent = { metadata: "as-is" }, ids = [...pictures.ids] } = more;
		return exports.start(
			{ run, ids, intent, title: "Spring / 2026?", as },
			{ folder: async () => where, file: async () => where },
		);
	};
	await work({ ...pictures, ...{ out, told, printed, specs, start } });
}

async function entriesOf(zip: Uint8Array): Promise<Map<string, Buffer>> {
	const files = new Map<string, Buffer>();
	const archive = await fromBufferPromise(Buffer.from(zip), {});
	for await (const entry of archive.eachEntry()) {
		const chunks: Buffer[] = [];
		for await (const chunk of await archive.openReadStreamPromise(entry)) {
			chunks.push(Buffer.from(chunk));
		}
		files.set(entry.fileName, Buffer.concat(chunks));
	}
	return files;
}

function entry(entries: Map<string, Buffer>, name: string): Buffer {
	const bytes = entries.get(name);
	if (bytes === undefined) throw new Error(`There is no ${name}.`);
	return bytes;
}

describe("pictures in a folder", () => {
	test("are the very bytes under names that are free whatever the capitals, and one that is missing is told", () =>
		atDesk([{}, { gone: true }, { prompt: "neon PANDA" }], async (desk) => {
			const { out, told, images, library } = desk;
			await writeFile(join(out, "neon-panda.png"), "mine");
			const intent = { metadata: "as-is", names: "{prompt}" } as const;
			const done = await desk.start({ kind: "folder" }, out, { intent });
			expect(done).toEqual({ path: out, files: 2 });
			const names = ["Neon-panda (2).png", "neon-PANDA (3).png", "neon-panda.png"];
			expect((await readdir(out)).sort()).toEqual(names.sort());
			expect(await readFile(join(out, "neon-panda.png"), "utf8")).toBe("mine");
			const [first, gone] = images;
			if (first === undefined || gone === undefined) throw new Error("There are three pictures.");
			const original = await readFile(await library.fileOf(first.id));
			expect((await readFile(join(out, "Neon-panda (2).png"))).equals(original)).toBe(true);
			const last = told.at(-1);
			expect(last).toMatchObject({ state: "done", done: 3, total: 3, path: out, problemCount: 1 });
			expect(last?.problems[0]).toMatchObject({
				name: gone.file,
				error: { reason: "image-not-found" },
			});
		}));

	test("leave nothing behind when they are stopped, when the disk is full, or when none is there", () =>
		atDesk([{}, {}, {}, {}], async ({ out, start }) => {
			const stopped = await start({ kind: "folder" }, out, {
				onTold: ({ done }, stop) => done >= 1 && stop(),
			});
			expect(stopped).toEqual({ files: 0 });
			let copies = 0;
			const disk = watchedDisk((operation) => {
				copies += operation === "copyFrom" ? 1 : 0;
				if (operation === "copyFrom" && copies === 3) throw systemError("ENOSPC");
			});
			await expect(start({ kind: "folder" }, out, { disk })).rejects.toMatchObject({
				reason: "disk-full",
			});
			expect(await readdir(out)).toEqual([]);
			expect(await start({ kind: "folder" }, undefined)).toEqual({ files: 0 });
			await atDesk([{ gone: true }], async (empty) => {
				const failing = empty.start({ kind: "folder" }, empty.out);
				await expect(failing).rejects.toMatchObject({ reason: "image-not-found" });
			});
		}));

	test("that somebody has worked on stay, though the rest goes when it is stopped", () =>
		atDesk([{}, {}, {}, {}], async ({ out, start }) => {
			let edited = "";
			await start({ kind: "folder" }, out, {
				onTold: ({ done }, stop) => {
					if (done < 2 || edited !== "") return;
					[edited = ""] = readdirSync(out).filter((name) => !name.endsWith(".part"));
					writeFileSync(join(out, edited), "painted over");
					stop();
				},
			});
			expect(edited).not.toBe("");
			expect(await readdir(out)).toEqual([edited]);
			expect(await readFile(join(out, edited), "utf8")).toBe("painted over");
		}));

	test("come in the format, size and weight that was asked for, with their recipe", () =>
		atDesk(
			[{ content: gradientPng({ width: 900, height: 600, seed: 4 }), width: 900, height: 600 }],
			async ({ out, start, ids, recipeOf }) => {
				const [id] = ids;
				if (id === undefined) throw new Error("There is a picture.");
				const intent: PictureIntent = {
					metadata: "recipe",
					...{ format: "webp", maxSide: 512, maxBytes: 9_000, names: "{model} {n}" },
				};
				await start({ kind: "folder" }, out, { intent });
				const path = join(out, "Seedream-4-0 01.webp");
				const bytes = await readFile(path);
				expect(bytes.byteLength).toBeLessThanOrEqual(9_000);
				const { format, width, height } = await imaging.inspect({ path });
				expect({ format, width, height }).toEqual({ format: "webp", width: 512, height: 341 });
				const recipe = await readRecipeXmp({ path });
				expect(recipe?.request).toEqual(recipeOf(id).request);
				expect(recipe?.accountLabel).toBe("");
				const tight = { ...intent, maxBytes: 1_000 };
				const failing = start({ kind: "folder" }, out, { intent: tight });
				await expect(failing).rejects.toMatchObject({ reason: "picture-over-limit" });
			},
		));
});

describe("a ZIP", () => {
	test("holds every picture as asked, and is not there when it is stopped", () =>
		atDesk([{}, { gone: true }, {}], async ({ out, start, ids, library }) => {
			const path = join(out, "spring.zip");
			const done = await start({ kind: "zip" }, path, {
				intent: { metadata: "as-is", names: "same" },
			});
			expect(done).toEqual({ path, files: 2 });
			const entries = await entriesOf(await readFile(path));
			expect([...entries.keys()]).toEqual(["same.png", "same (2).png"]);
			const [first] = ids;
			if (first === undefined) throw new Error("There are pictures.");
			const original = await readFile(await library.fileOf(first));
			expect(entry(entries, "same.png").equals(original)).toBe(true);
			const stopped = await start({ kind: "zip" }, join(out, "stopped.zip"), {
				onTold: ({ done: count }, stop) => count >= 1 && stop(),
			});
			expect(stopped).toEqual({ files: 0 });
			expect(await readdir(out)).toEqual(["spring.zip"]);
		}));
});

describe("a hand-off pack", () => {
	const as = { kind: "hand-off", withoutPrompts: false, paper: "a4" } as const;

	test("tells of every picture in its manifest, and says which are missing", () =>
		atDesk(
			[{ mark: { title: "Shoe", tags: ["spring"], stars: 4 } }, { gone: true }, {}],
			async ({ out, start, specs, ids }) => {
				const path = join(out, "pack.zip");
				const intent = { metadata: "recipe", names: "{title} {n}" } as const;
				expect(await start(as, path, { intent })).toEqual({ path, files: 2 });
				const entries = await entriesOf(await readFile(path));
				const files = ["pictures/Shoe 01.png", "pictures/03.png"];
				expect([...entries.keys()]).toEqual([...files, "contact-sheet.pdf", "manifest.json"]);
				const text = entry(entries, "manifest.json").toString("utf8");
				const manifest = HandOffManifest.parse(JSON.parse(text));
				expect(manifest.pictures[0]).toMatchObject({
					...{ number: 1, file: files[0], title: "Shoe", altText: "Shoe", stars: 4 },
					...{ tags: ["spring"], prompt: "Neon panda", model: "Seedream 4.0", gateway: "Demo" },
					digitalSourceType: expect.stringMatching(/trainedAlgorithmicMedia$/),
				});
				expect(manifest.missing).toEqual([{ number: 2, id: ids[1], reason: "image-not-found" }]);
				for (const { file, sha256: hash, size } of manifest.pictures) {
					const bytes = entry(entries, file);
					expect([sha256(bytes), bytes.byteLength]).toEqual([hash, size]);
				}
				expect(text).not.toMatch(/usd|price|cost|Studio/i);
				const captions = specs.flatMap(({ pages }) => pages).flatMap(({ frames }) => frames);
				expect(captions.map(({ caption }) => caption)).toEqual([
					"Shoe 01.png · Shoe",
					"– · Neon panda",
					"03.png · Neon panda",
				]);
			},
		));

	test("without prompts has not a word of them, in no byte of anything", async () => {
		// What a gateway, or this app on another computer, has put into the file itself.
		const plain = gradientPng({ width: 120, height: 80, seed: 9 });
		const xmp = { description: SECRET, altText: SECRET, recipe: newRecipe(SECRET) };
		const png = await rewritten(plain, xmp);
		const rules = { max: 1, formats: ["jpeg" as const], by: ["inline" as const] };
		const open = { maxBytes: 1e9, maxPixels: 1e9, minSide: 1, minRatio: 1e-5, maxRatio: 1e5 };
		const made = await imaging.fit({ bytes: plain }, { rules: { ...rules, ...open }, gateway: "" });
		const jpeg = await rewritten(made.bytes, xmp);
		const prompt = SECRET;
		const wishes = [
			{ prompt, content: png },
			{ prompt, content: jpeg, format: "jpeg", file: "2026-11/21-orchid-zeppelin-1/01.jpg" },
			{ prompt, gone: true, file: "2026-11/21-orchid-zeppelin-2/01.png" },
		];
		await atDesk(wishes, async ({ out, start, printed, specs }) => {
			for (const metadata of ["as-is", "recipe", "marked", "clean"] as const) {
				const path = join(out, `${metadata}.zip`);
				const intent = { metadata, names: "{prompt} {set} {n}" } as const;
				await start({ ...as, withoutPrompts: true }, path, { intent });
				const entries = await entriesOf(await readFile(path));
				const said = JSON.stringify([[...entries.keys()], specs]);
				const all = Buffer.concat([...entries.values(), ...printed, Buffer.from(said)]);
				for (const word of ["orchid", "zeppelin", "harbour", "dripping"]) {
					expect(all.toString("latin1").toLowerCase(), metadata).not.toContain(word);
				}
				const manifest = JSON.parse(entry(entries, "manifest.json").toString("utf8"));
				expect(manifest).toMatchObject({ prompts: false, pictures: [{}, {}], missing: [{}] });
			}
			expect(printed.length).toBe(8);
		});
	});
});

test("contact sheets of more than a thousand pictures are several files, none over another", () =>
	atDesk([{ gone: true }], async ({ out, start, ids }) => {
		const [id] = ids;
		if (id === undefined) throw new Error("There is a picture.");
		await writeFile(join(out, "sheet 2.pdf"), "mine");
		const as = { kind: "contact-sheet", paper: "a4", orientation: "portrait" } as const;
		const done = await start({ ...as, columns: 8, captions: true }, join(out, "sheet.pdf"), {
			ids: Array.from({ length: 1_001 }, () => id),
		});
		expect(done).toEqual({ path: join(out, "sheet.pdf"), files: 2 });
		expect((await readdir(out)).sort()).toEqual(["sheet 2 2.pdf", "sheet 2.pdf", "sheet.pdf"]);
		expect(await readFile(join(out, "sheet 2.pdf"), "utf8")).toBe("mine");
	}));

async function rewritten(bytes: Uint8Array, xmp: Parameters<typeof rewriteMetadata>[1]["xmp"]) {
	const { stream } = await rewriteMetadata(
		{ bytes },
		{ keep: "all", ...(xmp !== undefined && { xmp }) },
	);
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream()) chunks.push(chunk);
	return Buffer.concat(chunks);
}
