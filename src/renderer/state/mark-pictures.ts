import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord, PictureMark } from "../../contract/library.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { knownRecord, putDetailRecords } from "./image-details.ts";
import { putRecords, recordOf } from "./library-store.ts";
import { changesBack, type MarkChange, markAfter } from "./mark-change.ts";
import { dismissPictureProblem, usePictureProblem } from "./picture-problem.ts";

/** Most pictures of one `library.mark`. */
const MAX_MARKED = 1_000;

/** Brings back the marks from before. @returns whether it worked; if not, `usePictureProblem` says why */
export type UndoMarks = () => Promise<boolean>;

/**
 * Marks pictures; gallery and inspector show it at once, and take it back if main cannot.
 * @param known records that the caller has and the gallery may not, such as those of a set
 * @returns what brings the old marks back; undefined when it failed, and `usePictureProblem` says why
 */
export async function markPictures(
	ids: readonly ImageId[],
	change: MarkChange,
	known: readonly ImageRecord[] = [],
): Promise<UndoMarks | undefined> {
	const given = new Map(known.map((record) => [record.id, record]));
	const here = ids.flatMap((id) => recordOf(id) ?? knownRecord(id) ?? given.get(id) ?? []);
	show(here.map((record) => marked(record, markAfter(record.mark, change))));
	try {
		const before = await marksBefore(ids, here);
		await send(ids, change);
		dismissPictureProblem();
		return () => bringBack(before, change);
	} catch (thrown) {
		show(here);
		usePictureProblem.setState({ failure: failureOf(thrown) });
		return undefined;
	}
}

async function bringBack(
	before: ReadonlyMap<ImageId, PictureMark | undefined>,
	change: MarkChange,
): Promise<boolean> {
	try {
		for (const back of changesBack(before, change)) await send(back.ids, back.change);
		dismissPictureProblem();
		return true;
	} catch (thrown) {
		usePictureProblem.setState({ failure: failureOf(thrown) });
		return false;
	}
}

/** Main's answer is the truth; its event tells the others. */
async function send(ids: readonly ImageId[], change: MarkChange): Promise<void> {
	for (let at = 0; at < ids.length; at += MAX_MARKED) {
		show(await ask("library.mark", { ids: ids.slice(at, at + MAX_MARKED), ...change }));
	}
}

/** The marks as they are; those of pictures that are in no list here are asked for. */
async function marksBefore(
	ids: readonly ImageId[],
	here: readonly ImageRecord[],
): Promise<ReadonlyMap<ImageId, PictureMark | undefined>> {
	const marks = new Map(here.map((record) => [record.id, record.mark]));
	for (const id of ids) {
		if (!marks.has(id)) marks.set(id, (await ask("library.get", id)).image.mark);
	}
	return marks;
}

function show(records: readonly ImageRecord[]): void {
	if (records.length === 0) return;
	putRecords(records);
	putDetailRecords(records);
}

function marked({ mark: _, ...record }: ImageRecord, mark: PictureMark | undefined): ImageRecord {
	return mark === undefined ? record : { ...record, mark };
}
