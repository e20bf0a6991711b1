import { mkdir, symlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { v4 } from "uuid";
import { describe, expect, test } from "vitest";
import { AppError, appError } from "../../../../src/contract/errors.ts";
import { ReferenceId, RunId } from "../../../../src/contract/ids.ts";
import type { Gathering, Reference } from "../../../../src/contract/references.ts";
import { systemClock } from "../../../../src/main/foundation/clock.ts";
import { createGatherer, type GathererPorts } from "../../../../src/main/references/gather.ts";
import { type FoundFiles, findFiles } from "../../../../src/main/references/gather-files.ts";
import { threadMs } from "../../../thread-time.ts";
import { temporaryFolder } from "../library/test-library.ts";

type Import = GathererPorts["references"]["importFile"];

const reference = (path: string): Reference => ({
	id: ReferenceId.parse(Buffer.from(path).toString("hex").padEnd(64, "0").slice(-64)),
	name: basename(path),
	width: 1,
	height: 1,
	bytes: 1,
	format: "png",
});

/** A desk with files of these names, and a gatherer that takes each of them unless told otherwise. */
async function desk(
	names: readonly string[],
	importFile: Import = async (path) => reference(path),
) {
	const folder = await temporaryFolder();
	for (const name of names) {
		await mkdir(join(folder.path, name, ".."), { recursive: true });
		if (!name.endsWith("/")) await writeFile(join(folder.path, name), name);
		else await mkdir(join(folder.path, name), { recursive: true });
	}
	const words: Gathering[] = [];
	const gatherer = createGatherer({
		references: { importFile },
		clock: systemClock,
		tell: (word) => words.push(word),
	});
	const run = RunId.parse(v4());
	return {
		...folder,
		at: (name: string) => join(folder.path, name),
		gatherer,
		words,
		run,
		gather: (paths: readonly string[], limit = 2_000) =>
			gatherer.gather({ run, paths: paths.map((path) => join(folder.path, path)), limit }),
		names: () => words.flatMap(({ references }) => references.map(({ name }) => name)),
		problems: () =>
			words.flatMap(({ problems }) => problems.map(({ name, error }) => [name, error.reason])),
	};
}

const soon = <T>() => Promise.withResolvers<T>();

describe("what is gathered", () => {
	test("is every picture of folders and the files named, in the order of their names", async () => {
		await using at = await desk([
			"set/shot10.png",
			"set/shot2.PNG",
			"set/notes.txt",
			"set/deep/er/a.jpeg",
			"set/deep/z.webp",
			"set/logo.svg",
			"set/layers.psd",
			"set/IMG_1.HEIC",
			"set/.hidden.png",
			"set/.git/a.png",
			"set/__MACOSX/a.png",
			"set/Photos.photoslibrary/originals/a.png",
			"single.what",
		]);
		const last = await at.gather(["single.what", "set"]);
		expect(at.names()).toEqual([
			"single.what",
			"IMG_1.HEIC",
			"layers.psd",
			"logo.svg",
			"shot2.PNG",
			"shot10.png",
			"z.webp",
			"a.jpeg",
		]);
		expect(last).toEqual({
			...{ run: at.run, stage: "done", found: 8, done: 8, leftOut: 0, passedOver: 1 },
			...{ references: [], problems: [] },
		});
		expect(at.words.at(-1)).toMatchObject({ stage: "done", done: 8 });
	});

	test("leaves links to folders alone and follows those to files; the same file comes once", async () => {
		await using at = await desk(["set/a.png", "elsewhere/b.png"]);
		await symlink(at.at("set"), at.at("set/circle"));
		await symlink(at.at("elsewhere"), at.at("set/away"));
		await symlink(at.at("elsewhere/b.png"), at.at("set/link.png"));
		await symlink(at.at("nowhere.png"), at.at("set/dead.png"));
		await at.gather(["set", "set/a.png", "set"]);
		expect(at.names()).toEqual(["a.png", "link.png"]);
	});

	test("stops at the limit by name, and counts what is left out", async () => {
		const many = Array.from({ length: 300 }, (_, at) => `set/p${at}.png`);
		await using at = await desk([...many, "set/more/q.png"]);
		const last = await at.gather(["set", "set/more/q.png"], 5);
		expect(at.names()).toEqual(["p0.png", "p1.png", "p2.png", "p3.png", "p4.png"]);
		expect(last).toMatchObject({ found: 5, done: 5, leftOut: 297 });
	});

	test("a bad picture, an empty folder and one that is gone are problems, and the rest goes on", async () => {
		const importFile: Import = async (path) => {
			if (path.endsWith("bad.png")) throw appError("reference-damaged", { name: "bad.png" });
			if (path.endsWith("gone")) throw appError("reference-gone", { name: "gone" });
			return reference(path);
		};
		await using at = await desk(
			["set/bad.png", "set/good.png", "words/a.txt", "void/"],
			importFile,
		);
		const last = await at.gather(["void", "words", "gone", "set"]);
		expect(at.names()).toEqual(["good.png"]);
		expect(at.problems()).toEqual([
			["void", "folder-empty"],
			["words", "folder-empty"],
			["gone", "reference-gone"],
			["bad.png", "reference-damaged"],
		]);
		expect(last).toMatchObject({ stage: "done", found: 3, done: 3, passedOver: 1 });
	});

	test("the count of what is left out ends somewhere", async () => {
		await using at = await desk(Array.from({ length: 40 }, (_, n) => `set/p${n}.png`));
		const found: FoundFiles = { paths: [], leftOut: 0, passedOver: 0, problems: [] };
		const signal = new AbortController().signal;
		const options = { limit: 3, signal, onProgress: () => {}, maxLookedAt: 20 };
		await findFiles([at.at("set")], found, options);
		expect(found.paths).toHaveLength(3);
		expect(found.leftOut).toBeLessThanOrEqual(17);
		expect(found.problems).toEqual([]);
	});
});

describe("how it is told", () => {
	test("in the order found, however the reading goes, two at once, and not too often", async () => {
		const names = Array.from({ length: 60 }, (_, n) => `set/${n}.png`);
		let [now, most, begun] = [0, 0, 0];
		const first = soon<void>();
		const importFile: Import = async (path) => {
			now += 1;
			most = Math.max(most, now);
			begun += 1;
			if (basename(path) === "0.png") await first.promise;
			if (begun === names.length) first.resolve();
			await new Promise((resolve) => setImmediate(resolve));
			now -= 1;
			return reference(path);
		};
		await using at = await desk(names, importFile);
		const started = performance.now();
		await at.gather(["set"]);
		const took = performance.now() - started;
		expect(at.names()).toEqual(names.map((name) => basename(name)));
		expect(most).toBe(2);
		expect(at.words.length).toBeLessThanOrEqual(took / 100 + 3);
		for (const [n, word] of at.words.entries()) {
			expect(word.done).toBeGreaterThanOrEqual(at.words[n - 1]?.done ?? 0);
		}
	});

	test("what is read is told soon, even when the next takes long", async () => {
		const slow = soon<void>();
		const importFile: Import = async (path) => {
			if (path.endsWith("9.png")) await slow.promise;
			return reference(path);
		};
		await using at = await desk(["set/1.png", "set/2.png", "set/9.png"], importFile);
		const gathering = at.gather(["set"]);
		await expect.poll(at.names).toEqual(["1.png", "2.png"]);
		expect(at.words.at(-1)).toMatchObject({ stage: "reading", found: 3, done: 2 });
		slow.resolve();
		await gathering;
		expect(at.names()).toEqual(["1.png", "2.png", "9.png"]);
	});
});

describe("an end before the end", () => {
	/** Three files of which the last is never read unless it is stopped. */
	async function stuck() {
		const reading = soon<void>();
		const importFile: Import = async (path, { signal } = {}) => {
			if (!path.endsWith("9.png")) return reference(path);
			reading.resolve();
			return new Promise((_, reject) => {
				signal?.addEventListener("abort", () => reject(appError("cancelled")), { once: true });
			});
		};
		const at = await desk(["set/1.png", "set/2.png", "set/9.png", "set/99.png"], importFile);
		return { at, reading: reading.promise };
	}

	test("stopped, what was read stays and is told, and the run can begin anew", async () => {
		const { at, reading } = await stuck();
		await using _ = at;
		const gathering = at.gather(["set"]);
		await reading;
		await expect(at.gather(["set"])).rejects.toMatchObject({ reason: "input-invalid" });
		at.gatherer.stopGather(RunId.parse(v4()));
		at.gatherer.stopGather(at.run);
		const last = await gathering;
		expect(last).toMatchObject({ stage: "stopped", found: 4, problems: [] });
		expect(at.names().slice(0, 2)).toEqual(["1.png", "2.png"]);
		expect(last.done).toBe(at.names().length);
		expect(at.problems()).toEqual([]);
		const anew = at.gather(["set/1.png"]);
		expect(await anew).toMatchObject({ stage: "done", done: 1 });
	});

	test("the end of the app waits until nothing is read any more", async () => {
		const { at, reading } = await stuck();
		await using _ = at;
		const gathering = at.gather(["set"]);
		await reading;
		await at.gatherer.close();
		expect(await Promise.race([gathering, "still going on"])).toMatchObject({ stage: "stopped" });
	});

	test("a full disk ends it in its own words instead of saying so of every file", async () => {
		const importFile: Import = async (path) => {
			if (path.endsWith("1.png")) return reference(path);
			throw appError("disk-full");
		};
		await using at = await desk(["set/1.png", "set/2.png", "set/3.png", "set/4.png"], importFile);
		await expect(at.gather(["set"])).rejects.toMatchObject({ reason: "disk-full" });
		expect(at.names()).toEqual(["1.png"]);
		expect(at.problems()).toEqual([]);
		expect(at.words.at(-1)).toMatchObject({ stage: "stopped" });
	});
});

test("a folder of many files neither blocks the process nor takes long", async () => {
	await using at = await desk(["set/a.txt"]);
	// Hard to make so many in a test: one folder is searched as often as it takes.
	const names = Array.from({ length: 2_000 }, (_, n) => `p${(n * 7919) % 2_000}.png`);
	await Promise.all(names.map((name) => writeFile(at.at(`set/${name}`), "")));
	const found: FoundFiles = { paths: [], leftOut: 0, passedOver: 0, problems: [] };
	let [longest, last] = [0, threadMs()];
	const beat = setInterval(() => {
		longest = Math.max(longest, threadMs() - last);
		last = threadMs();
	}, 1);
	const signal = new AbortController().signal;
	await findFiles([at.at("set")], found, { limit: 500, signal, onProgress: () => {} });
	clearInterval(beat);
	expect(found).toMatchObject({ leftOut: 1_500, passedOver: 1 });
	expect(found.paths.map((path) => basename(path)).slice(0, 3)).toEqual([
		"p0.png",
		"p1.png",
		"p2.png",
	]);
	expect(basename(found.paths.at(-1) ?? "")).toBe("p499.png");
	expect(longest).toBeLessThan(500);
});

test("an error nobody named is told of its file", async () => {
	const importFile: Import = async () => Promise.reject(new Error("boom"));
	await using at = await desk(["a.png"], importFile);
	await at.gather(["a.png"]);
	expect(at.problems()).toEqual([["a.png", AppError.from(new Error("boom")).reason]]);
});
