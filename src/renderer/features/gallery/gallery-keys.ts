import type { GalleryMove } from "./scroll-place.ts";

/** What a key means in the grid. */
export type GalleryKey =
	| { readonly does: "move"; readonly move: GalleryMove; readonly extends: boolean }
	| { readonly does: "open" | "toggle" | "choose-all" | "clear" | "copy" };

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

/** @returns undefined for a key that is not the grid's, which others may use */
export function galleryKey(press: Press): GalleryKey | undefined {
	const isCommand = press.ctrlKey || press.metaKey;
	if (press.altKey) return undefined;
	if (isCommand) {
		if (press.key.toLowerCase() === "a") return { does: "choose-all" };
		if (press.key.toLowerCase() === "c" && !press.shiftKey) return { does: "copy" };
		return press.key === " " ? { does: "toggle" } : undefined;
	}
	const move = moves[press.key];
	if (move !== undefined) return { does: "move", move, extends: press.shiftKey };
	if (press.key === "Enter" || press.key === " ") return { does: "open" };
	return press.key === "Escape" ? { does: "clear" } : undefined;
}
