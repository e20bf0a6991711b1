import { useEffect } from "react";
import { useSelection } from "../../state/selection-store.ts";
import { placeForNew } from "./board-camera.ts";
import { copyChosen, cutChosen, pasteFrom } from "./board-clipboard.ts";

/** Copies, cuts and pastes items while the board is on stage and nothing is being written. */
export function useBoardClipboard(): void {
	useEffect(() => {
		const listen = (take: (data: DataTransfer) => boolean) => (event: ClipboardEvent) => {
			if (event.clipboardData === null || !isForBoard(event)) return;
			// What is no item of a board is left for whoever takes pictures from elsewhere.
			if (!take(event.clipboardData)) return;
			event.preventDefault();
			event.stopPropagation();
		};
		const copy = listen(copyChosen);
		const cut = listen(cutChosen);
		const paste = listen((data) => pasteFrom(data, placeForNew()));
		window.addEventListener("copy", copy, true);
		window.addEventListener("cut", cut, true);
		window.addEventListener("paste", paste, true);
		return () => {
			window.removeEventListener("copy", copy, true);
			window.removeEventListener("cut", cut, true);
			window.removeEventListener("paste", paste, true);
		};
	}, []);
}

function isForBoard({ target }: ClipboardEvent): boolean {
	if (useSelection.getState().stage !== "board") return false;
	if (document.querySelector('[role="dialog"]:not([aria-modal="false"])') !== null) return false;
	const isField =
		target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;
	// Words that are marked somewhere are what a copy means.
	return !isField && getSelection()?.isCollapsed !== false;
}
