import type { LucideIcon } from "lucide-react";

type Line = {
	readonly id: string;
	readonly label: string;
	readonly icon?: LucideIcon;
	readonly disabled?: boolean;
};

/** Something that can be done. */
export type MenuAction = Line & {
	/** As it reads on screen. */
	readonly shortcut?: string;
	readonly danger?: boolean;
	/** Draws a tick before it; for choices among several. */
	readonly checked?: boolean;
	readonly onSelect: () => void;
};

/** Opens a menu of its own beside it. */
export type MenuBranch = Line & { readonly entries: readonly MenuEntry[] };

/** One line of a menu, or a line between groups. */
export type MenuEntry = MenuAction | MenuBranch | "separator";
