import type { GalleryMove } from "./scroll-place.ts";

/** What a key means in the grid. */
export type GalleryKey =
	| { readonly does: "move"; readonly move: GalleryMove; readonly extends: boolean }
	| { readonly does: "zoom"; readonly steps: number }
	| {
			readonly does:
				| "open"
				| "toggle"
				| "choose-all"
				| "choose-day"
				| "clear"
				| "copy"
				| "spread"
				| "trash"
				| "undo"
				| "redo"
				| "usual-size";
	  };

type Press = {
	readonly key: string;
	readonly shiftKey: boolean;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
};

const moves: Readonly<Record<string, GalleryMove>> = {
	ArrowLeft: "left",
	ArrowRight: "right",
	ArrowUp: "up",
	ArrowDown: "down",
	Home: "first",
	End: "last",
	PageUp: "page-up",
	PageDown: "page-down",
};

/** With or without the command key, which the other programs of a designer ask for. */
const zooms: Readonly<Record<string, number>> = { "+": 1, "=": 1, "-": -1, _: -1 };

const plain: Readonly<Record<string, GalleryKey>> = {
	Enter: { does: "open" },
	" ": { does: "open" },
	Escape: { does: "clear" },
	Delete: { does: "trash" },
	Backspace: { does: "trash" },
	s: { does: "spread" },
};

/** The digits alone are stars. */
const withCommand: Readonly<Record<string, GalleryKey>> = {
	a: { does: "choose-all" },
	c: { does: "copy" },
	z: { does: "undo" },
	y: { does: "redo" },
	"0": { does: "usual-size" },
	" ": { does: "toggle" },
};

/** @returns undefined for a key that is not the grid's, which others may use */
export function galleryKey(press: Press): GalleryKey | undefined {
	if (press.altKey) return undefined;
	const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
	const steps = zooms[key];
	if (steps !== undefined) return { does: "zoom", steps };
	if (press.ctrlKey || press.metaKey) {
		if (!press.shiftKey) return withCommand[key];
		return key === "z" ? { does: "redo" } : undefined;
	}
	const move = moves[key];
	if (move !== undefined) return { does: "move", move, extends: press.shiftKey };
	if (!press.shiftKey) return plain[key];
	return key === "d" ? { does: "choose-day" } : undefined;
}
