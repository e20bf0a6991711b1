import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { RunId } from "../../../../../src/contract/ids.ts";
import type { CheckFinding, CheckReport } from "../../../../../src/contract/keeping.ts";
import type { ImageRecord } from "../../../../../src/contract/library.ts";
import { systemClock } from "../../../../../src/main/foundation/clock.ts";
import { createActivities } from "../../../../../src/main/library/activities.ts";
import { backupLibrary } from "../../../../../src/main/library/keeping/backup-library.ts";
import { checkLibrary } from "../../../../../src/main/library/keeping/check-library.ts";
import { createCheckReports } from "../../../../../src/main/library/keeping/check-reports.ts";
import type { MendPorts } from "../../../../../src/main/library/keeping/mend-finding.ts";
import type { Library } from "../../../../../src/main/library/library.ts";
import { realDisk } from "../../../../../src/main/store/disk.ts";
import { createLibraryFolder } from "../../../../../src/main/store/library-folder.ts";
import {
	NOON,
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	smallPng,
	temporaryFolder,
} from "../test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

/** A library with two sets of three, open. */
async function twoSets(folder: string) {
	const library = await openTestLibrary(folder, imaging);
	const images: ImageRecord[] = [];
	for (const [set, prompt] of ["Neon panda", "赛博朋克少女"].entries()) {
		const recipe = newRecipe(prompt);
		for (const n of [0, 1, 2]) images.push(await save(library, recipe, n, smallPng(set * 3 + n)));
	}
	const at = (n: number) => {
		const image = images[n];
		if (image === undefined) throw new Error(`There is no picture ${n}.`);
		return join(folder, image.file);
	};
	return { library, images, at };
}

type Open = { readonly library: Library; readonly images: readonly ImageRecord[] };

async function check(
	{ library, images }: Open,
	options: {
		repair?: boolean;
		backups?: readonly string[];
		stopped?: boolean;
		mirror?: NonNullable<MendPorts["mirror"]>;
	} = {},
): Promise<CheckReport> {
	const { repair = false, backups = [], stopped = false, mirror } = options;
	const id = RunId.parse(crypto.randomUUID());
	const activities = createActivities({
		clock: systemClock,
		tell: () => {},
		dismissed: () => {},
	});
	let kept: CheckReport | undefined;
	const ports = {
		...{ place: createLibraryFolder(library.folder, realDisk), disk: realDisk, imaging, backups },
		...{ imagesOf: library.imagesOf, now: () => NOON },
		find: (image: ImageRecord["id"]) => {
			if (stopped) activities.stop(id);
			return library.find(image);
		},
		async *indexed() {
			yield images.flatMap(({ id: image }) => library.find(image) ?? []);
		},
		countIndexed: async () => images.length,
		twinsOf: async () => [],
		...(mirror !== undefined && { mirror }),
		lookForMissing: library.lookForMissing,
		rebuild: () => library.rebuild(),
	};
	const run = activities.run({ id, kind: "check" }, (report) =>
		checkLibrary(ports, report, repair, async (report) => {
			kept = report;
		}),
	);
	await run.catch((error: unknown) => expect(AppError.from(error).reason).toBe("cancelled"));
	if (kept === undefined) throw new Error("No report was kept.");
	return kept;
}

const shortly = (report: CheckReport) =>
	report.findings.map(({ kind, path, remedy, repaired }: CheckFinding) => {
		const name = path.replace(/^2026-11\/21-[^/]*/, "·");
		return `${kind} ${name} ${remedy}${repaired ? " repaired" : ""}`;
	});

/** Hashes of everything the designer could miss. */
async function everyHash(folder: string): Promise<Set<string>> {
	const hashes = new Set<string>();
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (!entry.isFile() || path.includes(".seedcase")) continue;
		hashes.add(
			createHash("sha256")
				.update(await readFile(path))
				.digest("hex"),
		);
	}
	return hashes;
}

describe("a check", () => {
	test("of a whole library reads every picture and finds nothing", async () => {
		await using folder = await temporaryFolder();
		const open = await twoSets(folder.path);
		const { bytes, ...report } = await check(open);
		expect(report).toEqual({
			...{ checkedAt: NOON, files: 6, findings: [], findingCount: 0, complete: true },
		});
		expect(bytes).toBe(open.images.reduce((sum, image) => sum + image.bytes, 0));
		await open.library.close();
	});

	test("that finds a picture where it was shows it again", async () => {
		await using folder = await temporaryFolder();
		const open = await twoSets(folder.path);
		const { library, images, at } = open;
		const [image] = images;
		if (image === undefined) throw new Error("There are six pictures.");
		await rename(at(0), `${at(0)}.away`);
		await expect(library.fileOf(image.id)).rejects.toThrow();
		await rename(`${at(0)}.away`, at(0));
		expect(library.find(image.id)?.missing).toBe(true);
		expect(shortly(await check(open))).toEqual([]);
		expect(library.find(image.id)).toEqual(image);
		await library.close();
	});

	test("tells what was lost, changed, damaged, strange and copied, and touches nothing", async () => {
		await using folder = await temporaryFolder();
		const open = await twoSets(folder.path);
		const { library, at } = open;
		await rm(at(0));
		await writeFile(at(1), smallPng(99));
		await truncate(at(2), 200);
		await writeFile(join(at(3), "../from a friend.png"), smallPng(7));
		await writeFile(join(at(3), "../recipe.json"), "{");
		await cp(join(at(0), ".."), join(folder.path, "2026-11/22-copy"), { recursive: true });
		await mkdir(join(folder.path, "2026-11/23-loose"));
		await writeFile(join(folder.path, "2026-11/23-loose/a.png"), smallPng(8));
		const wrong = "ab".repeat(32);
		await mkdir(join(folder.path, "references/ab"), { recursive: true });
		await writeFile(join(folder.path, `references/ab/${wrong}.png`), smallPng(9));
		const before = await everyHash(folder.path);
		const report = await check(open);
		expect(report.complete).toBe(true);
		expect(shortly(report).sort()).toEqual(
			[
				"missing ·/01.png none",
				"changed ·/02.png none",
				"damaged ·/03.png none",
				"recipe-damaged ·/recipe.json none",
				"copy 2026-11/22-copy none",
				"missing 2026-11/22-copy/01.png none",
				"changed 2026-11/22-copy/02.png none",
				"damaged 2026-11/22-copy/03.png none",
				"recipe-missing 2026-11/23-loose adopt",
				`reference-damaged references/ab/${wrong}.png none`,
			].sort(),
		);
		expect(await everyHash(folder.path)).toEqual(before);
		await library.close();
	});

	test("puts back from a backup what is lost or damaged, and keeps whatever stood there", async () => {
		await using folder = await temporaryFolder();
		await using disk = await temporaryFolder();
		const open = await twoSets(folder.path);
		const { library, images, at } = open;
		const activities = createActivities({
			clock: systemClock,
			tell: () => {},
			dismissed: () => {},
		});
		const id = RunId.parse(crypto.randomUUID());
		await activities.run({ id, kind: "backup" }, (report) =>
			backupLibrary({ library: folder.path, root: disk.path, report, now: () => NOON }),
		);
		const whole = await everyHash(folder.path);
		await rm(at(0));
		await truncate(at(1), 200);
		await writeFile(at(2), smallPng(99));
		await rm(join(at(3), ".."), { recursive: true });
		const before = await everyHash(folder.path);

		expect(shortly(await check(open, { backups: [disk.path] }))).toEqual(
			expect.arrayContaining(["missing ·/01.png from-backup", "damaged ·/02.png from-backup"]),
		);
		const report = await check(open, { repair: true, backups: [disk.path] });
		expect(shortly(report).sort()).toEqual(
			[
				"missing ·/01.png from-backup repaired",
				"damaged ·/02.png from-backup repaired",
				"changed ·/03.png none",
				"recipe-missing · from-backup repaired",
				...[1, 2, 3].map((n) => `missing ·/0${n}.png from-backup repaired`),
			].sort(),
		);
		const after = await everyHash(folder.path);
		expect([...before, ...whole].filter((hash) => !after.has(hash))).toEqual([
			// A picture somebody drew over stays theirs; what it was is in the backup.
			createHash("sha256").update(smallPng(2)).digest("hex"),
		]);
		expect(await readdir(join(at(1), ".."))).toContain("02 (damaged).png");
		for (const { id: image } of images) expect(library.find(image)?.missing).toBeUndefined();
		expect(shortly(await check(open))).toEqual(["changed ·/03.png none"]);
		await library.close();
	});

	test("fetches from the mirror what is lost or damaged, and leaves it when the mirror has it no more", async () => {
		await using folder = await temporaryFolder();
		const open = await twoSets(folder.path);
		const { library, at } = open;
		await rm(at(0));
		await truncate(at(1), 200);
		await truncate(at(2), 200);
		const hashOf = (n: number) => createHash("sha256").update(smallPng(n)).digest("hex");
		const blobs = new Map([0, 1].map((n) => [hashOf(n), smallPng(n)]));
		const mirror: NonNullable<MendPorts["mirror"]> = {
			has: async () => true,
			recover: async ({ sha256, path }) => {
				const bytes = blobs.get(sha256);
				if (bytes !== undefined) await writeFile(path, bytes);
				return bytes !== undefined;
			},
		};
		const report = await check(open, { repair: true, mirror });
		expect(shortly(report)).toEqual([
			"missing ·/01.png from-mirror repaired",
			"damaged ·/02.png from-mirror repaired",
			"damaged ·/03.png from-mirror",
		]);
		expect((await readdir(join(at(0), ".."))).sort()).toEqual(
			["01.png", "02 (damaged).png", "02.png", "03.png", "recipe.json"].sort(),
		);
		expect(await readFile(at(1))).toEqual(smallPng(1));
		await library.close();
	});

	test("finds a renamed picture by its bytes and a renamed folder by its recipe", async () => {
		await using folder = await temporaryFolder();
		const open = await twoSets(folder.path);
		const { library, images, at } = open;
		await rename(at(0), join(at(0), "../the best one.png"));
		await rename(join(at(3), ".."), join(folder.path, "2026-11/my favourites"));
		expect(shortly(await check(open)).sort()).toEqual(
			["missing ·/01.png from-copy", "orphan ·/the best one.png none"].sort(),
		);
		const report = await check(open, { repair: true });
		expect(shortly(report)).toContain("missing ·/01.png from-copy repaired");
		expect(await readdir(join(at(0), ".."))).toEqual(
			expect.arrayContaining(["01.png", "the best one.png"]),
		);
		const moved = images[3];
		expect(moved && library.find(moved.id)?.file).toBe("2026-11/my favourites/01.png");
		await library.close();
	});

	test("that is stopped says so, and its report outlives the app", async () => {
		await using folder = await temporaryFolder();
		await using data = await temporaryFolder();
		const open = await twoSets(folder.path);
		const report = await check(open, { stopped: true });
		expect([report.complete, report.findings]).toEqual([false, []]);
		const reports = createCheckReports(data.path, folder.path);
		expect(await reports.last()).toBeUndefined();
		await reports.keep(report);
		expect(await createCheckReports(data.path, folder.path).last()).toEqual(report);
		expect(await createCheckReports(data.path, "/another").last()).toBeUndefined();
		await open.library.close();
	});
});
