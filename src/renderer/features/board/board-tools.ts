import { create } from "zustand";
import type { NoteItem } from "../../../contract/board.ts";
import type { ItemId } from "../../../contract/ids.ts";
import type { SeenPart } from "./crop.ts";

/** What a press of the pointer on the board begins. */
export type BoardTool = "select" | "hand" | "note" | "arrow";

export type NoteWriting = {
	readonly id: ItemId;
	/** All of it becomes one step of undo. */
	readonly step: string;
	/** A fresh note is not on the board before something is written on it. */
	readonly fresh?: NoteItem;
};

type BoardToolsState = {
	readonly tool: BoardTool;
	/** The picture that is being cropped, and the part that will be shown. */
	readonly crop: { readonly id: ItemId; readonly part: SeenPart } | undefined;
	/** The note that is being written. */
	readonly writing: NoteWriting | undefined;
};

/** What the designer is in the middle of; nothing of it belongs to the board. */
export const useBoardTools = create<BoardToolsState>()(() => ({
	tool: "select",
	crop: undefined,
	writing: undefined,
}));

export function chooseTool(tool: BoardTool): void {
	useBoardTools.setState({ tool });
}
