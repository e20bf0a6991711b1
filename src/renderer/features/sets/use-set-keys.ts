import { useEffect } from "react";
import { tinykeys } from "tinykeys";
import { type SetCommand, setCommands } from "./set-commands.ts";

/** What is open above the set and has the keyboard. Toasts take nothing away; a list stays, hidden, once it was open. */
const OVER =
	'[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"], [role="menu"], [role="listbox"]:not([aria-multiselectable="true"], [hidden] *, [data-closed] *)';
/** Controls that arrows, Space and Enter belong to while they have the keyboard. */
const CONTROL =
	'button, a, input, [role="radio"], [role="checkbox"], [role="slider"], [role="separator"], [role="switch"]';
const TEXT =
	'textarea, select, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"])';

/** Listens for the keys of a set while it is on screen. */
export function useSetKeys(): void {
	useEffect(() => {
		const byKeys = new Map<string, SetCommand[]>();
		for (const command of setCommands) {
			for (const keys of command.keys) byKeys.set(keys, [...(byKeys.get(keys) ?? []), command]);
		}
		const bindings = Object.fromEntries(
			[...byKeys].map(([keys, commands]) => [
				keys,
				(event: KeyboardEvent) => pressSetKey(commands, event),
			]),
		);
		// Before the window's own table, which would leave the set where Escape only leaves a comparison.
		return tinykeys(window, bindings, { capture: true, ignore: () => false });
	}, []);
}

/** Runs the first of these commands that the press is meant for. */
function pressSetKey(commands: readonly SetCommand[], event: KeyboardEvent): void {
	const command = commands.find((one) => one.enabled() && isMeant(one, event));
	if (command === undefined || event.defaultPrevented) return;
	event.preventDefault();
	// A select that has the keyboard would take the letter for the beginning of one of its choices.
	event.stopPropagation();
	command.run();
}

function isMeant({ yields, repeats }: SetCommand, event: KeyboardEvent): boolean {
	// 229: what some input methods send instead of saying that they are composing.
	if (event.isComposing || event.keyCode === 229) return false;
	if (event.repeat && repeats !== true) return false;
	if (document.querySelector(OVER) !== null) return false;
	const target = event.target instanceof Element ? event.target : null;
	if (target === null) return true;
	if (target.closest(TEXT) !== null) return false;
	return yields !== true || target.closest(CONTROL) === null;
}
