import {
	CalendarCheck,
	Copy,
	Expand,
	Flag,
	FlagOff,
	FolderOpen,
	ImagePlus,
	Layers,
	ScanSearch,
	ShieldCheck,
	SquarePen,
	Trash2,
	Undo2,
	Waypoints,
	X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { showToast } from "../../kit/toast.tsx";
import { useApp } from "../../state/app-store.ts";
import { showSimilar } from "../../state/finding.ts";
import { placeOfPicture, recordOf, useLibrary } from "../../state/library-store.ts";
import { useOutChoices } from "../../state/out-choices.ts";
import {
	addAsReferences,
	copyPicture,
	reuseRecipe,
	revealPicture,
} from "../../state/picture-actions.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { openLineage, openViewer, useSelection } from "../../state/selection-store.ts";
import { checkLibrary } from "./check-library.ts";
import { chooseStretches, dayAround } from "./choose-pictures.ts";
import { markChosen } from "./mark-chosen.ts";
import { restoreChosen, trashChosen } from "./trash-chosen.ts";
import { spreadStack } from "./use-return-from-spread.ts";

const marks = [
	{ id: "pick", icon: Flag, key: "P", change: { pick: "picked" } },
	{ id: "reject", icon: X, key: "X", change: { pick: "rejected" } },
	{ id: "unmark", icon: FlagOff, key: "U", change: { pick: null } },
] as const;

type Chosen = { readonly current: ImageId; readonly chosen: readonly ImageId[] };

/** What can be done with the chosen pictures; what makes sense for one only speaks of the one in focus. */
export function usePictureMenu(): readonly MenuEntry[] {
	const current = useSelection((state) => state.current);
	const chosen = useSelection((state) => state.chosen);
	const making = useMaking();
	const finding = useFinding();
	const keeping = useKeeping();
	if (current === undefined) return [];
	const what = { current, chosen };
	const record = recordOf(current);
	return [...making(what, record), "separator", ...finding(what, record), ...keeping(what, record)];
}

function useShortcut(): (keys: string) => string {
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (keys) => shortcutLabel(keys, platform);
}

type Entries = (what: Chosen, record: ImageRecord | undefined) => readonly MenuEntry[];

/** Looking at it, and going on from it. */
function useMaking(): Entries {
	const { t } = useTranslation("gallery");
	const choices = usePictureChoices();
	const shortcut = useShortcut();
	return ({ current, chosen }, record) => [
		{
			id: "open",
			label: t("menu.open"),
			icon: Expand,
			shortcut: shortcut("Enter"),
			onSelect: () => openViewer(current),
		},
		"separator",
		{
			id: "reference",
			label:
				chosen.length > 1
					? t("menu.useAsReferences", { number: chosen.length })
					: t("menu.useAsReference"),
			icon: ImagePlus,
			onSelect: () => void addAsReferences(chosen),
		},
		...(isFromElsewhere(record)
			? choices(current, chosen).filter(({ id }) => id === "edit" || id === "board")
			: [
					{
						id: "reuse",
						label: t("menu.reuse"),
						icon: SquarePen,
						onSelect: () => void reuseRecipe(current),
					},
					...choices(current, chosen),
				]),
	];
}

/** True for a picture that came in without anything that says how it was made. */
function isFromElsewhere(record: ImageRecord | undefined): boolean {
	return record?.imported === true && record.modelTitle === "";
}

/** Where it leads in the library. */
function useFinding(): Entries {
	const { t } = useTranslation("gallery");
	const shortcut = useShortcut();
	return ({ current }, record) => [
		{
			id: "lineage",
			label: t("menu.lineage"),
			icon: Waypoints,
			onSelect: () => openLineage(current),
		},
		{
			id: "similar",
			label: t("menu.similar"),
			icon: ScanSearch,
			onSelect: () => showSimilar(current),
		},
		...(record === undefined
			? []
			: [
					{
						id: "only-set",
						label: t("menu.onlySet"),
						icon: Layers,
						...(record.stack !== undefined && { shortcut: shortcut("S") }),
						onSelect: () => spreadStack(record),
					},
				]),
		{
			id: "day",
			label: t("menu.day"),
			icon: CalendarCheck,
			shortcut: shortcut("Shift+D"),
			onSelect: () => chooseDayOf(current),
		},
	];
}

/** What is thought of it, and where its file goes. */
function useKeeping(): Entries {
	const { t } = useTranslation("gallery");
	const ways = useOutChoices();
	const shortcut = useShortcut();
	const disabled = useReadOnly() !== undefined;
	return ({ current, chosen }, record) => [
		"separator",
		...marks.map(({ id, icon, key, change }) => ({
			id,
			icon,
			label: t(`menu.${id}`),
			shortcut: shortcut(key),
			disabled,
			onSelect: () => void markChosen(chosen, change),
		})),
		"separator",
		{
			id: "copy",
			label: t("menu.copy"),
			icon: Copy,
			shortcut: shortcut("$mod+C"),
			onSelect: () => void copyPicture(current).then((done) => done && sayCopied(t("copied"))),
		},
		...ways(current, chosen).filter(({ id }) => id !== "eagle-plain"),
		{
			id: "reveal",
			label: t("menu.reveal"),
			icon: FolderOpen,
			onSelect: () => void revealPicture(current),
		},
		...(record?.missing === true
			? [{ id: "check", label: t("menu.check"), icon: ShieldCheck, onSelect: checkLibrary }]
			: []),
		record?.trashedAt === undefined
			? {
					id: "trash",
					label: t("menu.trash"),
					icon: Trash2,
					shortcut: shortcut("Delete"),
					disabled,
					onSelect: () => void trashChosen(chosen),
				}
			: {
					id: "restore",
					label: t("menu.restore"),
					icon: Undo2,
					disabled,
					onSelect: () => void restoreChosen(chosen),
				},
	];
}

function chooseDayOf(id: ImageId): void {
	const state = useLibrary.getState();
	const index = placeOfPicture(state, id);
	if (index !== undefined) void chooseStretches([dayAround(state.outline, index)]);
}

/** The clipboard cannot be seen, so the window says that something came to it. */
export function sayCopied(text: string): void {
	showToast({ id: "copied", tone: "safe", text });
}
