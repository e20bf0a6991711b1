import { type BoardDocument, type BoardItem, MAX_ITEMS } from "../../../contract/board.ts";
import { appError } from "../../../contract/errors.ts";
import { type BoardId, RunId } from "../../../contract/ids.ts";
import { MAX_GATHERED, type Reference } from "../../../contract/references.ts";
import { addItems } from "../../board-document/edit-items.ts";
import { boundsOf, type Point } from "../../board-document/geometry.ts";
import {
	type PlacedPicture,
	pictureItem,
	placePictures,
} from "../../board-document/place-pictures.ts";
import { newItemId } from "../../state/board-ids.ts";
import { editBoard, useBoard } from "../../state/board-store.ts";
import type { DropContents } from "../../state/read-drop.ts";
import { takePictures } from "../../state/take-pictures.ts";
import { type GrowingBlock, nextInBlock, startBlock } from "./board-drop-block.ts";
import { beginRun, endRun, noteNotice, noteProblems, tellRun } from "./board-drop-store.ts";
import { type PutDown, tidied } from "./board-drop-tidy.ts";
import { revealLater } from "./reveal.ts";

/** What is read within this time is laid out as a whole; then pictures are put down as they come, this often. */
const FIRST_PAUSE_MS = 400;
const PAUSE_MS = 250;
/** More than these would be a jump of the whole board. */
const MOST_TIDIED = 100;

/**
 * Reads pictures and puts them on the open board around a point, as they come in. One step of undo.
 * Never throws: what goes wrong is in `useBoardDrop`.
 */
export async function dropPictures(
	contents: Pick<DropContents, "paths" | "loose">,
	at: Point,
): Promise<void> {
	const { board } = useBoard.getState();
	if (board === undefined) return;
	const room = MAX_ITEMS - board.items.length;
	if (room < 1) {
		noteProblems([{ name: "", error: boardFull() }]);
		return;
	}
	const id = RunId.parse(crypto.randomUUID());
	const limit = Math.min(MAX_GATHERED, room);
	const abort = new AbortController();
	const landing = createLanding(board.id, at, `drop ${id}`);
	beginRun({ id, progress: undefined, limit, stop: () => abort.abort() });
	const taken = await takePictures(contents, {
		limit,
		signal: abort.signal,
		onProgress: (progress) => {
			landing.expect(progress.found);
			tellRun(id, progress);
		},
		onTaken: landing.take,
	});
	landing.finish();
	endRun(id);
	noteProblems(taken.problems);
	if (taken.leftOut > 0) noteNotice({ kind: "left-out", count: taken.leftOut, limit });
	if (taken.passedOver > 0) noteNotice({ kind: "passed-over", count: taken.passedOver });
}

/** Puts pictures down on one board, and on no other: while another is open they wait. */
function createLanding(id: BoardId, at: Point, merge: string) {
	const waiting: PlacedPicture[] = [];
	/** Everything put down so far, in order, as it was put down. */
	const placed: PutDown[] = [];
	let block: GrowingBlock | undefined;
	let total = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let isOver = false;
	const reveal = revealLater();
	const isOpen = () => useBoard.getState().board?.id === id;
	const add = (pictures: readonly PlacedPicture[], items: readonly BoardItem[]) => {
		for (const [index, item] of items.entries()) {
			const picture = pictures[index];
			if (picture !== undefined) placed.push({ picture, item });
		}
		editBoard((board) => addItems(board, items), { merge, lasting: true });
		const there = new Set(useBoard.getState().board?.items.map((item) => item.id));
		if (items.some((item) => !there.has(item.id))) noteProblems([{ name: "", error: boardFull() }]);
	};
	const grow = () => {
		const { board } = useBoard.getState();
		if (board === undefined) return;
		const pictures = waiting.splice(0);
		block ??= blockFor(board, pictures, at, total);
		const grown = growBlock(block, pictures);
		block = grown.block;
		add(pictures, grown.items);
	};
	const layOut = () => {
		const { board } = useBoard.getState();
		if (board === undefined) return;
		const pictures = waiting.splice(0);
		const next = placePictures(board, pictures, at, newItemId);
		const fresh = new Set(next.ids);
		add(
			pictures,
			next.board.items.filter((item) => fresh.has(item.id)),
		);
	};
	const settle = () => {
		clearTimeout(timer);
		timer = undefined;
		if (!isOpen()) return;
		if (waiting.length > 0) {
			if (isOver && block === undefined) layOut();
			else grow();
		}
		if (!isOver) return;
		stop();
		if (block !== undefined && placed.length <= MOST_TIDIED) {
			editBoard((board) => tidied(board, placed, at), { merge, lasting: true });
		}
		const ids = placed.map(({ item }) => item.id);
		if (ids.length > 0) editBoard((board) => board, { chosen: ids });
		reveal(ids);
	};
	const stop = useBoard.subscribe((state, before) => {
		if (state.board?.id !== before.board?.id && isOpen()) settle();
	});
	return {
		expect: (found: number) => {
			total = found;
		},
		take: (references: readonly Reference[]) => {
			waiting.push(...references.map(fromReference));
			timer ??= setTimeout(settle, block === undefined ? FIRST_PAUSE_MS : PAUSE_MS);
		},
		finish: () => {
			isOver = true;
			settle();
		},
	};
}

function blockFor(
	board: BoardDocument,
	pictures: readonly PlacedPicture[],
	at: Point,
	total: number,
): GrowingBlock {
	const sizes = pictures.map(({ pixels }) => pixels);
	return startBlock(at, Math.max(total, pictures.length), sizes, board.items.map(boundsOf));
}

function growBlock(start: GrowingBlock, pictures: readonly PlacedPicture[]) {
	let block = start;
	const items = pictures.map((picture): BoardItem => {
		const next = nextInBlock(block, picture.pixels);
		block = next.block;
		return pictureItem(picture, next.box, newItemId());
	});
	return { block, items };
}

function fromReference({ id, name, width, height }: Reference): PlacedPicture {
	return { source: { kind: "reference", id }, name, pixels: { width, height } };
}

function boardFull() {
	return appError("board-full", { limit: MAX_ITEMS }).failure;
}
