import { closeHistory, redo, undo } from "prosemirror-history";
import { Fragment, type Node, Slice } from "prosemirror-model";
import {
	type Command,
	type EditorState,
	Selection,
	TextSelection,
	type Transaction,
} from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { wordingOf } from "../../../contract/prompt-chips.ts";
import { closeTrigger, FROM_OUTSIDE, triggerOf } from "./mention-trigger.ts";
import { linesOf, promptSchema } from "./prompt-schema.ts";

/** What was selected, as a document of its own. */
export function asDocument(slice: Slice): Node {
	const line = promptSchema.nodes.line;
	const lines: Node[] = [];
	slice.content.forEach((node) => {
		lines.push(node.type === line ? node : line.create(null, node));
	});
	return promptSchema.nodes.doc.create(null, lines);
}

/**
 * Chips travel as chips within the prompt; everything else comes in as plain text.
 * @param onPaste takes pictures, and says whether there were any
 */
export function pasteInto(
	view: EditorView,
	event: ClipboardEvent,
	onPaste: (data: DataTransfer) => boolean,
): boolean {
	const data = event.clipboardData;
	if (data === null) return false;
	if (onPaste(data)) return true;
	if (data.getData("text/html").includes("data-pm-slice")) return false;
	putText(view, data.getData("text/plain"));
	return true;
}

/** Typed or pasted text with its lines; line ends of other systems become the prompt's own. */
function putText(view: EditorView, text: string): void {
	const lines = linesOf(wordingOf(text.replaceAll(/\r\n?/g, "\n")));
	if (lines.childCount === 0) return;
	view.dispatch(view.state.tr.replaceSelection(new Slice(lines, 1, 1)).scrollIntoView());
}

/** What the browser would do to the page itself and the document must do: lines put in at once, undo from a menu. */
export function takeInput(view: EditorView, event: InputEvent): boolean {
	const run = (command: Command) => {
		event.preventDefault();
		command(view.state, view.dispatch);
		return true;
	};
	if (event.inputType === "historyUndo") return run(undo);
	if (event.inputType === "historyRedo") return run(redo);
	// Enter itself is a key of the editor's; what comes here is Enter with Ctrl or ⌘, which sends.
	if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") {
		event.preventDefault();
		return true;
	}
	const { data } = event;
	if (event.inputType !== "insertText" || view.composing || data === null) return false;
	if (!data.includes("\n") && data.length < LONG_INPUT) return false;
	event.preventDefault();
	putText(view, data);
	return true;
}

/** Longer than anything typed: the browser would lay it out twice. */
const LONG_INPUT = 1_000;

/** An undo of its own, and no more replaced than differs. */
export function putFromOutside(view: EditorView, document: Node): void {
	const { doc, tr } = view.state;
	const start = doc.content.findDiffStart(document.content);
	const end = doc.content.findDiffEnd(document.content);
	if (start === null || end === null) return;
	// Repeated letters can make the two ends overlap.
	const overlap = start - Math.min(end.a, end.b);
	const more = Math.max(overlap, 0);
	const slice = document.slice(start, end.b + more);
	const changed = tr.replace(start, end.a + more, slice).setMeta(FROM_OUTSIDE, true);
	view.dispatch(closeHistory(changed));
}

/** A chip in the place of what is being named, at a point of the window, or at the cursor. */
export function withMention(
	view: EditorView,
	node: Node,
	gap: boolean,
	at?: { readonly left: number; readonly top: number },
): Transaction {
	const { state } = view;
	const trigger = at === undefined ? triggerOf(state) : undefined;
	const point = at && view.posAtCoords(at)?.pos;
	const from = trigger?.from ?? point ?? state.selection.from;
	const to = trigger?.to ?? point ?? state.selection.to;
	const next = state.doc.textBetween(to, Math.min(to + 2, state.doc.content.size), "\n", "\ufffc");
	const wantsGap = gap && (next === "" || /^[\n\p{L}\p{N}]/u.test(next));
	const content = wantsGap ? [node, promptSchema.text(" ")] : [node];
	const changed = state.tr.replaceWith(from, to, Fragment.from(content));
	const behind = from + (wantsGap ? 2 : 1);
	return closeTrigger(changed.setSelection(Selection.near(changed.doc.resolve(behind), -1)));
}

/** A letter before it would make it part of a word. */
export function withAt(state: EditorState): Transaction {
	const { $from } = state.selection;
	const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 2), $from.parentOffset);
	return state.tr.insertText(/[\p{L}\p{N}._%+-]$/u.test(before) ? " @" : "@");
}

/**
 * What was selected by a program this very moment, such as voice control: the browser tells of it
 * too late for a key that follows at once.
 */
export function takeSelection(view: EditorView): void {
	const selection = view.dom.ownerDocument.getSelection();
	const { anchorNode, focusNode } = selection ?? {};
	if (!selection || !anchorNode || !focusNode || selection.isCollapsed) return;
	if (!view.state.selection.empty) return;
	if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return;
	const anchor = view.posAtDOM(anchorNode, selection.anchorOffset);
	const head = view.posAtDOM(focusNode, selection.focusOffset);
	const { doc, tr } = view.state;
	view.dispatch(tr.setSelection(TextSelection.between(doc.resolve(anchor), doc.resolve(head))));
}
