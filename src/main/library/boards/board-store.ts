import {
	BOARD_VERSION,
	type BoardChange,
	type BoardDocument,
	type BoardSummary,
} from "../../../contract/board.ts";
import { appError } from "../../../contract/errors.ts";
import type { BoardId } from "../../../contract/ids.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Log } from "../../foundation/log.ts";
import { newBoardId } from "../../foundation/new-id.ts";
import { storageError } from "../../foundation/storage-error.ts";
import { type Disk, realDisk } from "../../store/disk.ts";
import { createLibraryFolder } from "../../store/library-folder.ts";
import { createLocks } from "../locks.ts";
import { createBoardFiles } from "./board-files.ts";
import { createBoardList } from "./board-list.ts";
import { createOpenBoards } from "./open-boards.ts";

/**
 * The boards of a library, in `boards/`. What a call has answered is durable. All errors are
 * AppErrors; beside those named they are the disk's: `disk-full`, `folder-read-only`,
 * `folder-missing` and `storage-failed`.
 */
export type BoardStore = {
	/** The one changed last first; a board that cannot be opened says so by its `trouble`. */
	readonly list: () => Promise<readonly BoardSummary[]>;
	/** @throws AppError `board-not-found`, `board-damaged`, `board-newer` */
	readonly get: (id: BoardId) => Promise<BoardDocument>;
	readonly create: (title: string) => Promise<BoardDocument>;
	/** Keeps a board that came from elsewhere, under an id of its own. @throws AppError `board-too-much-text` */
	readonly add: (document: Omit<BoardDocument, "id" | "changedAt">) => Promise<BoardDocument>;
	/**
	 * Changes of one board are carried out in the order they were asked for. A change that was
	 * refused has changed nothing and can be given again.
	 * @returns whether the list of boards shows it differently now
	 * @throws AppError as `get`, and `board-full`, `board-too-much-text`
	 */
	readonly change: (id: BoardId, change: BoardChange) => Promise<{ readonly renamed: boolean }>;
	readonly duplicate: (id: BoardId, title: string) => Promise<BoardDocument>;
	/** Into the library's trash, also when it is damaged. @throws AppError `board-not-found` */
	readonly remove: (id: BoardId) => Promise<void>;
	/** Out of the trash again. @throws AppError as `get` */
	readonly restore: (id: BoardId) => Promise<BoardDocument>;
	/** Leaves every board in one file. Never throws. */
	readonly close: () => Promise<void>;
};

export type BoardStorePorts = {
	/** Of the library, absolute. */
	readonly folder: string;
	readonly clock: Pick<Clock, "now">;
	readonly log: Log;
	/** The real one when absent. */
	readonly disk?: Disk;
};

export function createBoardStore(ports: BoardStorePorts): BoardStore {
	const { folder, clock, log, disk = realDisk } = ports;
	const place = createLibraryFolder(folder, disk);
	const files = createBoardFiles({ place, disk, now: clock.now });
	const inTurn = createLocks();
	const open = createOpenBoards({ files, place, clock, log, inTurn });
	const list = createBoardList({ files, place, open, inTurn });

	const guarded = <T>(work: () => Promise<T>): Promise<T> =>
		work().catch((error: unknown) => {
			throw storageError(error, folder);
		});
	const alone = async <T>(id: BoardId, work: () => Promise<T>): Promise<T> => {
		const answer = await guarded(() => inTurn(id, work));
		await open.settleSurplus();
		return answer;
	};
	const get = (id: BoardId) => alone(id, async () => (await open.open(id)).document);
	const add: BoardStore["add"] = async (given) => {
		const document = { ...given, id: newBoardId(), changedAt: clock.now() };
		await alone(document.id, () => open.begin(document));
		return document;
	};
	return {
		list: () =>
			guarded(async () => {
				await place.ensurePresent();
				return list();
			}),
		get,
		add,
		create: (title) =>
			add({ version: BOARD_VERSION, title, createdAt: clock.now(), items: [], links: [] }),
		change: (id, change) =>
			alone(id, async () => {
				const { title } = (await open.open(id)).document;
				await open.change(id, change);
				return { renamed: change.title !== undefined && change.title !== title };
			}),
		duplicate: async (id, title) => add({ ...(await get(id)), title, createdAt: clock.now() }),
		remove: (id) =>
			alone(id, async () => {
				await place.ensurePresent();
				if (!(await files.throwAway(id))) throw appError("board-not-found");
				open.drop(id);
			}),
		restore: (id) =>
			alone(id, async () => {
				await place.ensurePresent();
				await files.takeBack(id);
				return (await open.open(id)).document;
			}),
		close: () => open.settleAll(),
	};
}
