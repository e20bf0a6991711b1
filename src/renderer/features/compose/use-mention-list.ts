import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { Draft } from "../../state/draft.ts";
import { useShelf } from "../../state/shelf-store.ts";
import { patchCompose } from "./compose-store.ts";
import { type MentionChoice, mentionChoices } from "./mention-choices.ts";
import type { MentionTrigger } from "./mention-trigger.ts";
import type { PromptEditor } from "./prompt-editor.ts";

/** The list that an `@` opens, as it is now. */
export type MentionList = {
	readonly choices: readonly MentionChoice[];
	/** Which of them the keyboard is on. */
	readonly active: number;
	readonly setActive: (at: number) => void;
	/** Where it belongs, in the window. */
	readonly box: { readonly left: number; readonly top: number; readonly bottom: number };
};

/**
 * What is being named and what could be meant. The list is closed while nothing is named, or nothing
 * is called that.
 * @param choose puts the choice in
 * @returns the list, and what the editor tells it
 */
export function useMentionList(
	editor: RefObject<PromptEditor | undefined>,
	draft: Draft,
	choose: (choice: MentionChoice) => void,
) {
	const [trigger, setTrigger] = useState<MentionTrigger>();
	const [active, setActive] = useState(0);
	const shelf = useShelf((state) => state.entries);
	const { references } = draft;
	const choices = useMemo(
		() => (trigger === undefined ? [] : mentionChoices(references, shelf, trigger.query)),
		[trigger, references, shelf],
	);
	const nothingYet = trigger?.query === "" && choices.length === 0;
	const box =
		trigger === undefined || (choices.length === 0 && !nothingYet)
			? undefined
			: editor.current?.caretBox(trigger);
	const at = Math.min(active, choices.length - 1);
	const list: MentionList | undefined = box && { choices, active: at, setActive, box };
	const isOpen = list !== undefined;
	useEffect(() => {
		patchCompose({ choosingMention: isOpen });
		return () => patchCompose({ choosingMention: false });
	}, [isOpen]);

	const onKey = (event: KeyboardEvent): boolean => {
		if (list === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
		const chosen = choices[at];
		switch (event.key) {
			case "ArrowDown":
			case "ArrowUp": {
				if (choices.length === 0) return false;
				const step = event.key === "ArrowDown" ? 1 : choices.length - 1;
				setActive((at + step) % choices.length);
				return true;
			}
			case "Enter":
			case "Tab":
				if (chosen === undefined || event.shiftKey) return false;
				choose(chosen);
				return true;
			case "Escape":
				editor.current?.closeMention();
				return true;
			default:
				return false;
		}
	};
	// The editor lives longer than one drawing: it asks what is the case now.
	const latest = useRef(onKey);
	useEffect(() => {
		latest.current = onKey;
	});
	const events = useRef({
		onTrigger: (next: MentionTrigger | undefined) => {
			setTrigger(next);
			setActive(0);
		},
		onTriggerKey: (event: KeyboardEvent) => latest.current(event),
	});
	return { list, events: events.current };
}
