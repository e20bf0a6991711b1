import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { MAX_GATHERED } from "../../../contract/references.ts";
import type { Point } from "../../board-document/geometry.ts";
import { formatNumber } from "../../bridge/format.ts";
import { DropZone } from "../../kit/drop-zone.tsx";
import { draggedPictures, isOwnDrag } from "../../state/own-drag.ts";
import { countHovering } from "../../state/read-drop.ts";
import { useSelection } from "../../state/selection-store.ts";
import { landImages, landOnBoard, pasteOntoBoard } from "./board-drop-land.ts";
import { hovering } from "./board-drop-plan.ts";
import { DropProgress } from "./drop-progress.tsx";

/**
 * Takes everything that can land on a board: files, folders, pictures out of a page or out of this
 * window's gallery, words, boards in a file, and what is pasted.
 */
export function BoardDrop({
	children,
	toBoard,
}: {
	readonly children: ReactNode;
	/** From CSS px of the window to a board point. */
	readonly toBoard: (clientX: number, clientY: number) => Point;
}) {
	const says = useDropWords();
	usePaste();
	return (
		<DropZone
			className="h-full min-h-0"
			says={says}
			onDrop={(data, { x, y }) => {
				const at = toBoard(x, y);
				const own = draggedPictures();
				if (own.length > 0) void landImages(own, at);
				else landOnBoard(data, at);
			}}
		>
			{children}
			<DropProgress />
		</DropZone>
	);
}

/** The sentence for what hovers over the board. */
function useDropWords(): (types: readonly string[], items: number) => string | undefined {
	const { t } = useTranslation("board");
	return (types, items) => {
		const own = draggedPictures().length;
		const what = hovering(types, own, countHovering(types, items), isOwnDrag());
		if (what === undefined) return undefined;
		if (what.kind === "note") return t("drop.note");
		if (what.count > MAX_GATHERED && own === 0) {
			return t("drop.putFirst", { number: formatNumber(MAX_GATHERED) });
		}
		return t("drop.put", { count: what.count, number: formatNumber(what.count) });
	};
}

/** What is open above the board and has the keyboard; toasts take nothing away. */
const OVER = '[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]';

/** Takes a paste that is meant for the board: it is on screen, and nothing one types into has the keyboard. */
function usePaste(): void {
	useEffect(() => {
		const paste = (event: ClipboardEvent) => {
			if (event.defaultPrevented || event.clipboardData === null) return;
			if (useSelection.getState().stage !== "board" || isTyping(event.target)) return;
			if (document.querySelector(OVER) !== null) return;
			if (pasteOntoBoard(event.clipboardData)) event.preventDefault();
		};
		document.addEventListener("paste", paste);
		return () => document.removeEventListener("paste", paste);
	}, []);
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof Element &&
		target.closest("input, textarea, select, [contenteditable]") !== null
	);
}
