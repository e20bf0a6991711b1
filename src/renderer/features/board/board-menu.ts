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
	Layers2,
	Lock,
	type LucideIcon,
	MousePointer2,
	SlidersHorizontal,
	StickyNote,
	Trash2,
	Ungroup,
} from "lucide-react";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import type { MenuAction, MenuBranch, MenuEntry } from "../../kit/menu-entry.ts";
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

/** Commands that stand together behind one line. */
const branches = {
	adjust: { icon: SlidersHorizontal, ids: ["crop", "flipX", "flipY", "grey", "reset"] },
	order: { icon: Layers2, ids: ["toFront", "forward", "backward", "toBack"] },
} as const satisfies Readonly<
	Record<string, { readonly icon: LucideIcon; readonly ids: readonly BoardCommandId[] }>
>;
type BranchId = keyof typeof branches;

type CommandGroup = readonly (BoardCommandId | BranchId)[];

/** Of no use to most of what is chosen: left out while they cannot be done. */
const rare: ReadonlySet<string> = new Set<BoardCommandId>(["group", "ungroup"]);

/** What the menus hold, in groups. */
export const menuGroups = {
	item: [
		["references"],
		["adjust", "order"],
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
		["adjust", "order"],
		["group", "ungroup", "lock"],
		["copy", "duplicate", "remove"],
	],
} as const satisfies Readonly<Record<string, readonly CommandGroup[]>>;

/** The lines of a menu; those that make no sense now are greyed. */
export function menuEntries(
	groups: readonly CommandGroup[],
	t: TFunction<"board">,
	platform: Parameters<typeof shortcutLabel>[1],
): readonly MenuEntry[] {
	const action = (id: BoardCommandId): MenuAction => {
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
	};
	const branch = (id: BranchId): MenuBranch => {
		const entries = branches[id].ids.map(action);
		const disabled = entries.every((entry) => entry.disabled === true);
		return { id, label: t(`canvas.${id}`), icon: branches[id].icon, disabled, entries };
	};
	return groups.flatMap((ids, at): MenuEntry[] => {
		const lines = ids
			.map((id) => (isBranch(id) ? branch(id) : action(id)))
			.filter(({ id, disabled }) => !(disabled === true && rare.has(id)));
		return at > 0 && lines.length > 0 ? ["separator", ...lines] : lines;
	});
}

function isBranch(id: BoardCommandId | BranchId): id is BranchId {
	return Object.hasOwn(branches, id);
}
