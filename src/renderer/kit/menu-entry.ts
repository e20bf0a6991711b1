import type { LucideIcon } from "lucide-react";

/** One line of a menu, or a line between groups. */
export type MenuEntry =
	| {
			readonly id: string;
			readonly label: string;
			readonly icon?: LucideIcon;
			/** As it reads on screen. */
			readonly shortcut?: string;
			readonly danger?: boolean;
			readonly disabled?: boolean;
			/** Draws a tick before it; for choices among several. */
			readonly checked?: boolean;
			readonly onSelect: () => void;
	  }
	| "separator";
