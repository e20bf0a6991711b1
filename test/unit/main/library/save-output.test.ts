import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { Recipe } from "../../../../src/contract/library.ts";
import { realDisk } from "../../../../src/main/store/disk.ts";
import { fullDisk, systemError, watchedDisk } from "../store/failing-disk.ts";
import {
	deliver,
	NOON,
	newRecipe,
	openTestLibrary,
	readJson,
	realImaging,
	save,
	smallPng,
	standingClock,
	temporaryFolder,
	visibleFiles,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const reasonOf = (error: unknown) => AppError.from(error).reason;
const failing = (work: Promise<unknown>) => work.then(() => "nothing failed", reasonOf);

describe("a result that comes in", () => {
	test("lies untouched in a folder a person can read, with its recipe beside it", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("Neon panda, 少女");
		const image = await save(library, recipe, 1);
		const inside = `2026-11/21-neon-panda-少女-${recipe.job.slice(-6)}`;
		expect(await visibleFiles(folder.path)).toEqual([`${inside}/02.png`, `${inside}/recipe.json`]);
		expect(await readFile(join(folder.path, inside, "02.png"))).toEqual(smallPng(1));
		expect(image).toMatchObject({ file: `${inside}/02.png`, width: 60, height: 40, index: 1 });
		const kept = Recipe.parse(await readJson(join(folder.path, inside, "recipe.json")));
		expect(kept.outputs.map((output) => output.state)).toEqual(["pending", "saved", "pending"]);
		expect(kept.outputs[1]).toMatchObject({ file: "02.png", format: "png", savedAt: NOON });
		await library.close();
	});

	test("is in the index and has its thumbnail once it is saved", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const image = await save(library, recipe, 0);
		expect(library.find(image.id)).toEqual(image);
		expect(library.imagesOf(recipe.job)).toEqual([image]);
		const thumb = join(folder.path, ".seedcase/thumbs", image.id.slice(-2), `${image.id}.webp`);
		expect((await readFile(thumb)).subarray(8, 12).toString()).toBe("WEBP");
		expect(await library.fileOf(image.id)).toBe(join(folder.path, image.file));
		await library.close();
	});

	test("has the ending of what it really is, whatever was asked for", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const webp = await imaging.thumbnail({ bytes: smallPng() }, { maxSide: 512 });
		const image = await save(library, newRecipe(), 0, webp);
		expect(image.file).toMatch(/\/01\.webp$/);
		expect(image.format).toBe("webp");
		await library.close();
	});

	test("and its siblings that come at the same time all end in one recipe", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe("A set", { count: 8 });
		const images = await Promise.all(
			recipe.outputs.map((_, index) => save(library, recipe, index)),
		);
		const kept = Recipe.parse(
			await readJson(join(folder.path, images[0]?.file ?? "", "../recipe.json")),
		);
		expect(kept.outputs.map(({ state, file }) => [state, file])).toEqual(
			images.map((_, index) => ["saved", `0${index + 1}.png`]),
		);
		expect(new Set(images.map((image) => image.savedAt)).size).toBe(8);
		await library.close();
	});

	test("reads from its first frame in the gallery, in whatever order its frames came home", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const [set, single] = [newRecipe("A set", { count: 4 }), newRecipe("Alone")];
		for (const index of [2, 0]) await save(library, set, index);
		const alone = await save(library, single, 0);
		for (const index of [3, 1]) await save(library, set, index);
		const shown = await library.page({ query: { filter: { text: "" } }, offset: 0, limit: 10 });
		const frames = shown.filter((image) => image.id !== alone.id);
		expect(frames.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
		await library.rebuild();
		expect(await library.page({ query: { filter: { text: "" } }, offset: 0, limit: 10 })).toEqual(
			shown,
		);
		await library.close();
	});

	test("saved twice is one picture with one record", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const first = await save(library, recipe, 0);
		const again = await save(library, recipe, 0);
		expect(again).toEqual(first);
		expect(await library.recoverOutput(await deliver(library, recipe, 0))).toEqual(first);
		expect(await library.page({ query: { filter: { text: "" } }, offset: 0, limit: 10 })).toEqual([
			first,
		]);
		expect((await visibleFiles(folder.path)).filter((file) => file.endsWith(".png"))).toHaveLength(
			1,
		);
		await library.close();
	});

	test("asked for twice at the same time is saved once", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const request = await deliver(library, newRecipe(), 0);
		const [first, second] = await Promise.all([
			library.saveOutput(request),
			library.saveOutput(request),
		]);
		expect(second).toEqual(first);
		expect(await visibleFiles(folder.path)).toHaveLength(2);
		await library.close();
	});

	test("never takes the place of another file of its name", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const { file } = await save(library, recipe, 0);
		const mine = join(folder.path, file, "../02.png");
		await writeFile(mine, "the designer's own words");
		const image = await save(library, recipe, 1);
		expect(image.file).toMatch(/\/02-2\.png$/);
		expect(await readFile(mine, "utf8")).toBe("the designer's own words");
		await library.close();
	});

	test("goes into another folder when one of that name belongs to another job", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const other = newRecipe();
		const twin = {
			...other,
			job: `${other.job.slice(0, -6)}${recipe.job.slice(-6)}` as typeof other.job,
		};
		const first = await save(library, recipe, 0);
		const second = await save(library, twin, 0);
		expect(second.file).not.toBe(first.file);
		expect((await library.get(first.id)).recipe?.job).toBe(recipe.job);
		expect((await library.get(second.id)).recipe?.job).toBe(twin.job);
		await library.close();
	});
});

describe("a recipe written again", () => {
	test("keeps what is known of saved pictures and the designer's marks", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const image = await save(library, recipe, 0);
		const path = join(folder.path, image.file, "../recipe.json");
		const marked = Recipe.parse(await readJson(path));
		await writeFile(path, JSON.stringify({ ...marked, marks: { title: "Hero", tags: ["a"] } }));
		const [first, second, third] = recipe.outputs;
		if (!(first && second && third)) throw new Error("The job has three outputs.");
		const refused = { ...second, state: "refused" as const, reason: "Held back." };
		await library.writeRecipe({ ...recipe, remoteId: "task-1", outputs: [first, refused, third] });
		const kept = Recipe.parse(await readJson(path));
		expect(kept.marks).toEqual({ title: "Hero", tags: ["a"] });
		expect(kept.remoteId).toBe("task-1");
		expect(kept.outputs[0]).toEqual(marked.outputs[0]);
		expect(kept.outputs[1]).toEqual(refused);
		await library.close();
	});

	test("sets a damaged one aside instead of writing over it", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		const image = await save(library, recipe, 0);
		const job = join(folder.path, image.file, "..");
		await writeFile(join(job, "recipe.json"), '{"marks":{"title":"Hero"');
		await library.writeRecipe(recipe);
		expect(await readFile(join(job, "recipe.damaged.json"), "utf8")).toBe(
			'{"marks":{"title":"Hero"',
		);
		expect(Recipe.parse(await readJson(join(job, "recipe.json"))).job).toBe(recipe.job);
		expect(
			await library.recoverOutput({ recipe, output: { id: image.id, index: 0 } }),
		).toMatchObject({
			id: image.id,
			file: image.file,
		});
		await library.close();
	});
});

describe("bytes that are no whole picture", () => {
	test.each([
		["result-not-a-picture", Buffer.from("<html>404</html>")],
		["result-damaged", smallPng().subarray(0, 300)],
	])("are refused as %s and leave nothing visible", async (reason, bytes) => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const recipe = newRecipe();
		expect(await failing(save(library, recipe, 0, bytes))).toBe(reason);
		expect(await visibleFiles(folder.path)).toEqual([]);
		expect(await readdir(join(folder.path, ".seedcase/incoming"))).toEqual([]);
		expect((await save(library, recipe, 0)).bytes).toBe(smallPng(0).length);
		await library.close();
	});

	test("shorter than what was counted are asked for again", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const request = await deliver(library, newRecipe(), 0);
		const longer = { ...request, bytes: request.bytes + 1 };
		expect(await failing(library.saveOutput(longer))).toBe("download-interrupted");
		await library.close();
	});

	test("are left for the next try when their decoding is stopped", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const request = await deliver(library, newRecipe(), 0);
		const signal = AbortSignal.abort(new Error("closing"));
		expect(await failing(library.saveOutput({ ...request, signal }))).toBe("cancelled");
		expect((await library.saveOutput(request)).id).toBe(request.output.id);
		await library.close();
	});

	test("a picture whose stand-in cannot be made is saved all the same", async () => {
		await using folder = await temporaryFolder();
		const broken = {
			...imaging,
			inspectWithThumbnail: () => Promise.reject(new Error("no stand-in today")),
		};
		const library = await openTestLibrary(folder.path, broken);
		const image = await save(library, newRecipe(), 0);
		expect((await readFile(await library.thumbnailOf(image.id))).subarray(0, 4).toString()).toBe(
			"RIFF",
		);
		await library.close();
	});
});

describe("a disk that does not take the picture", () => {
	test("says so when it is full, keeps the bytes, and saves once there is room", async () => {
		await using folder = await temporaryFolder();
		const disk = fullDisk(200);
		const library = await openTestLibrary(folder.path, imaging, { disk });
		const request = await deliver(library, newRecipe(), 0);
		expect(await failing(library.saveOutput(request))).toBe("disk-full");
		expect((await visibleFiles(folder.path)).filter((file) => file.endsWith(".png"))).toEqual([]);
		disk.free(1_000_000);
		expect((await library.saveOutput(request)).file).toMatch(/\/01\.png$/);
		await library.close();
	});

	test.each([
		["ENOSPC", "disk-full"],
		["EDQUOT", "disk-full"],
		["EROFS", "folder-read-only"],
		["EACCES", "folder-read-only"],
		["EPERM", "folder-read-only"],
		["EIO", "storage-failed"],
	])("%s is told as %s", async (code, reason) => {
		await using folder = await temporaryFolder();
		let broken = false;
		const disk = watchedDisk((operation) => {
			if (broken && operation === "makeFolder") throw systemError(code);
		});
		const library = await openTestLibrary(folder.path, imaging, { disk });
		const request = await deliver(library, newRecipe(), 0);
		broken = true;
		expect(await failing(library.saveOutput(request))).toBe(reason);
		expect(await failing(library.incomingPath(request.output.id))).toBe(reason);
		expect((await library.health())?.reason).toBe(reason);
		broken = false;
		expect(await library.health()).toBeUndefined();
		expect((await library.saveOutput(request)).id).toBe(request.output.id);
		await library.close();
	});

	test("a library that is gone is not made again, and works again when it is back", async () => {
		await using folder = await temporaryFolder();
		const root = join(folder.path, "disk");
		const library = await openTestLibrary(root, imaging);
		const request = await deliver(library, newRecipe(), 0);
		await rename(root, `${root}-unplugged`);
		expect(await failing(library.saveOutput(request))).toBe("folder-missing");
		expect(await failing(library.incomingPath(request.output.id))).toBe("folder-missing");
		expect(await failing(library.writeRecipe(request.recipe))).toBe("folder-missing");
		expect((await library.health())?.reason).toBe("folder-missing");
		expect(await visibleFiles(root)).toEqual([]);
		await rename(`${root}-unplugged`, root);
		expect((await library.saveOutput(request)).id).toBe(request.output.id);
		await library.close();
	});

	test("the empty place where a disk was plugged in is no library", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const request = await deliver(library, newRecipe(), 0);
		await rm(join(folder.path, ".seedcase"), { recursive: true });
		expect(await failing(library.saveOutput(request))).toBe("folder-missing");
		await library.close();
	});

	test("a folder that was opened before is not made anew at the next start", async () => {
		await using folder = await temporaryFolder();
		const gone = openTestLibrary(join(folder.path, "gone"), imaging, { create: false });
		expect(await failing(gone)).toBe("folder-missing");
		// Nor in the empty place where its disk was plugged in.
		const empty = openTestLibrary(folder.path, imaging, { create: false });
		expect(await failing(empty)).toBe("folder-missing");
		expect(await readdir(folder.path)).toEqual([]);
	});
});

/** The process is dead: nothing works from here on. */
class PowerCut extends Error {}

describe("a crash", () => {
	test("cannot come before what makes a step durable", async () => {
		await using folder = await temporaryFolder();
		const steps: string[] = [];
		const disk = watchedDisk((operation, path) => {
			steps.push(`${operation} ${path.slice(folder.path.length + 1).replaceAll("\\", "/")}`);
		});
		const library = await openTestLibrary(folder.path, imaging, { disk });
		const request = await deliver(library, newRecipe(), 0);
		steps.length = 0;
		const job = dirname((await library.saveOutput(request)).file);
		const part = `.seedcase/incoming/${request.output.id}.part`;
		const order = [
			`syncFile ${part}`,
			`makeFolder ${job}`,
			`replace ${job}/recipe.json`,
			`syncFolder ${job}`,
			`moveToNew ${job}/01.png`,
			`syncFolder ${job}`,
			`replace ${job}/recipe.json`,
			`syncFolder ${job}`,
		];
		expect(steps.filter((step) => order.includes(step))).toEqual(order);
		await library.close();
	});

	const recipe = newRecipe("Crash");

	/** @returns true when the saving came to its end before the disk operation `at` */
	async function saveAndCutAt(folder: string, at: number): Promise<boolean> {
		let armed = false;
		let done = 0;
		const count = () => {
			if (!armed) return;
			if (done === at) throw new PowerCut();
			done += 1;
		};
		const disk = watchedDisk(count);
		const library = await openTestLibrary(folder, imaging, {
			disk: {
				...disk,
				// What is being written when the power goes is half there.
				writeFile: async (path, content) => {
					if (armed && done === at) {
						await writeFile(path, Buffer.from(content).subarray(0, content.length / 2));
					}
					await disk.writeFile(path, content);
				},
			},
		});
		const request = await deliver(library, recipe, 0);
		armed = true;
		const reason = await failing(library.saveOutput(request));
		await library.close();
		return reason === "nothing failed";
	}

	test("at any step leaves nothing or a whole picture, and the next start has it once", async () => {
		let cuts = 0;
		for (let at = 0; ; at += 1) {
			await using folder = await temporaryFolder();
			if (await saveAndCutAt(folder.path, at)) break;
			cuts += 1;
			for (const file of await visibleFiles(folder.path)) {
				const bytes = await readFile(join(folder.path, file));
				if (file.endsWith(".png")) expect(bytes).toEqual(smallPng(0));
				else expect(Recipe.safeParse(JSON.parse(bytes.toString())).success).toBe(true);
			}
			const library = await openTestLibrary(folder.path, imaging);
			const request = await deliver(library, recipe, 0);
			const image = (await library.recoverOutput(request)) ?? (await library.saveOutput(request));
			expect(await readFile(await library.fileOf(image.id))).toEqual(smallPng(0));
			expect(await library.page({ query: { filter: { text: "" } }, offset: 0, limit: 10 })).toEqual(
				[image],
			);
			const { images, problems } = await library.rebuild();
			expect({ images, problems }).toEqual({ images: 1, problems: [] });
			expect(await library.page({ query: { filter: { text: "" } }, offset: 0, limit: 10 })).toEqual(
				[image],
			);
			await library.close();
		}
		expect(cuts).toBeGreaterThan(8);
	});

	test("between the picture and its record is mended without fetching again", async () => {
		await using folder = await temporaryFolder();
		let moved = false;
		const disk = watchedDisk((operation) => {
			if (moved) throw new PowerCut();
			moved = operation === "moveToNew";
		});
		const before = await openTestLibrary(folder.path, imaging, { disk });
		const request = await deliver(before, recipe, 0);
		await failing(before.saveOutput(request));
		await before.close();
		const library = await openTestLibrary(folder.path, imaging);
		const image = await library.recoverOutput(request);
		expect(image).toMatchObject({ id: request.output.id, width: 60, height: 40 });
		const [first] = (await library.get(request.output.id)).recipe?.outputs ?? [];
		expect(first).toMatchObject({ state: "saved", sha256: request.sha256, bytes: request.bytes });
		await library.close();
	});

	test("leaves half files that are gone after the next start", async () => {
		await using folder = await temporaryFolder();
		const before = await openTestLibrary(folder.path, imaging);
		const { output } = await deliver(before, recipe, 0);
		const half = await before.incomingPath(output.id);
		expect(existsSync(half)).toBe(true);
		await before.close();
		const library = await openTestLibrary(folder.path, imaging);
		expect(existsSync(half)).toBe(false);
		await library.close();
	});
});

test("times of saving differ even when the clock stands still, and follow it when it is put right", async () => {
	await using folder = await temporaryFolder();
	const clock = standingClock(NOON);
	const library = await openTestLibrary(folder.path, imaging, { clock, disk: realDisk });
	const times: number[] = [];
	for (const now of [NOON, NOON, NOON - 500, NOON - 3_600_000]) {
		clock.set(now);
		times.push((await save(library, newRecipe("Clock"), 0)).savedAt - NOON);
	}
	expect(times).toEqual([0, 1, 2, -3_600_000]);
	await library.close();
});

test("a picture that was changed in its place is recorded as it is now, from when it came", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const recipe = newRecipe();
	const image = await save(library, recipe, 0);
	const path = join(folder.path, image.file);
	await writeFile(path, smallPng(9));
	await utimes(path, 1_000, 1_000);
	const changed = { ...image, bytes: smallPng(9).length };
	await library.rebuild();
	expect(library.find(image.id)).toEqual(changed);
	const found = await library.recoverOutput({ recipe, output: { id: image.id, index: 0 } });
	expect(found).toEqual(changed);
	await library.close();
});
