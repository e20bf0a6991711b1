import type { TFunction } from "i18next";
import {
	AlignCenterHorizontal,
	AlignCenterVertical,
	AlignEndHorizontal,
	AlignEndVertical,
	AlignHorizontalDistributeCenter,
	AlignStartHorizontal,
	AlignStartVertical,
	AlignVerticalDistributeCenter,
	ArrowDownToLine,
	ArrowUpRight,
	ArrowUpToLine,
	Contrast,
	Copy,
	CopyPlus,
	Crop,
	FlipHorizontal2,
	FlipVertical2,
	Group,
	Hand,
	ImagePlus,
	Lock,
	type LucideIcon,
	MousePointer2,
	StickyNote,
	Trash2,
	Ungroup,
} from "lucide-react";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { type BoardCommandId, boardCommand, presentLabel } from "./board-commands.ts";

/** The sign of a command, where it has one. */
export const commandIcons: Readonly<Partial<Record<BoardCommandId, LucideIcon>>> = {
	select: MousePointer2,
	hand: Hand,
	note: StickyNote,
	arrow: ArrowUpRight,
	copy: Copy,
	duplicate: CopyPlus,
	remove: Trash2,
	references: ImagePlus,
	crop: Crop,
	// Named for the line, not for the way.
	flipX: FlipVertical2,
	flipY: FlipHorizontal2,
	grey: Contrast,
	lock: Lock,
	group: Group,
	ungroup: Ungroup,
	toFront: ArrowUpToLine,
	toBack: ArrowDownToLine,
	alignLeft: AlignStartVertical,
	alignCentre: AlignCenterVertical,
	alignRight: AlignEndVertical,
	alignTop: AlignStartHorizontal,
	alignMiddle: AlignCenterHorizontal,
	alignBottom: AlignEndHorizontal,
	distributeX: AlignHorizontalDistributeCenter,
	distributeY: AlignVerticalDistributeCenter,
};

type CommandGroup = readonly BoardCommandId[];

/** What the menus hold, in groups; what cannot be done now is left out where it would be noise. */
export const menuGroups = {
	item: [
		["references"],
		["crop", "flipX", "flipY", "grey", "reset"],
		["toFront", "forward", "backward", "toBack"],
		["group", "ungroup", "lock"],
		["cut", "copy", "duplicate"],
		["remove"],
	],
	board: [
		["note", "arrow"],
		["paste", "chooseAll"],
		["undo", "redo"],
		["zoomOne", "fitAll"],
	],
	align: [
		["alignLeft", "alignCentre", "alignRight"],
		["alignTop", "alignMiddle", "alignBottom"],
		["distributeX", "distributeY"],
	],
	arrange: [["tidy"], ["bySize", "byColour", "byName"]],
	more: [
		["crop", "flipX", "flipY", "grey", "reset"],
		["group", "ungroup", "lock"],
		["toFront", "forward", "backward", "toBack"],
		["copy", "duplicate", "remove"],
	],
} as const satisfies Readonly<Record<string, readonly CommandGroup[]>>;

/** The lines of a menu; those that make no sense now are greyed. */
export function menuEntries(
	groups: readonly CommandGroup[],
	t: TFunction<"board">,
	platform: Parameters<typeof shortcutLabel>[1],
): readonly MenuEntry[] {
	return groups.flatMap((ids, at): MenuEntry[] => [
		...(at > 0 ? ["separator" as const] : []),
		...ids.map((id): MenuEntry => {
			const { keys, run, enabled } = boardCommand(id);
			const [first] = keys;
			return {
				id,
				label: t(presentLabel(id)),
				icon: commandIcons[id],
				shortcut: first && shortcutLabel(first, platform),
				disabled: !enabled(),
				danger: id === "remove",
				onSelect: run,
			};
		}),
	]);
}
