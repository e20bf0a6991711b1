import type words from "../../../../resources/locales/en/board.json";
import type { BoardItem } from "../../../contract/board.ts";
import { alignItems, distributeItems, type Edge } from "../../board-document/align.ts";
import { type Arrangement, arrangeItems } from "../../board-document/arrange.ts";
import { flipItems, moveItems, removeItems } from "../../board-document/edit-items.ts";
import { boundsOfAll } from "../../board-document/geometry.ts";
import { ungroupItems } from "../../board-document/groups.ts";
import { backward, forward, toBack, toFront } from "../../board-document/stacking.ts";
import { chooseItems, redoBoard, undoBoard, useBoard } from "../../state/board-store.ts";
import { arrangeByColour } from "./arrange-by-colour.ts";
import { boardCamera, placeForNew, showRect, zoomIn, zoomOut, zoomToOne } from "./board-camera.ts";
import {
	chooseAll,
	chosenAsReferences,
	duplicateChosen,
	groupChosen,
	resetChosen,
	toggleGrey,
	toggleLock,
} from "./board-chosen.ts";
import { hasCopied, pasteLatest } from "./board-clipboard.ts";
import {
	addNote,
	applyCrop,
	beginCrop,
	chosenItems,
	croppable,
	editChosen,
	leaveCrop,
	writeNote,
} from "./board-edits.ts";
import { chooseTool, useBoardTools } from "./board-tools.ts";

export type BoardCommandLabel = Extract<keyof typeof words, `commands.${string}`>;
export type BoardCommandId = BoardCommandLabel extends `commands.${infer Id}` ? Id : never;
type PresentLabel = BoardCommandLabel | "canvas.lock" | "canvas.unlock";
export type BoardCommandGroup = "tools" | "edit" | "look" | "order" | "arrange" | "view";

/** Something that can be done on the board, by key, menu, bar or palette. */
export type BoardCommand = {
	readonly id: BoardCommandId;
	/** Its name in `board.json`. */
	readonly label: BoardCommandLabel;
	readonly group: BoardCommandGroup;
	/** In tinykeys' words; the first is the one that is shown. */
	readonly keys: readonly string[];
	readonly run: () => void;
	readonly enabled: () => boolean;
	/** It goes on while the key is held. */
	readonly repeats?: boolean;
	/** Sentences for the palette would be of no use: there is a key or nothing. */
	readonly keyOnly?: boolean;
	/** The browser does it, by an event of its own; the table only names it. */
	readonly byEvent?: boolean;
};

/** Board units on the screen, by the arrow keys; CSS px at zoom 1. */
const NUDGE = 1;
const NUDGE_FAR = 10;

const hasBoard = () => useBoard.getState().board !== undefined;
const chosenCount = () => useBoard.getState().chosen.length;
const isIdle = () => useBoardTools.getState().crop === undefined;
const someChosen = () => chosenCount() > 0 && isIdle();
const someFree = () => isIdle() && chosenItems().some(({ locked }) => !locked);
const atLeast = (count: number) => () =>
	isIdle() && chosenItems().filter(({ locked }) => !locked).length >= count;
const isChanged = (item: BoardItem) => {
	if (item.locked) return false;
	if (item.rotation !== 0 || item.opacity !== 1) return true;
	if (item.kind !== "picture") return false;
	return (
		item.crop !== undefined || item.flipX === true || item.flipY === true || item.grey === true
	);
};
const somePictures = () =>
	isIdle() && chosenItems().some((item) => item.kind === "picture" && !item.locked);

/** The one table behind the keyboard, the menus, the bar and the palette. */
export const boardCommands: readonly BoardCommand[] = [
	command("select", "tools", ["V"], () => chooseTool("select"), isIdle),
	command("hand", "tools", ["H"], () => chooseTool("hand"), isIdle),
	command(
		"note",
		"tools",
		["N"],
		() => addNote(placeForNew()),
		() => hasBoard() && isIdle(),
	),
	command(
		"arrow",
		"tools",
		["A"],
		() => chooseTool("arrow"),
		() => hasBoard() && isIdle(),
	),
	command("undo", "edit", ["$mod+Z"], undoBoard, () => useBoard.getState().canUndo && isIdle(), {
		repeats: true,
	}),
	command(
		"redo",
		"edit",
		["$mod+Shift+Z", "$mod+Y"],
		redoBoard,
		() => useBoard.getState().canRedo && isIdle(),
		{ repeats: true },
	),
	command("cut", "edit", ["$mod+X"], () => document.execCommand("cut"), someFree, {
		byEvent: true,
	}),
	command("copy", "edit", ["$mod+C"], () => document.execCommand("copy"), someChosen, {
		byEvent: true,
	}),
	command("paste", "edit", ["$mod+V"], () => pasteLatest(placeForNew()), hasCopied, {
		byEvent: true,
	}),
	command("duplicate", "edit", ["$mod+D"], duplicateChosen, someChosen),
	command("remove", "edit", ["Delete", "Backspace"], () => editChosen(removeItems), someFree),
	command("chooseAll", "edit", ["$mod+A"], chooseAll, () => hasBoard() && isIdle()),
	command("clear", "edit", ["Escape"], clear, canClear, { keyOnly: true }),
	command("open", "edit", ["Enter"], open, canOpen, { keyOnly: true }),
	command("references", "edit", ["R"], chosenAsReferences, somePictures),
	command("crop", "look", ["C"], beginCrop, () => isIdle() && croppable() !== undefined),
	command(
		"flipX",
		"look",
		["Shift+H"],
		() => editChosen((b, ids) => flipItems(b, ids, "x")),
		someFree,
	),
	command(
		"flipY",
		"look",
		["Shift+V"],
		() => editChosen((b, ids) => flipItems(b, ids, "y")),
		someFree,
	),
	command("grey", "look", ["G"], toggleGrey, somePictures),
	command("lock", "look", ["$mod+Shift+L"], toggleLock, someChosen),
	command("reset", "look", [], resetChosen, () => isIdle() && chosenItems().some(isChanged)),
	command("group", "look", ["$mod+G"], groupChosen, atLeast(2)),
	command(
		"ungroup",
		"look",
		["$mod+Shift+G"],
		() => editChosen(ungroupItems),
		() => isIdle() && chosenItems().some((item) => item.group !== undefined && !item.locked),
	),
	command("toFront", "order", ["BracketRight"], () => editChosen(toFront), someChosen),
	command("forward", "order", ["$mod+BracketRight"], () => editChosen(forward), someChosen),
	command("backward", "order", ["$mod+BracketLeft"], () => editChosen(backward), someChosen),
	command("toBack", "order", ["BracketLeft"], () => editChosen(toBack), someChosen),
	align("alignLeft", "left", "Alt+KeyA"),
	align("alignCentre", "centre", "Alt+KeyH"),
	align("alignRight", "right", "Alt+KeyD"),
	align("alignTop", "top", "Alt+KeyW"),
	align("alignMiddle", "middle", "Alt+KeyV"),
	align("alignBottom", "bottom", "Alt+KeyS"),
	command("distributeX", "arrange", ["Alt+Shift+KeyH"], () => distribute("x"), atLeast(3)),
	command("distributeY", "arrange", ["Alt+Shift+KeyV"], () => distribute("y"), atLeast(3)),
	arrange("tidy", "grid", "Alt+Shift+KeyT"),
	arrange("bySize", "size"),
	command("byColour", "arrange", [], () => void arrangeByColour(), atLeast(2)),
	arrange("byName", "name"),
	...nudges(),
	command("zoomIn", "view", ["$mod+=", "$mod+[Shift]+Equal"], zoomIn, hasBoard, { repeats: true }),
	command("zoomOut", "view", ["$mod+-", "$mod+[Shift]+Minus"], zoomOut, hasBoard, {
		repeats: true,
	}),
	command("zoomOne", "view", ["$mod+0", "$mod+Digit0"], zoomToOne, hasBoard),
	command("fitAll", "view", ["$mod+1", "$mod+Digit1"], fitAll, hasBoard),
	command("fitChosen", "view", ["$mod+2", "$mod+Digit2"], fitChosen, someChosen),
];

/** What a command is called now, by its key in `board.json`: of two that share a button the one it would do. */
export function presentLabel(id: BoardCommandId): PresentLabel {
	if (id !== "lock") return boardCommand(id).label;
	return chosenItems().every(({ locked }) => locked) ? "canvas.unlock" : "canvas.lock";
}

/** The command of this id. */
export function boardCommand(id: BoardCommandId): BoardCommand {
	const found = boardCommands.find((one) => one.id === id);
	if (found === undefined) throw new Error(`there is no command ${id}`);
	return found;
}

function command(
	id: BoardCommandId,
	group: BoardCommandGroup,
	keys: readonly string[],
	run: () => unknown,
	enabled: () => boolean,
	more: Partial<Pick<BoardCommand, "repeats" | "keyOnly" | "byEvent">> = {},
): BoardCommand {
	return { id, label: `commands.${id}`, group, keys, run: () => void run(), enabled, ...more };
}

function align(id: BoardCommandId, edge: Edge, key: string): BoardCommand {
	const run = () => editChosen((board, ids) => alignItems(board, ids, edge));
	return command(id, "arrange", [key], run, atLeast(2));
}

function arrange(id: BoardCommandId, by: Arrangement, key?: string): BoardCommand {
	const run = () => editChosen((board, ids) => arrangeItems(board, ids, by));
	return command(id, "arrange", key === undefined ? [] : [key], run, atLeast(2));
}

function distribute(axis: "x" | "y"): void {
	editChosen((board, ids) => distributeItems(board, ids, axis));
}

function nudges(): readonly BoardCommand[] {
	const ways = [
		["Left", -1, 0],
		["Right", 1, 0],
		["Up", 0, -1],
		["Down", 0, 1],
	] as const;
	return ways.flatMap(([way, x, y]) =>
		([NUDGE, NUDGE_FAR] as const).map((far) => {
			const keys = [`${far === NUDGE ? "" : "Shift+"}Arrow${way}`];
			const run = () =>
				editChosen((board, ids) => moveItems(board, ids, { x: x * far, y: y * far }), "nudge");
			return command("nudge", "edit", keys, run, someFree, { repeats: true, keyOnly: true });
		}),
	);
}

function canClear(): boolean {
	const { tool, crop } = useBoardTools.getState();
	return crop !== undefined || tool !== "select" || chosenCount() > 0;
}

/** One step out: of cropping, of a tool, of what is chosen. */
function clear(): void {
	const { tool, crop } = useBoardTools.getState();
	if (crop !== undefined) leaveCrop();
	else if (tool !== "select") chooseTool("select");
	else chooseItems([]);
}

function canOpen(): boolean {
	if (!isIdle()) return true;
	const [item, ...others] = chosenItems();
	return others.length === 0 && item !== undefined && (item.kind === "note" || !item.locked);
}

/** Takes a crop over, writes a note, shows a picture as large as it goes. */
function open(): void {
	if (!isIdle()) {
		applyCrop();
		return;
	}
	const [item] = chosenItems();
	if (item?.kind === "note") writeNote(item.id);
	else fitChosen();
}

function fitAll(): void {
	const items = useBoard.getState().board?.items ?? [];
	if (items.length > 0) showRect(boundsOfAll(items));
	else boardCamera()?.flyTo({ x: 0, y: 0, zoom: 1 });
}

function fitChosen(): void {
	showRect(boundsOfAll(chosenItems()));
}
