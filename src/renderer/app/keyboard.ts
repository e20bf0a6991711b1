import { tinykeys } from "tinykeys";
import type { Command } from "./command.ts";
import { commands, isEnabled } from "./commands.ts";

/** Toasts are dialogs too, but take nothing away from the window. */
const MODAL = '[role="dialog"]:not([aria-modal="false"]), [role="alertdialog"]';

/** Listens for the keys of every command. @returns a function that ends it */
export function listenForKeys(): () => void {
	const bound = commands.filter((command) => command.keys !== undefined);
	const bindings = Object.fromEntries(
		bound.map((command) => [command.keys ?? "", (event: KeyboardEvent) => press(command, event)]),
	);
	return tinykeys(window, bindings, { ignore: () => false });
}

function press(command: Command, event: KeyboardEvent): void {
	if (!mayRun(command, event) || !isEnabled(command)) return;
	event.preventDefault();
	command.run();
}

/**
 * Whether a press is meant for the command: not while an input method is composing, not when a
 * control has used it already, not behind a dialog or inside a menu, and, for presses that type
 * or move something, not in a field.
 */
export function mayRun(command: Pick<Command, "whileTyping">, event: KeyboardEvent): boolean {
	// 229: what some input methods send instead of saying that they are composing.
	if (event.isComposing || event.keyCode === 229) return false;
	if (event.defaultPrevented || event.repeat) return false;
	if (document.querySelector(MODAL) !== null) return false;
	const target = event.target instanceof Element ? event.target : null;
	// A listbox of one choice is an open select; the gallery is one of many, and no press is lost there.
	if (target?.closest('[role="menu"], [role="listbox"]:not([aria-multiselectable="true"])')) {
		return false;
	}
	return command.whileTyping === true || target === null || !isTyping(target);
}

function isTyping(target: Element): boolean {
	return target.closest("input, textarea, select, [contenteditable]") !== null;
}
