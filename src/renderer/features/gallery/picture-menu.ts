import {
	Copy,
	Expand,
	FolderOpen,
	ImagePlus,
	ShieldCheck,
	SquarePen,
	Trash2,
	Undo2,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { showToast } from "../../kit/toast.tsx";
import { recordOf } from "../../state/library-store.ts";
import { useOutChoices } from "../../state/out-choices.ts";
import {
	addAsReferences,
	copyPicture,
	reuseRecipe,
	revealPicture,
} from "../../state/picture-actions.ts";
import { usePictureChoicesInShort } from "../../state/picture-choices.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { openViewer, useSelection } from "../../state/selection-store.ts";
import { checkLibrary } from "./check-library.ts";
import {
	type ChosenPictures,
	useMarkBranch,
	useRelatedBranch,
	useSendBranch,
	useShortcut,
} from "./picture-menu-branches.ts";
import { restoreChosen, trashChosen } from "./trash-chosen.ts";

type Entries = (
	what: ChosenPictures,
	record: ImageRecord | undefined,
) => readonly Exclude<MenuEntry, "separator">[];

/**
 * What can be done with the chosen pictures: the most used things, and a level below what goes
 * together. What makes sense for one only speaks of the one in focus.
 */
export function usePictureMenu(): readonly MenuEntry[] {
	const current = useSelection((state) => state.current);
	const chosen = useSelection((state) => state.chosen);
	const groups = [useOpening(), useMaking(), useSorting(), useLeaving(), useTrashing()];
	if (current === undefined) return [];
	const record = recordOf(current);
	return groups
		.map((group) => group({ current, chosen }, record))
		.filter((lines) => lines.length > 0)
		.flatMap((lines, at): readonly MenuEntry[] => (at === 0 ? lines : ["separator", ...lines]));
}

/** Looking at it; out of the trash, what is most wanted there. */
function useOpening(): Entries {
	const { t } = useTranslation("gallery");
	const shortcut = useShortcut();
	const disabled = useReadOnly() !== undefined;
	return ({ current, chosen }, record) => [
		{
			id: "open",
			label: t("menu.open"),
			icon: Expand,
			shortcut: shortcut("Enter"),
			onSelect: () => openViewer(current),
		},
		...(record?.trashedAt === undefined
			? []
			: [
					{
						id: "restore",
						label: t("menu.restore"),
						icon: Undo2,
						disabled,
						onSelect: () => void restoreChosen(chosen),
					},
				]),
	];
}

/** Going on from it. */
function useMaking(): Entries {
	const { t } = useTranslation("gallery");
	const choices = usePictureChoicesInShort();
	return ({ current, chosen }, record) => {
		const isForeign = isFromElsewhere(record);
		return [
			{
				id: "reference",
				label:
					chosen.length > 1
						? t("menu.useAsReferences", { number: chosen.length })
						: t("menu.useAsReference"),
				icon: ImagePlus,
				onSelect: () => void addAsReferences(chosen),
			},
			...(isForeign
				? []
				: [
						{
							id: "reuse",
							label: t("menu.reuse"),
							icon: SquarePen,
							onSelect: () => void reuseRecipe(current),
						},
					]),
			...choices(current, chosen).filter(
				({ id }) => id === "edit" || id === "board" || (id === "more" && !isForeign),
			),
		];
	};
}

/** True for a picture that came in without anything that says how it was made. */
function isFromElsewhere(record: ImageRecord | undefined): boolean {
	return record?.imported === true && record.modelTitle === "";
}

/** What is thought of it, and what belongs to it. */
function useSorting(): Entries {
	const mark = useMarkBranch();
	const related = useRelatedBranch();
	return (what, record) => [
		mark(what, record),
		related(what, isFromElsewhere(record) ? undefined : record),
	];
}

/** Where it goes. */
function useLeaving(): Entries {
	const { t } = useTranslation("gallery");
	const ways = useOutChoices();
	const send = useSendBranch();
	const shortcut = useShortcut();
	return ({ current, chosen }, record) => [
		{
			id: "copy",
			label: t("menu.copy"),
			icon: Copy,
			shortcut: shortcut("$mod+C"),
			onSelect: () => void copyPicture(current).then((done) => done && sayCopied(t("copied"))),
		},
		...ways(current, chosen).filter(({ id }) => id === "export"),
		send({ current, chosen }),
		{
			id: "reveal",
			label: t("menu.reveal"),
			icon: FolderOpen,
			onSelect: () => void revealPicture(current),
		},
		...(record?.missing === true
			? [{ id: "check", label: t("menu.check"), icon: ShieldCheck, onSelect: checkLibrary }]
			: []),
	];
}

function useTrashing(): Entries {
	const { t } = useTranslation("gallery");
	const shortcut = useShortcut();
	const disabled = useReadOnly() !== undefined;
	return ({ chosen }, record) =>
		record?.trashedAt !== undefined
			? []
			: [
					{
						id: "trash",
						label: t("menu.trash"),
						icon: Trash2,
						shortcut: shortcut("Delete"),
						disabled,
						onSelect: () => void trashChosen(chosen),
					},
				];
}

/** The clipboard cannot be seen, so the window says that something came to it. */
export function sayCopied(text: string): void {
	showToast({ id: "copied", tone: "safe", text });
}
