import { Crop, Tag, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { useApp } from "../../state/app-store.ts";
import { type DraftReference, fromReference, replaceReference } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import { openReferenceEditor } from "../../state/reference-editor.ts";
import { patchCompose } from "./compose-store.ts";

/** Everything that can be done with one reference. */
export function useTileMenu({
	reference,
	at,
	count,
	onMove,
	onRemove,
}: {
	readonly reference: DraftReference;
	/** Place from 0. */
	readonly at: number;
	readonly count: number;
	readonly onMove: (from: number, to: number) => void;
	readonly onRemove: () => void;
}): readonly MenuEntry[] {
	const { t } = useTranslation("compose");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const keys = (combination: string) => shortcutLabel(combination, platform);
	return [
		...pictureEntries(reference, {
			edit: t("references.edit"),
			name: t("references.nameAndRole"),
		}),
		{
			id: "first",
			label: t("references.moveFirst"),
			disabled: at === 0,
			onSelect: () => onMove(at, 0),
		},
		{
			id: "earlier",
			label: t("references.moveEarlier"),
			shortcut: keys("Alt+ArrowLeft"),
			disabled: at === 0,
			onSelect: () => onMove(at, at - 1),
		},
		{
			id: "later",
			label: t("references.moveLater"),
			shortcut: keys("Alt+ArrowRight"),
			disabled: at === count - 1,
			onSelect: () => onMove(at, at + 1),
		},
		"separator",
		{
			id: "remove",
			label: t("references.removeShort"),
			icon: X,
			shortcut: "Del",
			danger: true,
			onSelect: onRemove,
		},
	];
}

/** What only a picture on disk can have done to it. */
function pictureEntries(
	reference: DraftReference,
	labels: { readonly edit: string; readonly name: string },
): readonly MenuEntry[] {
	if (reference.kind === "link") return [];
	const { id, name, width, height } = reference;
	if (width === undefined || height === undefined) return [];
	return [
		{
			id: "edit",
			label: labels.edit,
			icon: Crop,
			onSelect: () =>
				openReferenceEditor({
					reference: { id, name, width, height },
					onDone: (edited) =>
						editDraft((draft) => replaceReference(draft, id, fromReference(edited))),
				}),
		},
		{
			id: "name",
			label: labels.name,
			icon: Tag,
			onSelect: () => patchCompose({ naming: id }),
		},
		"separator",
	];
}
