import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import { type ImageId, RunId, type UndoId } from "../../contract/ids.ts";
import type { ImageRecord, PictureMark } from "../../contract/library.ts";
import { type Edited, MAX_EDITED, type PictureChange } from "../../contract/library-edit.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { putChosenRecords } from "./chosen-records.ts";
import { knownRecord, putDetailRecords } from "./image-details.ts";
import { putRecords, recordOf } from "./library-store.ts";
import { markAfter } from "./mark-change.ts";
import { dismissPictureProblem, usePictureProblem } from "./picture-problem.ts";

/** One thing the designer did to pictures of the library, which can be taken back. */
export type LibraryEdit = {
	readonly kind: "edit" | "trash" | "restore";
	/** Pictures that changed. */
	readonly count: number;
	/** What takes it back, in the order it was done. */
	readonly undo: readonly UndoId[];
};

/** What happened last, for whoever says it. */
export type EditNews = {
	/** Another one for every event. */
	readonly serial: number;
	readonly said: "done" | "undone" | "redone";
	readonly edit: LibraryEdit;
};

type EditStack = {
	/** The last is the newest. */
	readonly done: readonly LibraryEdit[];
	/** What was taken back, the last taken back last. */
	readonly undone: readonly LibraryEdit[];
	readonly news: EditNews | undefined;
	/** Edits that main has not answered yet. */
	readonly pending: number;
};

const nothingDone: EditStack = { done: [], undone: [], news: undefined, pending: 0 };

/** Every edit of the library made in this window, marks included: one line of undo and redo. */
export const useLibraryEdits = create<EditStack>()(() => nothingDone);

export type EditOptions = {
	/** Records that the caller has and the gallery may not, such as those of a set. */
	readonly known?: readonly ImageRecord[];
	/** False: whoever asks keeps an undo of their own, and it is not told. */
	readonly listed?: boolean;
};

/** Remembered edits; nobody goes back further, and main's own memory ends as well. */
const MAX_STEPS = 200;
/** Records asked for again after a part of an edit failed. */
const MAX_REFRESHED = 200;

/**
 * Changes titles, tags, stars, picks and collections of pictures; gallery and inspector show it at
 * once, and take it back if main cannot.
 * @returns the edit as far as it went; undefined when nothing changed. What failed stands in `usePictureProblem`.
 */
export function editPictures(
	ids: readonly ImageId[],
	change: PictureChange,
	{ known = [], listed = true }: EditOptions = {},
): Promise<LibraryEdit | undefined> {
	const given = new Map(known.map((record) => [record.id, record]));
	const before = ids.flatMap((id) => recordOf(id) ?? knownRecord(id) ?? given.get(id) ?? []);
	show(before.map((record) => marked(record, markAfter(record.mark, change))));
	return inTurn(async () => {
		const outcome = await inParts(ids, (part) =>
			ask("library.edit", { run: newRun(), ids: part, change }),
		);
		if (outcome.failure !== undefined) {
			if (outcome.changed === 0) show(before);
			else await refresh(before);
		}
		return settle("edit", outcome, listed);
	});
}

/** Puts pictures into the library's trash. @returns as `editPictures` */
export function trashPictures(ids: readonly ImageId[]): Promise<LibraryEdit | undefined> {
	return inTurn(async () => {
		const send = (part: ImageId[]) => ask("library.trash", { run: newRun(), ids: part });
		return settle("trash", await inParts(ids, send), true);
	});
}

/** Takes pictures out of the trash again. @returns as `editPictures` */
export function restorePictures(ids: readonly ImageId[]): Promise<LibraryEdit | undefined> {
	return inTurn(async () => {
		const send = (part: ImageId[]) => ask("library.restore", { run: newRun(), ids: part });
		return settle("restore", await inParts(ids, send), true);
	});
}

/**
 * Takes pictures in the trash away for good; without ids all of them. Ask the designer first.
 * @returns how many are gone and their bytes; undefined when it failed, and `usePictureProblem` says why
 */
export function emptyTrash(
	ids?: readonly ImageId[],
): Promise<{ readonly removed: number; readonly bytes: number } | undefined> {
	return inTurn(async () => {
		const sum = { removed: 0, bytes: 0 };
		try {
			const parts = ids === undefined ? [undefined] : partsOf(ids);
			for (const part of parts) {
				const gone = await ask("library.emptyTrash", {
					run: newRun(),
					...(part !== undefined && { ids: part }),
				});
				sum.removed += gone.removed;
				sum.bytes += gone.bytes;
			}
			dismissPictureProblem();
			return sum;
		} catch (thrown) {
			say(failureOf(thrown));
			return undefined;
		}
	});
}

/** Takes the newest edit back. @returns whether something was */
export function undoLibrary(): Promise<boolean> {
	return inTurn(async () => {
		const edit = useLibraryEdits.getState().done.at(-1);
		return edit === undefined ? false : takeBack(edit, "undone");
	});
}

/** Does again what was taken back last. @returns whether something was */
export function redoLibrary(): Promise<boolean> {
	return inTurn(async () => {
		const edit = useLibraryEdits.getState().undone.at(-1);
		return edit === undefined ? false : takeBack(edit, "redone");
	});
}

/** Takes one edit back, whatever was done after it; false when it was taken back already. */
export function undoEdit(edit: LibraryEdit): Promise<boolean> {
	return inTurn(async () =>
		useLibraryEdits.getState().done.includes(edit) ? takeBack(edit, "undone") : false,
	);
}

/** Forgets what could be taken back: another library was opened. */
export function forgetLibraryEdits(): void {
	useLibraryEdits.setState(({ pending }) => ({ ...nothingDone, pending }));
}

/** Undoing gives what undoes the undoing: it moves to the other side. */
async function takeBack(edit: LibraryEdit, said: "undone" | "redone"): Promise<boolean> {
	const undo: UndoId[] = [];
	let changed = 0;
	let failure: Failure | undefined;
	for (const id of edit.undo.toReversed()) {
		try {
			const edited = await ask("library.undo", { run: newRun(), id });
			if (edited.undo !== undefined) undo.push(edited.undo);
			changed += edited.changed;
			failure ??= edited.error;
		} catch (thrown) {
			failure ??= failureOf(thrown);
		}
	}
	if (failure !== undefined) say(failure);
	else dismissPictureProblem();
	// Nothing went, and it may yet: the disk was full, the library was being checked.
	if (undo.length === 0 && failure !== undefined && failure.kind !== "not-found") return false;
	const back: LibraryEdit = { ...edit, count: changed, undo };
	useLibraryEdits.setState(({ done, undone, news }) => {
		const without = {
			done: done.filter((one) => one !== edit),
			undone: undone.filter((one) => one !== edit),
		};
		if (undo.length === 0) return without;
		const to = said === "undone" ? "undone" : "done";
		return {
			...without,
			[to]: [...without[to], back],
			news: { serial: (news?.serial ?? 0) + 1, said, edit: back },
		};
	});
	return undo.length > 0;
}

type Outcome = {
	readonly changed: number;
	readonly undo: readonly UndoId[];
	readonly failure: Failure | undefined;
};

function settle(
	kind: LibraryEdit["kind"],
	{ changed, undo, failure }: Outcome,
	listed: boolean,
): LibraryEdit | undefined {
	if (failure !== undefined) say(failure);
	else dismissPictureProblem();
	if (failure !== undefined && changed === 0) return undefined;
	const edit: LibraryEdit = { kind, count: changed, undo };
	if (listed && undo.length > 0) {
		useLibraryEdits.setState(({ done, news }) => ({
			done: [...done, edit].slice(-MAX_STEPS),
			undone: [],
			news: { serial: (news?.serial ?? 0) + 1, said: "done", edit },
		}));
	}
	return edit;
}

/** More than one request may take: the first one that fails altogether ends it, what was done stays. */
async function inParts(
	ids: readonly ImageId[],
	send: (part: ImageId[]) => Promise<Edited>,
): Promise<Outcome> {
	const undo: UndoId[] = [];
	let changed = 0;
	let failure: Failure | undefined;
	try {
		for (const part of partsOf(ids)) {
			const edited = await send(part);
			changed += edited.changed;
			if (edited.undo !== undefined) undo.push(edited.undo);
			failure ??= edited.error;
		}
	} catch (thrown) {
		failure ??= failureOf(thrown);
	}
	return { changed, undo, failure };
}

function partsOf(ids: readonly ImageId[]): ImageId[][] {
	const count = Math.ceil(ids.length / MAX_EDITED);
	return Array.from({ length: count }, (_, at) =>
		ids.slice(at * MAX_EDITED, (at + 1) * MAX_EDITED),
	);
}

let earlier: Promise<unknown> = Promise.resolve();

/** Quick fingers are faster than the disk: what is asked later is done later. */
function inTurn<T>(action: () => Promise<T>): Promise<T> {
	useLibraryEdits.setState(({ pending }) => ({ pending: pending + 1 }));
	const mine = earlier.then(action).finally(() => {
		useLibraryEdits.setState(({ pending }) => ({ pending: pending - 1 }));
	});
	earlier = mine.catch(() => undefined);
	return mine;
}

function newRun(): RunId {
	return RunId.parse(crypto.randomUUID());
}

function say(failure: Failure): void {
	usePictureProblem.setState({ failure });
}

/** A part of an edit failed: what is drawn is asked for again, so that none shows what it does not have. */
async function refresh(records: readonly ImageRecord[]): Promise<void> {
	for (const { id } of records.slice(0, MAX_REFRESHED)) {
		const detail = await ask("library.get", id).catch(() => undefined);
		if (detail !== undefined) show([detail.image]);
	}
}

function show(records: readonly ImageRecord[]): void {
	if (records.length === 0) return;
	putRecords(records);
	putDetailRecords(records);
	putChosenRecords(records);
}

function marked({ mark: _, ...record }: ImageRecord, mark: PictureMark | undefined): ImageRecord {
	return mark === undefined ? record : { ...record, mark };
}
