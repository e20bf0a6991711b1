import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import type { EventName } from "../../../../src/contract/events.ts";
import type { SetTask } from "../../../../src/contract/generation.ts";
import { JobId } from "../../../../src/contract/ids.ts";
import type { Recipe } from "../../../../src/contract/library.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { newJobId } from "../../../../src/main/foundation/new-id.ts";
import { recipeOf } from "../../../../src/main/jobs/recipe-of.ts";
import { rearranged, SetBook } from "../../../../src/main/jobs/set-book.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import { openDatabase } from "../../../../src/main/store/database.ts";
import {
	createJournalRepo,
	type JournalJob,
	type JournalOutput,
	journalMigrations,
} from "../../../../src/main/store/journal-repo.ts";
import {
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	temporaryFolder,
} from "../library/test-library.ts";
import { aJournalJob } from "./a-journal-job.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

type House = {
	readonly library: Library;
	readonly sets: SetBook;
	readonly put: (job: JournalJob) => JournalJob;
	readonly told: (readonly [EventName, unknown])[];
	readonly folder: string;
};

async function inHouse(work: (house: House) => Promise<void>): Promise<void> {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const database = openDatabase(":memory:", journalMigrations, { durable: false });
	const journal = createJournalRepo(database, silentLog);
	const told: (readonly [EventName, unknown])[] = [];
	const sets = new SetBook({
		...{ journal, library },
		emit: (event, payload) => told.push([event, payload]),
	});
	const put = (job: JournalJob) => {
		journal.put(job);
		return job;
	};
	try {
		await work({ library, sets, put, told, folder: folder.path });
	} finally {
		await library.close();
		database.close();
	}
}

/** A journal's job of a recipe, with its outputs in these states. */
function jobOf(recipe: Recipe, more: Partial<JournalJob> = {}): JournalJob {
	const { job: id, request, createdAt } = recipe;
	const outputs = recipe.outputs.map(
		({ id: output, index }): JournalOutput => ({
			...{ id: output, index, state: "saved", tries: 0 },
			source: { kind: "none" },
		}),
	);
	return aJournalJob({ id, request, createdAt, outputs, state: "done", ...more });
}

function madeAt(createdAt: number): Pick<JournalJob, "id" | "createdAt"> {
	return { id: JobId.parse(v7({ msecs: createdAt })), createdAt };
}

function following(recipe: Recipe, follows: SetTask, count: number): Recipe {
	const next = newRecipe("Again", { count, createdAt: recipe.createdAt + 1 });
	return { ...next, request: { ...next.request, follows } };
}

describe("a set", () => {
	test("joins jobs of the journal with those the library alone remembers", () =>
		inHouse(async ({ library, sets, put }) => {
			const root = newRecipe();
			for (const index of [0, 1, 2]) await save(library, root, index);
			const redone = following(root, { way: "redo", set: root.job, slots: [1] }, 1);
			const frame = await save(library, redone, 0);
			const running = put(
				aJournalJob({
					...madeAt(root.createdAt + 2),
					state: "waiting",
					request: { ...root.request, count: 2, follows: { way: "extend", set: root.job } },
				}),
			);
			const error = appError("result-refused").failure;
			const mended = following(root, { way: "redo", set: running.id, slots: [3] }, 1);
			const refused = jobOf(mended, { ...madeAt(root.createdAt + 3), state: "failed", error });
			const outputs = refused.outputs.map(
				(one): JournalOutput => ({
					...one,
					state: "refused",
					error,
				}),
			);
			put({ ...refused, outputs });
			const detail = await sets.get(root.job);
			expect(
				detail.slots.map(({ frames, awaited, empty }) => [frames.length, awaited, empty]),
			).toEqual([
				[1, false, false],
				[2, false, false],
				[1, false, false],
				[1, true, false],
				[0, true, false],
			]);
			expect(detail.slots[1]?.shown).toBe(frame.id);
			expect(detail.slots[3]?.frames[0]?.error?.reason).toBe("result-refused");
			expect(detail.jobs).toHaveLength(4);
			for (const job of detail.jobs) expect(await sets.get(job)).toEqual(detail);
		}));

	test("of one picture is a set too; of nothing known there is none", () =>
		inHouse(async ({ sets, put, library }) => {
			const job = put(aJournalJob({ request: { ...newRecipe().request, count: 1 } }));
			expect((await sets.get(job.id)).slots).toHaveLength(1);
			const old = newRecipe("Old", { count: 1 });
			const image = await save(library, old, 0);
			expect((await sets.get(old.job)).slots[0]?.frames[0]?.image).toEqual(image);
			await expect(sets.get(newJobId())).rejects.toMatchObject({ reason: "set-not-found" });
		}));

	test("whose jobs name each other in a circle, or nobody, still has an end", () =>
		inHouse(async ({ sets, put }) => {
			const [a, b] = [newJobId(), newJobId()].sort();
			if (a === undefined || b === undefined) throw new Error("There are two ids.");
			const request = newRecipe().request;
			const naming = (id: JobId, set: JobId) =>
				put(aJournalJob({ id, request: { ...request, follows: { way: "extend", set } } }));
			naming(a, b);
			naming(b, a);
			const self = naming(newJobId(), a);
			for (const id of [a, b, self.id]) {
				expect((await sets.get(id)).jobs).toEqual([a, b, self.id]);
			}
			const orphan = naming(newJobId(), newJobId());
			expect((await sets.get(orphan.id)).set).toBe(orphan.id);
			const alone = newJobId();
			naming(alone, alone);
			expect((await sets.get(alone)).jobs).toEqual([alone]);
		}));

	test("keeps no empty slots of an extension that was sent again", () =>
		inHouse(async ({ sets, put }) => {
			const root = put(jobOf(newRecipe()));
			const request = { ...root.request, follows: { way: "extend" as const, set: root.id } };
			const failed = put(aJournalJob({ request, state: "failed", createdAt: 2 }));
			expect((await sets.get(root.id)).slots).toHaveLength(6);
			put(aJournalJob({ request, state: "queued", retryOf: failed.id, createdAt: 3 }));
			expect((await sets.get(root.id)).slots).toHaveLength(6);
		}));
});

describe("the arrangement of a set", () => {
	test("is kept in the recipe of its first job, whichever job is named, and told", () =>
		inHouse(async ({ library, sets, told }) => {
			const root = newRecipe();
			for (const index of [0, 1, 2]) await save(library, root, index);
			const more = following(root, { way: "extend", set: root.job }, 1);
			await save(library, more, 0);
			const changed = await sets.change({
				set: more.job,
				title: "Panda",
				order: [3, 0],
				captions: { 0: "雨" },
			});
			expect(changed.slots.map(({ slot }) => slot)).toEqual([3, 0, 1, 2]);
			expect(told).toEqual([["sets.changed", root.job]]);
			const recipe = await library.sets.of(root.job);
			expect(recipe?.marks).toEqual({
				title: "Panda",
				set: { order: [3, 0], captions: { 0: "雨" } },
			});
			expect((await sets.change({ set: root.job, captions: { 0: "" } })).title).toBe("Panda");
			expect((await library.sets.of(root.job))?.marks.set).toEqual({ order: [3, 0] });
		}));

	test("of a job that has no picture yet is written all the same, and stays when they come", () =>
		inHouse(async ({ library, sets, put }) => {
			const recipe = newRecipe();
			const job = put(jobOf(recipe, { state: "waiting", outputs: [] }));
			await sets.change({ set: job.id, title: "Early" });
			await save(library, recipeOf(jobOf(recipe)), 0);
			expect((await sets.get(job.id)).title).toBe("Early");
		}));

	test("cannot be changed when the folder of the first job is gone", () =>
		inHouse(async ({ library, sets, put, folder }) => {
			const recipe = newRecipe();
			put(jobOf(recipe));
			const image = await save(library, recipe, 0);
			await rm(join(folder, dirname(image.file)), { recursive: true });
			const change = sets.change({ set: recipe.job, title: "Gone" });
			await expect(change).rejects.toMatchObject({ reason: "set-not-found" });
		}));

	test("loses what is emptied and keeps what is not named", () => {
		const recipe = newRecipe();
		const [first] = recipe.outputs;
		if (first === undefined) throw new Error("The job has outputs.");
		const shown = { 0: first.id };
		const marks = rearranged(recipe, { shown, captions: { 1: "b" }, order: [1] }).marks;
		expect(marks).toEqual({ set: { shown, captions: { 1: "b" }, order: [1] } });
		const next = rearranged({ ...recipe, marks }, { captions: { 1: "" }, order: [], title: "T" });
		expect(next.marks).toEqual({ title: "T", set: { shown } });
		expect(rearranged(next, { title: "" }).marks).toEqual({ set: { shown } });
	});
});

describe("what a request says of its set, its parent and its wording", () => {
	test("is in the recipe as it was sent", () => {
		const { request } = newRecipe();
		const said = {
			...request,
			parent: newRecipe().outputs[0]?.id,
			follows: { way: "redo" as const, set: newJobId(), slots: [0, 2] },
			wording: [{ kind: "text" as const, text: "a panda" }],
		};
		expect(recipeOf(aJournalJob({ request: said })).request).toEqual(said);
	});
});
