import type { BoardDocument, BoardItem, BoardView } from "../../../contract/board.ts";
import { applyChange, changeBetween } from "../../../contract/board-change.ts";
import { boundsOf } from "../../board-document/geometry.ts";
import { newItemId } from "../../state/board-ids.ts";
import { chooseItems, editBoard, saveView, useBoard } from "../../state/board-store.ts";
import { type BoardCamera, putCamera, wholeView } from "./board-camera.ts";
import { addNote, applyCrop, showPart, writeNote } from "./board-edits.ts";
import { BoardPointer } from "./board-pointer.ts";
import type { BoardScene } from "./board-scene.ts";
import { BoardScreen } from "./board-screen.ts";
import { chooseTool, useBoardTools } from "./board-tools.ts";
import { listenToWheel } from "./board-wheel.ts";
import { createCameraFlight } from "./camera-flight.ts";
import type { Desk } from "./gesture.ts";
import { followSlots } from "./reveal.ts";

/** A board that is worked on, drawn into one element. */
export type BoardCanvas = {
	readonly scene: BoardScene;
	readonly pointer: BoardPointer;
	readonly camera: BoardCamera;
	readonly destroy: () => void;
};

/**
 * Draws the open board and lets the pointer work on it.
 * @param host listens
 * @param container inside it, filled with the canvas
 */
export function startBoardCanvas(host: HTMLElement, container: HTMLDivElement): BoardCanvas {
	const screen = new BoardScreen(container);
	const { scene } = screen;
	const flight = createCameraFlight(
		() => scene.view,
		(view) => scene.setView(view),
	);
	const setView = (view: BoardView) => {
		flight.stop();
		scene.setView(view);
	};
	const camera: BoardCamera = {
		view: () => flight.goal() ?? scene.view,
		size: () => scene.size,
		set: setView,
		flyTo: flight.flyTo,
		pointer: () => pointer.place,
	};
	const desk: Desk = {
		board: boardOrThrow,
		chosen: () => useBoard.getState().chosen,
		choose: chooseItems,
		preview: (board) => screen.preview(board),
		commit,
		view: () => scene.view,
		setView,
		size: () => scene.size,
		mark: (marks) => screen.mark(marks),
	};
	const pointer = new BoardPointer(host, {
		desk,
		tool: () => useBoardTools.getState().tool,
		crop: () => screen.crop(),
		showPart,
		applyCrop,
		addNote,
		newId: newItemId,
		toolDone: () => chooseTool("select"),
		hover: (item) => screen.hover(item),
		openItem: itemOpener(scene, flight.flyTo),
		touched: flight.stop,
	});
	const ends = [
		putCamera(camera),
		followSlots(camera, () => pointer.isPressed),
		listenToWheel(host, { view: () => scene.view, size: () => scene.size, setView }),
		scene.onView(saveView),
		() => screen.destroy(),
		flight.stop,
		() => pointer.destroy(),
	];
	return {
		scene,
		pointer,
		camera,
		destroy: () => {
			for (const end of ends) end();
		},
	};
}

/** Carries over what a gesture changed; what else came to the board meanwhile stays. */
const commit: Desk["commit"] = (before, after, chosen) => {
	const change = changeBetween(before, after);
	if (change === undefined) return;
	editBoard((board) => applyChange(board, change), { chosen });
};

function boardOrThrow(): BoardDocument {
	const { board } = useBoard.getState();
	if (board === undefined) throw new Error("the pointer works on a board that is not open");
	return board;
}

/** Notes are written; anything else is shown as large as it goes, and what was seen before the next time. */
function itemOpener(scene: BoardScene, flyTo: (view: BoardView) => void) {
	let before: { readonly id: BoardItem["id"]; readonly view: BoardView } | undefined;
	return (item: BoardItem) => {
		if (item.kind === "note" && !item.locked) {
			writeNote(item.id);
			return;
		}
		const near = wholeView(boundsOf(item), scene.size);
		const isThere = before?.id === item.id && Math.abs(scene.view.zoom / near.zoom - 1) < 0.02;
		if (isThere && before !== undefined) {
			flyTo(before.view);
			before = undefined;
			return;
		}
		before = { id: item.id, view: scene.view };
		flyTo(near);
	};
}
