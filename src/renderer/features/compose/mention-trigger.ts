import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";

/** An `@` and what was typed behind it, as places in the document. */
export type MentionTrigger = {
	readonly from: number;
	readonly to: number;
	/** Without the `@`. */
	readonly query: string;
};

/** Stands for a chip in the text before the cursor. */
const CHIP = "\ufffc";
/** Longer than any name of the shelf, with the sign before the `@`. */
const LOOKED_BACK = 44;

/**
 * An `@`, also a full-width one, that does not belong to a word or an address such as
 * mail@example.com. Scripts without spaces between their words may stand right before it.
 */
const typed =
	/(?<![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}._%+-])[@＠]([^\s@＠\ufffc]{0,40})$/u;

/** What was typed behind the last `@` of a line, up to the cursor; undefined: nothing is being named. */
export function mentionQuery(textBefore: string): string | undefined {
	return typed.exec(textBefore)?.[1];
}

const key = new PluginKey<MentionTrigger | undefined>("mention-trigger");
/** Marks a change that came from outside the editor. */
export const FROM_OUTSIDE = "from-outside";

/**
 * Knows whether the designer is just naming a reference: from the `@` typed until a choice, Escape,
 * or a step away. Moving the cursor behind an old `@` names nothing.
 */
export function mentionTriggerPlugin(): Plugin<MentionTrigger | undefined> {
	return new Plugin<MentionTrigger | undefined>({
		key,
		state: {
			init: () => undefined,
			apply: (transaction, before, _old, state) => {
				if (transaction.getMeta(key) === "close") return undefined;
				if (transaction.getMeta(FROM_OUTSIDE) === true) return undefined;
				const found = triggerAt(state);
				if (found === undefined) return undefined;
				if (before !== undefined) {
					return transaction.mapping.map(before.from) === found.from ? found : undefined;
				}
				return transaction.docChanged && found.query === "" ? found : undefined;
			},
		},
	});
}

export function triggerOf(state: EditorState): MentionTrigger | undefined {
	return key.getState(state);
}

/** Ends the naming without a choice; the `@` stays as a letter. */
export function closeTrigger(transaction: Transaction): Transaction {
	return transaction.setMeta(key, "close");
}

function triggerAt({ selection }: EditorState): MentionTrigger | undefined {
	const { $from, empty } = selection;
	if (!empty || !$from.parent.isTextblock) return undefined;
	const to = $from.parentOffset;
	const before = $from.parent.textBetween(Math.max(0, to - LOOKED_BACK), to, undefined, CHIP);
	const query = mentionQuery(before);
	if (query === undefined) return undefined;
	return { from: $from.pos - query.length - 1, to: $from.pos, query };
}
