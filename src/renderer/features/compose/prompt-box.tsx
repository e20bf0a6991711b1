import { AtSign } from "lucide-react";
import { type Ref, useCallback, useEffect, useId, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import { controlLook } from "../../kit/control-look.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { type Draft, draftWording, setWording } from "../../state/draft.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";
import { useShelf } from "../../state/shelf-store.ts";
import { patchCompose } from "./compose-store.ts";
import { attachReferences } from "./mention-actions.ts";
import type { MentionChoice } from "./mention-choices.ts";
import { mentionFaces } from "./mention-faces.ts";
import { MentionPicker } from "./mention-picker.tsx";
import { createPromptEditor, type PromptEditor } from "./prompt-editor.ts";
import { wantsGap } from "./prompt-gap.ts";
import { takePaste } from "./take-references.ts";
import { useChipDrop } from "./use-chip-drop.ts";
import { useMentionList } from "./use-mention-list.ts";

/** Sentences and state of the box, for screen readers. */
export type PromptBoxNames = {
	readonly labelledBy: string;
	/** Ids of what is said about it; absent: nothing is. */
	readonly describedBy: string | undefined;
	readonly invalid: boolean;
	readonly placeholder: string;
};

const boxLook =
	"min-h-[94px] max-h-[254px] overflow-y-auto px-2 py-1.5 pr-8 text-base leading-5 whitespace-pre-wrap wrap-break-word outline-none [&_p]:text-wrap [&_.ProseMirror-separator]:m-0! [&_.ProseMirror-separator]:inline! [&_.ProseMirror-separator]:size-0! [&_.ProseMirror-separator]:border-0! [&.ProseMirror-hideselection]:caret-transparent";

/** The prompt with its chips. From 4 to 12 lines high, then it scrolls. */
export function PromptBox({
	draft,
	names,
	ref,
}: {
	readonly draft: Draft;
	readonly names: PromptBoxNames;
	readonly ref: Ref<Pick<PromptEditor, "focus">>;
}) {
	const { t } = useTranslation("compose");
	const place = useRef<HTMLDivElement>(null);
	const editor = useRef<PromptEditor>(undefined);
	const told = useRef<string | Draft["wording"]>(undefined);
	const listId = useId();
	const shelf = useShelf((state) => state.entries);

	const choose = useCallback((choice: MentionChoice) => putChoice(editor.current, choice), []);
	const { list, events } = useMentionList(editor, draft, choose);
	const wording = draft.wording ?? draft.prompt;
	const attributes = attributesOf(
		names,
		list && list.choices.length > 0 ? listId : undefined,
		list?.active,
	);
	const faces = mentionFaces(draft.references, shelf, t);
	const first = useRef({ wording: draftWording(draft), attributes, find: faces });

	useEffect(() => {
		if (place.current === null) return;
		const made = createPromptEditor(place.current, {
			...first.current,
			events: {
				...events,
				onChange: (next) => {
					editDraft((before) => {
						const after = setWording(before, next);
						told.current = after.wording ?? after.prompt;
						return after;
					});
				},
				onBlur: () => {
					if (useDraft.getState().draft?.prompt !== "") patchCompose({ promptTouched: true });
				},
				onPaste: (data) => takePaste(data, true),
			},
		});
		editor.current = made;
		return () => {
			editor.current = undefined;
			made.destroy();
		};
	}, [events]);
	useEffect(() => {
		if (told.current === wording) return;
		told.current = wording;
		editor.current?.setWording(draftWording(draft));
		// One that was emptied for the designer is no mistake of theirs yet.
		if (wording === "") patchCompose({ promptTouched: false });
	}, [wording, draft]);
	useEffect(() => {
		editor.current?.redrawChips(mentionFaces(draft.references, shelf, t));
	}, [draft.references, shelf, t]);
	const latest = JSON.stringify(attributes);
	useEffect(() => editor.current?.setAttributes(JSON.parse(latest)), [latest]);
	useImperativeHandle(ref, () => ({ focus: () => editor.current?.focus() }), []);
	const landing = useChipDrop(place, ({ key, name }, point) => {
		editor.current?.insertMention({ reference: key, name, gap: wantsGap() }, point);
	});

	return (
		<div className="relative">
			<div
				ref={place}
				data-invalid={names.invalid ? "" : undefined}
				className={`${controlLook} ${landing ? "border-accent!" : ""} focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent`}
			/>
			{draft.prompt === "" && (
				<p
					aria-hidden
					className="pointer-events-none absolute top-0 left-0 py-1.75 pr-8 pl-2.25 text-base leading-5 text-text-3"
				>
					{names.placeholder}
				</p>
			)}
			<div className="absolute top-1 right-1">
				<IconButton
					icon={AtSign}
					size="sm"
					label={t("mention.button")}
					onClick={() => editor.current?.beginMention()}
				/>
			</div>
			{list !== undefined && <MentionPicker id={listId} list={list} onChoose={choose} />}
		</div>
	);
}

/** Puts the choice into the prompt, and attaches it where it is not yet. */
function putChoice(editor: PromptEditor | undefined, choice: MentionChoice): void {
	if (choice.kind === "name") {
		editor?.dropMention();
		patchCompose({ naming: choice.picture });
		return;
	}
	const { key, name } = choice;
	editor?.insertMention({ reference: key, name, gap: wantsGap() });
	if (choice.kind === "shelf") void attachReferences([{ key, name }]);
}

function attributesOf(
	{ labelledBy, describedBy, invalid, placeholder }: PromptBoxNames,
	listId: string | undefined,
	active = 0,
): Readonly<Record<string, string>> {
	return {
		role: "textbox",
		"aria-multiline": "true",
		"aria-labelledby": labelledBy,
		"aria-placeholder": placeholder,
		"aria-autocomplete": "list",
		"aria-haspopup": "listbox",
		spellcheck: "false",
		"data-selectable": "",
		class: boxLook,
		...(describedBy !== undefined && { "aria-describedby": describedBy }),
		...(invalid && { "aria-invalid": "true" }),
		...(listId !== undefined && {
			"aria-controls": listId,
			"aria-activedescendant": `${listId}-${active}`,
		}),
	};
}
