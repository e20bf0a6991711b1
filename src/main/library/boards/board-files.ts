import { constants, type Stats } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import type { BoardDocument } from "../../../contract/board.ts";
import { BoardId } from "../../../contract/ids.ts";
import type { Disk } from "../../store/disk.ts";
import { type LibraryFolder, whenAbsent } from "../../store/library-folder.ts";
import {
	caughtUp,
	type ReadBoard,
	readStoredBoard,
	readStoredChanges,
	storedBoardText,
} from "./stored-board.ts";

/** A board in memory and how its two files stand. */
export type OpenBoard = {
	document: BoardDocument;
	/** Number of the last change, whether or not it could be written. */
	last: number;
	/** Whole lines of `<id>.changes`, and how far they reach. */
	lines: number;
	bytes: number;
	/** Of the `.json`, when it was last written or read. */
	jsonBytes: number;
	/** Lines of `<id>.changes` that are not understood; they are set aside, never thrown away. */
	unreadable: number;
};

export type FoundBoard =
	| { readonly kind: "whole"; readonly board: OpenBoard }
	| (Extract<ReadBoard, { readonly title: string }> & {
			/** When the file was last written, milliseconds since the epoch. */
			readonly changedAt: number;
	  });

/** The two files of each board in `boards/` of a library. Everything throws what the system threw. */
export type BoardFiles = {
	/** Boards that have a file, by its name alone; damaged ones are among them. */
	readonly ids: () => Promise<readonly BoardId[]>;
	/** Changes whenever somebody else has written to the board's files; undefined when it has none. */
	readonly stamp: (id: BoardId) => Promise<string | undefined>;
	/** Undefined when there is no such board. */
	readonly read: (id: BoardId) => Promise<FoundBoard | undefined>;
	/** Writes a board whole; the changes in its file are part of it from then on. */
	readonly writeWhole: (id: BoardId, board: OpenBoard) => Promise<void>;
	/**
	 * Puts a line behind those there are; durable when it returns.
	 * @returns false, with nothing changed, when a file of the board is not what it was
	 */
	readonly append: (id: BoardId, board: OpenBoard, line: Uint8Array) => Promise<boolean>;
	/** Moves a board with its changes to `trash/boards/`. @returns false when there is none */
	readonly throwAway: (id: BoardId) => Promise<boolean>;
	/** @returns false when there is none in the trash */
	readonly takeBack: (id: BoardId) => Promise<boolean>;
};

const BOARDS = "boards";
const TRASH = "trash/boards";
/** Ten times a board full of pictures. Boards are kept well below it: what was written can be read. */
const MAX_FILE_BYTES = 96 * 1024 * 1024;

/** @param clock for the names of what is set aside */
export function createBoardFiles(ports: {
	readonly place: LibraryFolder;
	readonly disk: Disk;
	readonly now: () => number;
}): BoardFiles {
	const { place, disk, now } = ports;
	const json = (id: BoardId, folder = BOARDS) => place.path(`${folder}/${id}.json`);
	const changes = (id: BoardId, folder = BOARDS) => place.path(`${folder}/${id}.changes`);

	/** Puts a file into a place where there is none; an older one there gets another name. */
	const putAside = async (from: string, to: string) => {
		if (await disk.moveToNew(from, to)) return;
		await disk.replace(to, `${to}.${now()}`);
		await disk.replace(from, to);
	};
	return {
		ids: async () => {
			const names = await readdir(place.path(BOARDS)).catch(whenAbsent([]));
			return names.flatMap((name) => {
				const id = name.endsWith(".json") ? BoardId.safeParse(name.slice(0, -5)) : undefined;
				return id?.success && `${id.data}.json` === name ? id.data : [];
			});
		},
		stamp: async (id) => {
			const file = await found(json(id));
			if (file === undefined) return undefined;
			const lines = await found(changes(id));
			return `${file.size} ${file.mtimeMs} ${lines?.size} ${lines?.mtimeMs}`;
		},
		read: (id) => readBoard(id, json(id), changes(id)),
		writeWhole: async (id, board) => {
			const text = storedBoardText(board.document, board.last);
			// A folder made where a disk was unplugged would pass for the library at the next start.
			await place.ensurePresent();
			await disk.makeFolder(place.path(BOARDS));
			await place.writeWhole(json(id), text);
			board.jsonBytes = Buffer.byteLength(text);
			if (board.unreadable > 0) await putAside(changes(id), `${changes(id)}.${now()}.damaged`);
			board.lines = 0;
			board.bytes = 0;
			board.unreadable = 0;
			await disk.remove(changes(id));
		},
		append: async (id, board, line) => {
			if ((await found(json(id))) === undefined) return false;
			if (!(await disk.writeAt(changes(id), board.bytes, line))) return false;
			if (board.bytes === 0) await disk.syncFolder(place.path(BOARDS));
			return true;
		},
		throwAway: async (id) => {
			if ((await found(json(id))) === undefined) return false;
			await disk.makeFolder(place.path(TRASH));
			// The board first: changes alone are no board, and `takeBack` finds them where they are.
			await putAside(json(id), json(id, TRASH));
			if (await found(changes(id))) await putAside(changes(id), changes(id, TRASH));
			await disk.syncFolder(place.path(TRASH));
			await disk.syncFolder(place.path(BOARDS));
			return true;
		},
		takeBack: async (id) => {
			if ((await found(json(id, TRASH))) === undefined) return false;
			await disk.makeFolder(place.path(BOARDS));
			// Never over a board or changes that are there: those are newer.
			const lines = (await found(changes(id, TRASH))) && !(await found(changes(id)));
			if (lines) await disk.moveToNew(changes(id, TRASH), changes(id));
			await disk.moveToNew(json(id, TRASH), json(id));
			await disk.syncFolder(place.path(BOARDS));
			return true;
		},
	};
}

/** Links are told, not followed. */
async function found(path: string): Promise<Stats | undefined> {
	return lstat(path).catch(whenAbsent(undefined));
}

async function readBoard(
	id: BoardId,
	json: string,
	changes: string,
): Promise<FoundBoard | undefined> {
	const stats = await found(json);
	if (stats === undefined) return undefined;
	const changedAt = Math.max(0, Math.round(stats.mtimeMs));
	const damaged = (title: string): FoundBoard => ({ kind: "damaged", title, changedAt });
	const bytes = await contentOf(json);
	if (bytes === undefined) return damaged("");
	const read = readStoredBoard(bytes.toString("utf8"), id);
	if (read.kind !== "whole") return { ...read, changedAt };
	const { title } = read.document;
	const lines = (await found(changes)) ? await contentOf(changes) : Buffer.alloc(0);
	if (lines === undefined) return damaged(title);
	const written = readStoredChanges(lines);
	const whole = caughtUp(read, written.changes);
	if (whole === undefined) return damaged(title);
	const board: OpenBoard = {
		document: whole.document,
		last: whole.last,
		lines: written.lines,
		bytes: written.bytes,
		jsonBytes: bytes.byteLength,
		unreadable: written.unreadable,
	};
	return { kind: "whole", board };
}

/** Undefined for what is no file, or a larger one than this app writes. */
async function contentOf(path: string): Promise<Buffer | undefined> {
	const isFile = (await found(path))?.isFile() ?? false;
	if (!isFile) return undefined;
	const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
	try {
		const stats = await file.stat();
		if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return undefined;
		return await file.readFile();
	} finally {
		await file.close();
	}
}
