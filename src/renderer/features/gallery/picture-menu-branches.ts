import {
	CalendarCheck,
	Flag,
	FlagOff,
	GitFork,
	Layers,
	ScanSearch,
	Send,
	Star,
	StarOff,
	Waypoints,
	X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import type { MenuBranch, MenuEntry } from "../../kit/menu-entry.ts";
import { useApp } from "../../state/app-store.ts";
import { showSimilar } from "../../state/finding.ts";
import { placeOfPicture, useLibrary } from "../../state/library-store.ts";
import { useOutChoices } from "../../state/out-choices.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { openLineage } from "../../state/selection-store.ts";
import { chooseStretches, dayAround } from "./choose-pictures.ts";
import { markChosen } from "./mark-chosen.ts";
import { spreadStack } from "./use-return-from-spread.ts";

export type ChosenPictures = { readonly current: ImageId; readonly chosen: readonly ImageId[] };

const picks = [
	{ id: "pick", icon: Flag, key: "P", pick: "picked" },
	{ id: "reject", icon: X, key: "X", pick: "rejected" },
	{ id: "unmark", icon: FlagOff, key: "U", pick: null },
] as const;
const stars = [5, 4, 3, 2, 1] as const;

/** Shortcuts as they read on this computer. */
export function useShortcut(): (keys: string) => string {
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (keys) => shortcutLabel(keys, platform);
}

/** Picks and stars; a tick stands before those that the only chosen picture has. */
export function useMarkBranch(): (
	what: ChosenPictures,
	record: ImageRecord | undefined,
) => MenuBranch {
	const { t } = useTranslation("gallery");
	const shortcut = useShortcut();
	const isReadOnly = useReadOnly() !== undefined;
	return ({ chosen }, record) => {
		const mark = chosen.length === 1 ? record?.mark : undefined;
		return {
			id: "mark",
			label: t("menu.mark"),
			icon: Star,
			disabled: isReadOnly,
			entries: [
				...picks.map(({ id, icon, key, pick }) => ({
					id,
					icon,
					label: t(`menu.${id}`),
					shortcut: shortcut(key),
					checked: pick !== null && mark?.pick === pick,
					onSelect: () => void markChosen(chosen, { pick }),
				})),
				"separator",
				...stars.map((count) => ({
					id: `stars-${count}`,
					label: t("cell.stars", { count }),
					shortcut: String(count),
					checked: mark?.stars === count,
					onSelect: () => void markChosen(chosen, { stars: count }),
				})),
				{
					id: "no-stars",
					label: t("menu.noStars"),
					icon: StarOff,
					shortcut: "0",
					onSelect: () => void markChosen(chosen, { stars: null }),
				},
			],
		};
	};
}

/**
 * Where the picture in focus leads in the library.
 * @returns a function that is given no record where nothing says which set a picture is of
 */
export function useRelatedBranch(): (
	what: ChosenPictures,
	record: ImageRecord | undefined,
) => MenuBranch {
	const { t } = useTranslation("gallery");
	const choices = usePictureChoices();
	const shortcut = useShortcut();
	return ({ current }, record) => {
		const inSet: readonly MenuEntry[] =
			record === undefined
				? []
				: [
						...choices(current).filter(({ id }) => id === "set"),
						{
							id: "only-set",
							label: t("menu.onlySet"),
							icon: Layers,
							...(record.stack !== undefined && { shortcut: shortcut("S") }),
							onSelect: () => spreadStack(record),
						},
					];
		return {
			id: "related",
			label: t("menu.related"),
			icon: GitFork,
			entries: [
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
				...inSet,
				{
					id: "day",
					label: t("menu.day"),
					icon: CalendarCheck,
					shortcut: shortcut("Shift+D"),
					onSelect: () => chooseDayOf(current),
				},
			],
		};
	};
}

/** What leaves by other ways than a file. */
export function useSendBranch(): (what: ChosenPictures) => MenuBranch {
	const { t } = useTranslation("gallery");
	const ways = useOutChoices();
	return ({ current, chosen }) => ({
		id: "send",
		label: t("menu.send"),
		icon: Send,
		entries: ways(current, chosen).filter(({ id }) => id !== "export" && id !== "eagle-plain"),
	});
}

function chooseDayOf(id: ImageId): void {
	const state = useLibrary.getState();
	const index = placeOfPicture(state, id);
	if (index !== undefined) void chooseStretches([dayAround(state.outline, index)]);
}
