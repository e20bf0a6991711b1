import { rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { array, assert, asyncProperty, constantFrom, integer, nat, record } from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import type { PictureChange } from "../../../../src/contract/library-edit.ts";
import { lookText } from "../../../../src/contract/picture-look.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import {
	NOON,
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	smallPng,
	standingClock,
	temporaryFolder,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

/** Everything an index holds, by names and not by the numbers it gives. */
const tables = {
	images: "SELECT * FROM images ORDER BY place",
	jobs: "SELECT * FROM jobs ORDER BY id",
	references: "SELECT * FROM job_references ORDER BY job, position",
	tags: `SELECT name, folded, place FROM tags LEFT JOIN image_tags ON tag = id ORDER BY folded, place`,
	collections: "SELECT * FROM image_collections ORDER BY collection, place",
	words: `SELECT term, doc, col, offset FROM images_terms ORDER BY doc, col, offset`,
	snapshots: "SELECT * FROM snapshots ORDER BY id",
};

function contentsOf(folder: string) {
	using database = new DatabaseSync(join(folder, ".seedcase/index.db"), { readOnly: true });
	return Object.fromEntries(
		Object.entries(tables).map(([name, sql]) => [name, database.prepare(sql).all()]),
	);
}

type Act = (library: Library, images: readonly ImageRecord[], seed: number) => Promise<unknown>;
const edit =
	(change: (seed: number) => PictureChange): Act =>
	(library, images, seed) =>
		library.edits.edit(
			some(images, seed).map(({ id }) => id),
			change(seed),
		);
const some = (images: readonly ImageRecord[], seed: number) =>
	images.filter((_, at) => (seed >> (at % 6)) % 2 === 0);

const acts: Readonly<Record<string, Act>> = {
	star: edit((seed) => ({ stars: seed % 2 === 0 ? 5 : null })),
	pick: edit((seed) => ({ pick: seed % 3 === 0 ? "rejected" : "picked" })),
	title: edit((seed) => ({ title: seed % 2 === 0 ? "城市 Café" : null })),
	tag: edit(() => ({ addTags: ["Fog", "夜景"] })),
	untag: edit(() => ({ removeTags: ["fog"] })),
	trash: (library, images, seed) => library.edits.trash(some(images, seed).map(({ id }) => id)),
	restore: (library, images, seed) => library.edits.restore(some(images, seed).map(({ id }) => id)),
	lose: async (library, images, seed) => {
		const kept = library.find(images[seed % images.length]?.id ?? failTest());
		if (kept === undefined || kept.trashedAt !== undefined) return;
		await rm(join(library.folder, kept.file), { force: true });
		await library.fileOf(kept.id).catch(() => {});
	},
	look: (library, images, seed) =>
		library.keepLook(
			images[seed % images.length]?.id ?? failTest(),
			lookText({ likeness: [seed, 7], colours: [{ l: 50, a: -3, b: 9, share: 200 }] }),
		),
};

test("an index made again is the one that was there, whatever was saved, marked, trashed and lost", async () => {
	const steps = array(record({ act: constantFrom(...Object.keys(acts)), seed: nat({ max: 63 }) }), {
		maxLength: 8,
	});
	await assert(
		asyncProperty(integer({ min: 1, max: 3 }), steps, async (jobs, all) => {
			await using folder = await temporaryFolder();
			const clock = standingClock(NOON);
			const library = await openTestLibrary(folder.path, imaging, { clock });
			const images: ImageRecord[] = [];
			let root = newRecipe("Neon 少女", { count: 2 });
			for (let at = 0; at < jobs; at += 1) {
				clock.set(NOON + at * 3_600_000);
				const plain = newRecipe(`job ${at}`, { count: 2, createdAt: clock.now() });
				const recipe =
					at === 0
						? { ...root, charged: { usd: 0.09 } }
						: {
								...plain,
								request: { ...plain.request, follows: { way: "extend", set: root.job } as const },
							};
				if (at === 0) root = recipe;
				for (const n of [0, 1]) images.push(await save(library, recipe, n, smallPng(at * 2 + n)));
			}
			await library.sets.change(root, (merged) => ({
				...merged,
				marks: { ...merged.marks, set: { captions: { "1": "The harbour" } } },
			}));
			for (const { act, seed } of all) await acts[act]?.(library, images, seed);
			const query = { filter: { text: "" }, stacked: true };
			const shown = await library.page({ query, offset: 0, limit: 200 });
			await library.close();
			const before = contentsOf(folder.path);

			await rm(join(folder.path, ".seedcase"), { recursive: true });
			const again = await openTestLibrary(folder.path, imaging, { clock });
			await again.rebuiltAtOpening;
			expect(await again.page({ query, offset: 0, limit: 200 })).toEqual(shown);
			await again.close();
			expect(contentsOf(folder.path)).toEqual(before);
		}),
		{ numRuns: 6 },
	);
}, 120_000);

function failTest(): never {
	throw new Error("there is no picture");
}
