import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, type Failure, type Outcome } from "../../../../src/contract/errors.ts";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import type { PictureChange } from "../../../../src/contract/library-edit.ts";
import {
	editPictures,
	emptyTrash,
	forgetLibraryEdits,
	redoLibrary,
	restorePictures,
	trashPictures,
	undoEdit,
	undoLibrary,
	useLibraryEdits,
} from "../../../../src/renderer/state/library-edits.ts";
import { putRecords, recordOf, useLibrary } from "../../../../src/renderer/state/library-store.ts";
import { markAfter } from "../../../../src/renderer/state/mark-change.ts";
import { usePictureProblem } from "../../../../src/renderer/state/picture-problem.ts";

const names = ["a", "b", "c", "d"] as const;
const id = (name: string) => name as ImageId;
const ids = (...of: string[]) => of.map(id);
const record = (name: string): ImageRecord => ({
	...{ id: id(name), job: "job" as JobId, index: 0, width: 10, height: 10, bytes: 7 },
	...{
		format: "png",
		savedAt: 1,
		file: `${name}.png`,
		prompt: "",
		modelTitle: "",
		gatewayTitle: "",
	},
});

type Picture = { readonly mark: ImageRecord["mark"]; readonly isTrashed: boolean };
type Shelf = ReadonlyMap<string, Picture>;

/** A library of four pictures that edits, trashes and undoes as main does, by what was there before. */
function createMain() {
	let pictures: Shelf = new Map(names.map((name) => [name, { mark: undefined, isTrashed: false }]));
	const undos = new Map<string, Shelf>();
	const calls: string[] = [];
	let refusal: Failure | undefined;
	let error: Failure | undefined;
	const change = (of: readonly string[], next: (picture: Picture) => Picture) => {
		const before = new Map(of.map((name) => [name, pictures.get(name) as Picture]));
		const undo = crypto.randomUUID();
		undos.set(undo, before);
		pictures = new Map([
			...pictures,
			...of.map((name) => [name, next(before.get(name) as Picture)] as const),
		]);
		const changed = of.length;
		return { changed, undo, ...(error !== undefined && { error }) };
	};
	const answer = (name: string, input: unknown): unknown => {
		const given = input as { ids?: string[]; change: PictureChange; id: string };
		switch (name) {
			case "library.edit":
				return change(given.ids ?? [], (picture) => ({
					...picture,
					mark: markAfter(picture.mark, given.change),
				}));
			case "library.trash":
				return change(given.ids ?? [], (picture) => ({ ...picture, isTrashed: true }));
			case "library.restore":
				return change(given.ids ?? [], (picture) => ({ ...picture, isTrashed: false }));
			case "library.undo": {
				const before = undos.get(given.id);
				if (before === undefined) throw new Error("unknown");
				undos.delete(given.id);
				return bringBack(before);
			}
			case "library.emptyTrash":
				return { removed: given.ids?.length ?? names.length, bytes: 7 };
			case "library.get":
				return { image: { ...record(String(input)), mark: pictures.get(String(input))?.mark } };
			default:
				throw new Error(name);
		}
	};
	const bringBack = (before: Shelf) => {
		const now = new Map([...before.keys()].map((name) => [name, pictures.get(name) as Picture]));
		const undo = crypto.randomUUID();
		undos.set(undo, now);
		pictures = new Map([...pictures, ...before]);
		return { changed: before.size, undo };
	};
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		calls.push(name);
		if (refusal !== undefined) return { ok: false, error: refusal };
		try {
			return { ok: true, value: answer(name, input) };
		} catch {
			return { ok: false, error: appError("input-invalid").failure };
		}
	};
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	return {
		calls,
		state: () => [...pictures],
		refuse: (failure: Failure | undefined) => {
			refusal = failure;
		},
		failPartly: (failure: Failure | undefined) => {
			error = failure;
		},
	};
}

let main: ReturnType<typeof createMain>;
beforeEach(() => {
	main = createMain();
	forgetLibraryEdits();
	usePictureProblem.setState({ failure: undefined });
	useLibrary.setState({
		status: "ready",
		isWhole: true,
		pages: new Map([[0, { records: names.map(record), isStale: false }]]),
	});
	putRecords(names.map(record));
});
afterEach(() => vi.unstubAllGlobals());

describe("editing pictures", () => {
	test("shows the change at once, before main has answered", async () => {
		const editing = editPictures(ids("a"), { pick: "rejected", addTags: ["neon"] });
		expect(recordOf(id("a"))?.mark).toEqual({ pick: "rejected", tags: ["neon"] });
		expect(await editing).toMatchObject({ kind: "edit", count: 1 });
	});

	test("takes it back and says why when main cannot", async () => {
		main.refuse(appError("disk-full", {}).failure);
		expect(await editPictures(ids("b"), { stars: 5 })).toBeUndefined();
		expect(recordOf(id("b"))?.mark).toBeUndefined();
		expect(usePictureProblem.getState().failure?.reason).toBe("disk-full");
		expect(useLibraryEdits.getState().done).toEqual([]);
	});

	test("keeps what went and says what did not", async () => {
		main.failPartly(appError("disk-full", {}).failure);
		const edit = await editPictures(ids("a", "b"), { stars: 5 });
		expect(edit).toMatchObject({ count: 2 });
		expect(usePictureProblem.getState().failure?.reason).toBe("disk-full");
		expect(useLibraryEdits.getState().done).toEqual([edit]);
	});

	test("goes in parts that main takes, and comes back in one", async () => {
		const many = Array.from({ length: 20_001 }, () => id("a"));
		await editPictures(many, { stars: 1 });
		expect(main.calls.filter((name) => name === "library.edit")).toHaveLength(2);
		await undoLibrary();
		expect(main.calls.filter((name) => name === "library.undo")).toHaveLength(2);
		expect(main.state()).toEqual(
			names.map((name) => [name, { mark: undefined, isTrashed: false }]),
		);
	});

	test("an edit with an undo of its own stays out of the line", async () => {
		await editPictures(ids("a"), { stars: 1 }, { listed: false });
		expect(useLibraryEdits.getState()).toMatchObject({ done: [], news: undefined });
	});
});

test("emptying the trash cannot be undone, and leaves what can be", async () => {
	await trashPictures(ids("a"));
	expect(await emptyTrash(ids("a"))).toEqual({ removed: 1, bytes: 7 });
	expect(useLibraryEdits.getState().done).toHaveLength(1);
});

test("one edit can be taken back after another, once", async () => {
	const first = await editPictures(ids("a"), { stars: 1 });
	await editPictures(ids("b"), { stars: 2 });
	if (first === undefined) throw new Error("it went");
	expect(await undoEdit(first)).toBe(true);
	expect(await undoEdit(first)).toBe(false);
	expect(main.state()).toContainEqual(["b", { mark: { stars: 2 }, isTrashed: false }]);
	expect(main.state()).toContainEqual(["a", { mark: undefined, isTrashed: false }]);
});

test("an undo that main could not do can be tried again", async () => {
	await trashPictures(ids("a"));
	main.refuse(appError("disk-full", {}).failure);
	expect(await undoLibrary()).toBe(false);
	expect(usePictureProblem.getState().failure?.reason).toBe("disk-full");
	main.refuse(undefined);
	expect(await undoLibrary()).toBe(true);
	expect(main.state()).toContainEqual(["a", { mark: undefined, isTrashed: false }]);
});

const anyIds = fc.subarray([...names], { minLength: 1 });
const anyStep = fc.oneof(
	fc.record({
		does: fc.constant("edit" as const),
		of: anyIds,
		change: fc.constantFrom<PictureChange>(
			{ pick: "picked" },
			{ stars: 3 },
			{ stars: null },
			{ title: "Shoe" },
			{ addTags: ["neon"] },
			{ removeTags: ["neon"] },
		),
	}),
	fc.record({ does: fc.constantFrom("trash" as const, "restore" as const), of: anyIds }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

function take(step: Step): Promise<unknown> {
	if (step.does === "edit") return editPictures(ids(...step.of), step.change);
	return step.does === "trash" ? trashPictures(ids(...step.of)) : restorePictures(ids(...step.of));
}

test("any line of edits is undone step by step and done again to the same end, however quickly it is asked for", async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 8 }), async (steps) => {
			main = createMain();
			forgetLibraryEdits();
			const states = [main.state()];
			for (const step of steps) {
				await take(step);
				states.push(main.state());
			}
			await Promise.all(steps.map(() => undoLibrary()));
			expect(main.state()).toEqual(states[0]);
			expect(await undoLibrary()).toBe(false);
			for (const state of states.slice(1)) {
				expect(await redoLibrary()).toBe(true);
				expect(main.state()).toEqual(state);
			}
			expect(await redoLibrary()).toBe(false);
		}),
		{ numRuns: 60 },
	);
});
