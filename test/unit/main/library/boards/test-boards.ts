import { randomUUID } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import type {
	BoardChange,
	BoardItem,
	NoteItem,
	PictureItem,
} from "../../../../../src/contract/board.ts";
import { ItemId, ReferenceId } from "../../../../../src/contract/ids.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import {
	type BoardStore,
	createBoardStore,
} from "../../../../../src/main/library/boards/board-store.ts";
import type { Disk } from "../../../../../src/main/store/disk.ts";
import { NOON, standingClock, temporaryFolder } from "../test-library.ts";

/** A library that was opened before, and the end of it. */
export async function libraryFolder(): ReturnType<typeof temporaryFolder> {
	const folder = await temporaryFolder();
	await mkdir(join(folder.path, ".seedcase"));
	return folder;
}

/** The boards of a library folder, as a start of the app finds them. */
export function openBoards(
	folder: string,
	disk?: Disk,
): BoardStore & { setClock: (now: number) => void } {
	const clock = standingClock(NOON);
	const store = createBoardStore({ folder, clock, log: silentLog, ...(disk && { disk }) });
	return { ...store, setClock: clock.set };
}

const base = { x: 10.5, y: -20, width: 300, height: 200, rotation: 0, locked: false, opacity: 1 };

export function aNote(text = "red, not pink", id = ItemId.parse(randomUUID())): NoteItem {
	return { ...base, id, kind: "note", text, fontSize: 14, colour: "yellow" };
}

export function aPicture(
	source: PictureItem["source"] = { kind: "reference", id: ReferenceId.parse("ab".repeat(32)) },
	more: Partial<PictureItem> = {},
): PictureItem {
	const id = ItemId.parse(randomUUID());
	const pixels = { width: 60, height: 40 };
	const plain = { flipX: false, flipY: false, grey: false };
	return { ...base, ...plain, id, kind: "picture", source, name: "shoe.png", pixels, ...more };
}

/** A few ids, so that changes meet each other's items. */
const itemIds = Array.from({ length: 6 }, () => ItemId.parse(randomUUID()));
const someId = fc.constantFrom(...itemIds);
const someItem: fc.Arbitrary<BoardItem> = fc
	.record({
		id: someId,
		text: fc.string({ unit: "binary", maxLength: 12 }),
		x: fc.integer({ min: -1e6, max: 1e6 }),
	})
	.map(({ id, text, x }) => ({ ...aNote(text.toWellFormed(), id), x: x / 7 }));

/** Any change, also of items that are not there. */
export const someChange: fc.Arbitrary<BoardChange> = fc.record(
	{
		title: fc.string({ unit: "grapheme", maxLength: 20 }),
		put: fc.array(someItem, { maxLength: 4 }),
		remove: fc.array(someId, { maxLength: 3 }),
		order: fc.array(someId, { maxLength: 6 }),
		links: fc.array(fc.record({ from: someId, to: someId }), { maxLength: 3 }),
		view: fc
			.record({ x: fc.integer(), y: fc.integer(), zoom: fc.constantFrom(0.1, 1, 3.7) })
			.map((view) => ({
				...view,
				x: view.x % 1e7,
				y: view.y % 1e7,
			})),
	},
	{ requiredKeys: [] },
);
