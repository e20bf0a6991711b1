import { useEffect } from "react";
import { matchKeybindingPress, parseKeybinding } from "tinykeys";
import { useSelection } from "../../state/selection-store.ts";
import { type BoardCommand, boardCommands } from "./board-commands.ts";
import type { BoardPointer } from "./board-pointer.ts";

/** Toasts are dialogs too, but take nothing away from the window. */
const MODAL = '[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]';
const FIELD = "input, textarea, select, [contenteditable]";
/** Things that have keys of their own. */
const KEYED = '[role="menu"], [role="radiogroup"], [role="tablist"], [role="separator"]';
/** The list of items goes through them by these. */
const LIST_KEYS: ReadonlySet<string> = new Set([
	"ArrowDown",
	"ArrowUp",
	"ArrowLeft",
	"ArrowRight",
	"Home",
	"End",
	"Enter",
	" ",
]);
/** What controls beside the board may do something with: remove or move a reference, turn a switch. */
const CONTROL_KEYS: ReadonlySet<string> = new Set([...LIST_KEYS, "Delete", "Backspace"]);
const PRESSABLE =
	"button, a, summary, [role=button], [role=menuitem], [role=switch], [role=checkbox]";

const bindings = boardCommands.map((command) => ({
	command,
	presses: command.keys.flatMap((keys) => parseKeybinding(keys).slice(0, 1)),
}));

/**
 * Runs the commands of the board by their keys while it is on stage: wherever the focus is, unless
 * something is being written or has a use for the key itself.
 * @param board the element of the board, in which lists are the board's own
 */
export function useBoardKeys(
	board: () => HTMLElement | null,
	pointer: () => BoardPointer | undefined,
): void {
	useEffect(() => {
		const down = (event: KeyboardEvent) => {
			if (!isForBoard(event, board())) return;
			if (event.code === "Space" && !isPressable(event)) {
				event.preventDefault();
				pointer()?.holdSpace(true);
				return;
			}
			if (event.key === "Escape" && pointer()?.cancel() === true) {
				take(event);
				return;
			}
			const found = bindings.find(
				({ command, presses }) =>
					presses.some((press) => matchKeybindingPress(event, press)) && isMeant(command, event),
			);
			if (found === undefined) return;
			// What the browser does by an event of its own must still come; nobody else may take the key.
			if (found.command.byEvent === true) event.stopPropagation();
			else if (found.command.enabled()) {
				take(event);
				found.command.run();
			}
		};
		const up = (event: KeyboardEvent) => {
			if (event.code === "Space") pointer()?.holdSpace(false);
		};
		const blur = () => pointer()?.holdSpace(false);
		// Before the app's own keys, of which some say something else elsewhere.
		window.addEventListener("keydown", down, true);
		window.addEventListener("keyup", up, true);
		window.addEventListener("blur", blur);
		return () => {
			window.removeEventListener("keydown", down, true);
			window.removeEventListener("keyup", up, true);
			window.removeEventListener("blur", blur);
		};
	}, [board, pointer]);
}

function isForBoard(event: KeyboardEvent, board: HTMLElement | null): boolean {
	if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
	if (useSelection.getState().stage !== "board" || board === null) return false;
	if (document.querySelector(MODAL) !== null) return false;
	const target = event.target instanceof Element ? event.target : null;
	if (target === null) return true;
	if (target.closest(FIELD) !== null || target.closest(KEYED) !== null) return false;
	if (target.closest('[role="listbox"]') !== null) {
		return board.contains(target) && !LIST_KEYS.has(event.key);
	}
	return isAtBoard(target, board) || !CONTROL_KEYS.has(event.key);
}

/** Nowhere in particular, on the board, or in the bars about it. */
function isAtBoard(target: Element, board: HTMLElement): boolean {
	return target === document.body || (board.closest("section") ?? board).contains(target);
}

/** A press of Enter on a button presses the button; a key that repeats does little by little. */
function isMeant(command: BoardCommand, event: KeyboardEvent): boolean {
	if (event.repeat && command.repeats !== true) return false;
	return event.key !== "Enter" || !isPressable(event);
}

function isPressable(event: KeyboardEvent): boolean {
	return event.target instanceof Element && event.target.closest(PRESSABLE) !== null;
}

function take(event: KeyboardEvent): void {
	event.preventDefault();
	event.stopPropagation();
}
