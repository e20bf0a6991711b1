import { useEffect } from "react";
import { runActionOnceThere } from "../../state/action-registry.ts";
import { redoLibrary, trashPictures, undoLibrary } from "../../state/library-edits.ts";
import { useLibrary } from "../../state/library-store.ts";
import { markOfKey } from "../../state/mark-change.ts";
import { markPictures } from "../../state/mark-pictures.ts";
import { clearSelection, useSelection } from "../../state/selection-store.ts";
import { togglePanel } from "../../state/view-store.ts";

/** What has the keyboard for itself. Toasts are dialogs too, but take nothing away; a list stays, hidden, once it was open. */
const OVER =
	'[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"], [role="menu"], [role="listbox"]:not([aria-multiselectable="true"], [hidden] *, [data-closed] *)';
const TEXT =
	'textarea, select, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"])';

/**
 * The keys of the gallery's pictures wherever the keyboard is in the gallery or the viewer: culling,
 * tags, undo and redo. What a control has used already is left alone.
 */
export function useFindingKeys(): void {
	useEffect(() => {
		window.addEventListener("keydown", press);
		return () => window.removeEventListener("keydown", press);
	}, []);
}

function press(event: KeyboardEvent): void {
	if (!isMeant(event)) return;
	const run = actionOf(event);
	if (run === undefined) return;
	event.preventDefault();
	run();
}

function isMeant(event: KeyboardEvent): boolean {
	// 229: what some input methods send instead of saying that they are composing.
	if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
	const { stage } = useSelection.getState();
	if (stage !== "gallery" && stage !== "viewer") return false;
	if (document.querySelector(OVER) !== null) return false;
	return !(event.target instanceof Element) || event.target.closest(TEXT) === null;
}

function actionOf(event: KeyboardEvent): (() => void) | undefined {
	const key = event.key.toLowerCase();
	if ((event.ctrlKey || event.metaKey) && !event.altKey) {
		if (key === "z") return () => void (event.shiftKey ? redoLibrary() : undoLibrary());
		return key === "y" ? () => void redoLibrary() : undefined;
	}
	const { chosen, stage } = useSelection.getState();
	if (chosen.length === 0 || event.repeat || stage !== "gallery") return undefined;
	const isTrash = useLibrary.getState().shownQuery.filter.state === "trashed";
	if (event.key === "Delete" && !isTrash && isLoose(event.target)) {
		return () => void trashPictures(chosen).then((edit) => edit && clearSelection());
	}
	const mark = markOfKey(event);
	if (mark !== undefined) return () => void markPictures(chosen, mark);
	if (key !== "t" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey)
		return undefined;
	return () => {
		if (chosen.length === 1) togglePanel("inspector", true);
		runActionOnceThere("tags.edit");
	};
}

/** Where Delete can mean nothing but the chosen pictures; the gallery itself knows better. */
function isLoose(target: EventTarget | null): boolean {
	if (target === document.body) return true;
	return target instanceof Element && target.closest("[data-selection-bar]") !== null;
}
