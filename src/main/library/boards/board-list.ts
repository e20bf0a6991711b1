import type { BoardDocument, BoardSummary } from "../../../contract/board.ts";
import type { BoardId } from "../../../contract/ids.ts";
import type { LibraryFolder } from "../../store/library-folder.ts";
import type { Locks } from "../locks.ts";
import type { BoardFiles, FoundBoard } from "./board-files.ts";
import type { OpenBoards } from "./open-boards.ts";

/** Pictures on the small face of a board. */
const COVER = 4;

/**
 * The list of boards. A board is read for it once, and again only after its files have changed on
 * disk; boards in memory are not read at all. Changes that an earlier run left are brought into the
 * board's own file on the way.
 */
export function createBoardList(ports: {
	readonly files: Pick<BoardFiles, "ids" | "stamp" | "read">;
	readonly place: Pick<LibraryFolder, "ensurePresent">;
	readonly open: Pick<OpenBoards, "peek" | "fold">;
	readonly inTurn: Locks;
}): () => Promise<readonly BoardSummary[]> {
	const { files, place, open, inTurn } = ports;
	const known = new Map<BoardId, { readonly stamp: string; readonly summary: BoardSummary }>();

	/** A file that cannot be read is damaged as far as the list goes; a library that is gone is not. */
	const found = async (id: BoardId): Promise<FoundBoard | undefined> => {
		try {
			return await files.read(id);
		} catch {
			await place.ensurePresent();
			return { kind: "damaged", title: "", changedAt: 0 };
		}
	};
	const read = async (id: BoardId): Promise<BoardSummary | undefined> => {
		const board = await found(id);
		if (board === undefined) return undefined;
		if (board.kind === "whole") await open.fold(id, board.board);
		const stamp = await files.stamp(id);
		const summary = board.kind === "whole" ? summaryOf(board.board.document) : troubled(id, board);
		if (stamp !== undefined) known.set(id, { stamp, summary });
		return summary;
	};
	/** @param stamp as its files stand now */
	const summaryFor = async (
		id: BoardId,
		stamp: string | undefined,
	): Promise<BoardSummary | undefined> => {
		const inMemory = open.peek(id);
		if (inMemory !== undefined) return summaryOf(inMemory.document);
		const before = known.get(id);
		if (before !== undefined && before.stamp === stamp) return before.summary;
		return inTurn(id, async () => {
			const meanwhile = open.peek(id);
			return meanwhile === undefined ? read(id) : summaryOf(meanwhile.document);
		});
	};
	return async () => {
		const ids = await files.ids();
		for (const id of known.keys()) if (!ids.includes(id)) known.delete(id);
		const stamps = await Promise.all(ids.map(files.stamp));
		const summaries: BoardSummary[] = [];
		// One after the other: large boards must not all be in memory at once.
		for (const [index, id] of ids.entries()) {
			const summary = await summaryFor(id, stamps[index]);
			if (summary !== undefined) summaries.push(summary);
		}
		return summaries.sort((a, b) => b.changedAt - a.changedAt || (a.id < b.id ? 1 : -1));
	};
}

function troubled(
	id: BoardId,
	{ kind, title, changedAt }: Exclude<FoundBoard, { readonly kind: "whole" }>,
): BoardSummary {
	// Without a title the file's name is what the designer can look for.
	return { id, title: title || `${id}.json`, changedAt, items: 0, cover: [], trouble: kind };
}

function summaryOf({ id, title, changedAt, items }: BoardDocument): BoardSummary {
	const cover: BoardSummary["cover"] = [];
	for (const item of items) {
		if (cover.length === COVER) break;
		// A slot has no picture yet.
		if (item.kind === "picture" && item.source.kind !== "slot") cover.push(item.source);
	}
	return { id, title, changedAt, items: items.length, cover };
}
