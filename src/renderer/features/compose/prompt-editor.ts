import { baseKeymap, splitBlock } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { EditorState, Plugin } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { textOf, type Wording } from "../../../contract/prompt-chips.ts";
import { createMentionFaces, type FindFace } from "./mention-face.ts";
import {
	closeTrigger,
	FROM_OUTSIDE,
	type MentionTrigger,
	mentionTriggerPlugin,
	triggerOf,
} from "./mention-trigger.ts";
import {
	asDocument,
	pasteInto,
	putFromOutside,
	takeInput,
	takeSelection,
	withAt,
	withMention,
} from "./prompt-edits.ts";
import { documentOf, mentionNode, wordingOfDocument } from "./prompt-schema.ts";

/** The prompt on screen. The draft stays the source of truth: changes are told, and put in from outside. */
export type PromptEditor = {
	/** Puts another wording in, changing as little as it can: the cursor stays where the words stay. */
	readonly setWording: (wording: Wording) => void;
	readonly redrawChips: (find: FindFace) => void;
	/** For the labels and sentences around it. */
	readonly setAttributes: (attributes: Readonly<Record<string, string>>) => void;
	readonly focus: () => void;
	/**
	 * Puts a chip in: for what is being named, at a point of the window, or at the cursor.
	 * @param gap true: a space behind it, where a word or nothing follows
	 */
	readonly insertMention: (
		mention: { readonly reference: string; readonly name: string; readonly gap: boolean },
		at?: { readonly left: number; readonly top: number },
	) => void;
	/** Types an `@` at the cursor, so that the list of references opens. */
	readonly beginMention: () => void;
	readonly closeMention: () => void;
	/** Takes the `@` and what was typed behind it out again. */
	readonly dropMention: () => void;
	/** Where the list belongs, in the window. */
	readonly caretBox: (trigger: MentionTrigger) => { left: number; top: number; bottom: number };
	readonly destroy: () => void;
};

export type PromptEditorEvents = {
	readonly onChange: (wording: Wording) => void;
	/** What is being named has changed; undefined: nothing is. */
	readonly onTrigger: (trigger: MentionTrigger | undefined) => void;
	/** A key while something is being named. @returns true when it was used */
	readonly onTriggerKey: (event: KeyboardEvent) => boolean;
	readonly onBlur: () => void;
	/** @returns true when the paste was pictures and is taken care of */
	readonly onPaste: (data: DataTransfer) => boolean;
};

/** @param place an empty element; it becomes the parent of the one that is edited */
export function createPromptEditor(
	place: HTMLElement,
	options: {
		readonly wording: Wording;
		readonly find: FindFace;
		readonly attributes: Readonly<Record<string, string>>;
		readonly events: PromptEditorEvents;
	},
): PromptEditor {
	const { events } = options;
	const faces = createMentionFaces(options.find);
	let attributes = options.attributes;
	let told: MentionTrigger | undefined;
	const tellTrigger = (view: EditorView) => {
		// While an input method composes, the list would take its keys.
		const now = view.composing || !view.hasFocus() ? undefined : triggerOf(view.state);
		if (now === told) return;
		told = now;
		events.onTrigger(now);
	};
	const view = new EditorView(place, {
		state: EditorState.create({
			doc: documentOf(options.wording),
			plugins: [
				mentionTriggerPlugin(),
				listKeys((event) => told !== undefined && events.onTriggerKey(event)),
				history(),
				keymap({ "Mod-z": undo, "Shift-Mod-z": redo, "Mod-y": redo, "Shift-Enter": splitBlock }),
				keymap(baseKeymap),
			],
		}),
		attributes: () => attributes,
		nodeViews: { mention: (node) => faces.makeView(node) },
		dispatchTransaction: (transaction) => {
			const state = view.state.apply(transaction);
			view.updateState(state);
			const isOwn = transaction.getMeta(FROM_OUTSIDE) !== true;
			if (transaction.docChanged && isOwn) events.onChange(wordingOfDocument(state.doc));
			tellTrigger(view);
		},
		clipboardTextSerializer: (slice) => textOf(wordingOfDocument(asDocument(slice))),
		handlePaste: (own, event) => pasteInto(own, event, events.onPaste),
		handleDOMEvents: domEvents(tellTrigger, () => told !== undefined, events.onBlur),
	});
	return {
		setWording: (wording) => putFromOutside(view, documentOf(wording)),
		redrawChips: faces.redraw,
		setAttributes: (next) => {
			attributes = next;
			view.setProps({ attributes: () => attributes });
		},
		focus: () => view.focus(),
		insertMention: ({ reference, name, gap }, at) => {
			const node = mentionNode(reference, name);
			view.dispatch(withMention(view, node, gap, at).scrollIntoView());
			view.focus();
		},
		beginMention: () => {
			view.focus();
			view.dispatch(withAt(view.state).scrollIntoView());
			tellTrigger(view);
		},
		closeMention: () => view.dispatch(closeTrigger(view.state.tr)),
		dropMention: () => {
			const trigger = triggerOf(view.state);
			if (trigger !== undefined) view.dispatch(view.state.tr.delete(trigger.from, trigger.to));
		},
		caretBox: ({ from }) => view.coordsAtPos(Math.min(from, view.state.doc.content.size)),
		destroy: () => view.destroy(),
	};
}

const AFTER_COMPOSITION_MS = 60;

function domEvents(
	tellTrigger: (view: EditorView) => void,
	isNaming: () => boolean,
	onBlur: () => void,
) {
	return {
		...leaveToOthers,
		// ProseMirror would keep both from the commands of the window, whether it uses them or not.
		keydown: (_view: EditorView, event: KeyboardEvent) =>
			(event.key === "Enter" && (event.ctrlKey || event.metaKey)) ||
			(event.key === "Escape" && !isNaming()),
		beforeinput: takeInput,
		compositionstart: tellTrigger,
		// ProseMirror ends its own composition a little later than the browser.
		compositionend: (view: EditorView) => {
			setTimeout(() => tellTrigger(view), AFTER_COMPOSITION_MS);
		},
		focus: tellTrigger,
		blur: (view: EditorView) => {
			tellTrigger(view);
			onBlur();
		},
	};
}

/** Before the keymaps, so that Enter and the arrows go to the open list. */
function listKeys(onKey: (event: KeyboardEvent) => boolean): Plugin {
	return new Plugin({
		props: {
			handleKeyDown: (view, event) => {
				if (event.isComposing || event.keyCode === 229) return false;
				if (event.key === "Delete" || event.key === "Backspace") takeSelection(view);
				return onKey(event);
			},
		},
	});
}

/** Pictures that hover or drop are the form's: it lights up and takes them. */
const isForeign = (event: DragEvent) =>
	["Files", "text/uri-list", "application/vnd.pdnd"].some((type) =>
		event.dataTransfer?.types.includes(type),
	);
const leaveToOthers = {
	dragenter: (_view: EditorView, event: DragEvent) => isForeign(event),
	dragover: (_view: EditorView, event: DragEvent) => isForeign(event),
	drop: (_view: EditorView, event: DragEvent) => isForeign(event),
};
