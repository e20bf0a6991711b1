import { type KeyboardEvent, useState } from "react";
import { freshHistory, redone, step, undone } from "./edit-history.ts";
import type { Edit } from "./edit-state.ts";

/** The steps of the editor, and the keys that go back and forth. */
export function useEditHistory() {
	const [history, setHistory] = useState(freshHistory);
	const change = (next: Edit, merge?: string) => setHistory((now) => step(now, next, merge));
	const undo = () => setHistory(undone);
	const redo = () => setHistory(redone);
	const onKeyDown = (event: KeyboardEvent) => {
		if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
		const key = event.key.toLowerCase();
		if (key !== "z" && key !== "y") return;
		event.preventDefault();
		if (key === "y" || event.shiftKey) redo();
		else undo();
	};
	return { history, change, undo, redo, onKeyDown };
}
