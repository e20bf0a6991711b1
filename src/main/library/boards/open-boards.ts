import { type BoardChange, type BoardDocument, MAX_ITEMS } from "../../../contract/board.ts";
import { appError } from "../../../contract/errors.ts";
import type { BoardId } from "../../../contract/ids.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import type { LibraryFolder } from "../../store/library-folder.ts";
import type { Locks } from "../locks.ts";
import type { BoardFiles, OpenBoard } from "./board-files.ts";
import { changedBoard, storedChangeLine } from "./stored-board.ts";

/**
 * The boards in memory and the way of their changes to the disk. The first group of functions is to
 * be called in the board's turn, the second outside of any.
 */
export type OpenBoards = {
	/** @throws AppError `board-not-found`, `board-damaged`, `board-newer` */
	readonly open: (id: BoardId) => Promise<OpenBoard>;
	/** Writes a board that is not there yet. @throws AppError `board-too-much-text` */
	readonly begin: (document: BoardDocument) => Promise<void>;
	/**
	 * Durable when it returns; when it throws, nothing has changed.
	 * @throws AppError as `open`, and `board-full`, `board-too-much-text`
	 */
	readonly change: (id: BoardId, change: BoardChange) => Promise<void>;
	/** Brings the changes of a board into its own file. Never throws: they are durable without it. */
	readonly fold: (id: BoardId, board: OpenBoard) => Promise<void>;
	readonly drop: (id: BoardId) => void;
	/** One that is in memory; looking is no use of it. */
	readonly peek: (id: BoardId) => OpenBoard | undefined;

	/** Lets go of the boards used longest ago, beyond a few. */
	readonly settleSurplus: () => Promise<void>;
	readonly settleAll: () => Promise<void>;
};

/** One on the stage, and those that float or were just left. */
const KEPT = 4;
/** When changes are brought into the board's own file: reading them would take longer than that. */
const MAX_LINES = 256;
const MAX_LINES_BYTES = 1024 * 1024;
/** Of a board and its changes. */
const MAX_BOARD_MB = 64;

export function createOpenBoards(ports: {
	readonly files: BoardFiles;
	readonly place: Pick<LibraryFolder, "ensurePresent">;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
	readonly inTurn: Locks;
}): OpenBoards {
	const { files, place, clock, log, inTurn } = ports;
	// A Map keeps the order in which its keys were put in: the one used longest ago is the first.
	const boards = new Map<BoardId, OpenBoard>();

	const use = (id: BoardId, board: OpenBoard) => {
		boards.delete(id);
		boards.set(id, board);
		return board;
	};
	const open = async (id: BoardId): Promise<OpenBoard> => {
		const known = boards.get(id);
		if (known !== undefined) return use(id, known);
		await place.ensurePresent();
		const found = await files.read(id);
		if (found === undefined) throw appError("board-not-found");
		if (found.kind === "whole") return use(id, found.board);
		throw appError(`board-${found.kind}`, { name: found.title || `${id}.json` });
	};
	const fold = async (id: BoardId, board: OpenBoard) => {
		if (board.lines === 0) return;
		try {
			await files.writeWhole(id, board);
		} catch (error) {
			log.warn("changes of a board stay in a file of their own", { said: String(error) });
		}
	};
	const settle = (id: BoardId) =>
		inTurn(id, async () => {
			const board = boards.get(id);
			if (board !== undefined) await fold(id, board);
			boards.delete(id);
		});
	return {
		open,
		fold,
		begin: async (document) => {
			await place.ensurePresent();
			refuseMoreThan(Buffer.byteLength(JSON.stringify(document)));
			const board = { document, last: 0, lines: 0, bytes: 0, jsonBytes: 0, unreadable: 0 };
			await files.writeWhole(document.id, board);
			use(document.id, board);
		},
		change: async (id, change) => {
			await place.ensurePresent();
			const board = await open(id);
			await write(files, board, change, clock.now());
			if (board.lines >= MAX_LINES || board.bytes >= MAX_LINES_BYTES) await fold(id, board);
		},
		drop: (id) => void boards.delete(id),
		peek: (id) => boards.get(id),
		settleSurplus: async () => {
			for (const id of [...boards.keys()].slice(0, -KEPT)) await settle(id);
		},
		settleAll: async () => {
			for (const id of [...boards.keys()]) await settle(id);
		},
	};
}

async function write(
	files: BoardFiles,
	board: OpenBoard,
	change: BoardChange,
	at: number,
): Promise<void> {
	const document = changedBoard(board.document, change, at);
	if (document.items.length > MAX_ITEMS) throw appError("board-full", { limit: MAX_ITEMS });
	const n = board.last + 1;
	const line = storedChangeLine({ n, at, change });
	refuseMoreThan(board.jsonBytes + board.bytes + line.byteLength);
	// A number is used once: half a line of a change that failed may still stand in the file.
	board.last = n;
	if (await files.append(document.id, board, line)) {
		board.bytes += line.byteLength;
		board.lines += 1;
		board.document = document;
		return;
	}
	// Somebody has taken a file of it away, and memory alone knows what was in there.
	const whole = { ...board, document };
	await files.writeWhole(document.id, whole);
	Object.assign(board, whole);
}

/** What is written must be small enough to be read again. */
function refuseMoreThan(bytes: number): void {
	if (bytes <= MAX_BOARD_MB * 1024 * 1024) return;
	throw appError("board-too-much-text", { limit: `${MAX_BOARD_MB} MB` });
}
