import { z } from "zod";
import {
	BOARD_VERSION,
	BoardChange,
	BoardDocument,
	type BoardItem,
	MAX_ITEMS,
} from "../../../contract/board.ts";
import { applyChange } from "../../../contract/board-change.ts";
import type { BoardId } from "../../../contract/ids.ts";
import { EpochMs } from "../../../contract/jobs.ts";

/** More than a board can live to see; one that counts further could not write a number that is read again. */
const MAX_CHANGES = 1_000_000_000_000;

/**
 * `boards/<id>.json`: the board and the number of the last change in it. Changes up to this one that
 * still stand in `<id>.changes` are in the board already.
 */
const StoredBoard = z.strictObject({
	...BoardDocument.shape,
	changes: z.int().min(0).max(MAX_CHANGES).default(0),
});

/** One line of `boards/<id>.changes`. */
const StoredChange = z.strictObject({
	/** Counts up over the board's whole life; gaps are changes that could not be written. */
	n: z
		.int()
		.min(1)
		.max(2 * MAX_CHANGES),
	at: EpochMs,
	change: BoardChange,
});
export type StoredChange = z.infer<typeof StoredChange>;

/** What a board's file says. */
export type ReadBoard =
	| { readonly kind: "whole"; readonly document: BoardDocument; readonly changes: number }
	/** `title` is empty when it cannot be read either. */
	| { readonly kind: "damaged" | "newer"; readonly title: string };

export function storedBoardText(document: BoardDocument, changes: number): string {
	return `${JSON.stringify({ ...document, changes }, undefined, "\t")}\n`;
}

/** @param id the file's name; a board that says another is damaged */
export function readStoredBoard(text: string, id: BoardId): ReadBoard {
	let found: unknown;
	try {
		found = JSON.parse(text);
	} catch {
		return { kind: "damaged", title: titleIn(text) };
	}
	if (isNewer(found)) return { kind: "newer", title: titleOf(found) };
	const parsed = StoredBoard.safeParse(found);
	if (!parsed.success || parsed.data.id !== id) return { kind: "damaged", title: titleOf(found) };
	const { changes, ...document } = parsed.data;
	return { kind: "whole", document: withoutTwins(document), changes };
}

/** True for what a newer version of this app has written, as far as its version says so. */
export function isNewer(found: unknown): boolean {
	const version = fieldOf(found, "version");
	return typeof version === "number" && Number.isInteger(version) && version > BOARD_VERSION;
}

/** A file can name an item twice, the document cannot: the last one counts, as in a change. */
export function withoutTwins(document: BoardDocument): BoardDocument {
	const items = new Map<BoardItem["id"], BoardItem>();
	for (const item of document.items) items.set(item.id, item);
	return items.size === document.items.length
		? document
		: { ...document, items: [...items.values()] };
}

export function storedChangeLine(change: StoredChange): Buffer {
	return Buffer.from(`${JSON.stringify(change)}\n`);
}

/** What `<id>.changes` holds. */
export type ReadChanges = {
	readonly changes: readonly StoredChange[];
	/** How far its whole lines reach; what follows was being written when the app died. */
	readonly bytes: number;
	readonly lines: number;
	/** Lines before the last one that say nothing this version understands. */
	readonly unreadable: number;
};

const NEWLINE = 0x0a;

/** Reads line by line. A line without its end never was acknowledged, and so is none. */
export function readStoredChanges(file: Uint8Array): ReadChanges {
	const bytes = file.lastIndexOf(NEWLINE) + 1;
	const text = Buffer.from(file.buffer, file.byteOffset, bytes).toString("utf8");
	const lines = text.split("\n").slice(0, -1);
	const changes: StoredChange[] = [];
	let unreadable = 0;
	for (const line of lines) {
		const change = changeIn(line);
		if (change === undefined) unreadable += 1;
		else changes.push(change);
	}
	return { changes, bytes, lines: lines.length, unreadable };
}

function changeIn(line: string): StoredChange | undefined {
	try {
		return StoredChange.parse(JSON.parse(line));
	} catch {
		return undefined;
	}
}

/** The board after one change at a time, main's clock in milliseconds. Looking around is no change of the board. */
export function changedBoard(board: BoardDocument, change: BoardChange, at: number): BoardDocument {
	const { view: _, ...rest } = change;
	const changedAt = Object.keys(rest).length === 0 ? board.changedAt : at;
	return { ...applyChange(board, change), changedAt };
}

/**
 * The board with everything that is not in it yet, in the order written.
 * @returns undefined when that is more than a board can hold, which only a strange hand can have written
 */
export function caughtUp(
	{ document, changes }: { readonly document: BoardDocument; readonly changes: number },
	written: readonly StoredChange[],
): { readonly document: BoardDocument; readonly last: number } | undefined {
	let board = document;
	let last = changes;
	for (const { n, at, change } of written) {
		if (n <= last) continue;
		board = changedBoard(board, change, at);
		last = n;
		if (board.items.length > MAX_ITEMS) return undefined;
	}
	return { document: board, last };
}

const MAX_TITLE_CHARS = 200;

function titleOf(found: unknown): string {
	const title = fieldOf(found, "title");
	return typeof title === "string" ? title.slice(0, MAX_TITLE_CHARS) : "";
}

/** The title stands at the beginning, so a file cut short still tells it. */
function titleIn(text: string): string {
	const [, quoted] = /"title":\s{0,4}("(?:[^"\\\n]|\\.){0,400}")/.exec(text.slice(0, 4_096)) ?? [];
	try {
		return quoted === undefined ? "" : titleOf({ title: JSON.parse(quoted) });
	} catch {
		return "";
	}
}

function fieldOf(found: unknown, name: string): unknown {
	return typeof found === "object" && found !== null
		? Object.getOwnPropertyDescriptor(found, name)?.value
		: undefined;
}
