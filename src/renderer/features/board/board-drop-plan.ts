import type { DropContents } from "../../state/read-drop.ts";

/** Everything a drop or a paste on a board may hold. */
export type BoardDropSource = {
	readonly contents: DropContents;
	/** `text/plain`. */
	readonly text: string;
};

/** What becomes of it: boards are opened, pictures put down, or words become a note. */
export type BoardDropPlan = {
	/** `.seedboard` files; each opens as a board of its own. */
	readonly boardFiles: readonly string[];
	readonly pictures: Pick<DropContents, "paths" | "loose"> | undefined;
	readonly note: string | undefined;
	/** True: there was nothing in it that a board can take. */
	readonly isEmpty: boolean;
};

const BOARD_FILE = /\.seedboard$/i;

/**
 * Sorts out what lands on a board. Pictures win over an address, an address over words: what is
 * copied from a page brings all three.
 */
export function planDrop({ contents, text }: BoardDropSource): BoardDropPlan {
	const boardFiles = contents.paths.filter((path) => BOARD_FILE.test(path));
	const paths = contents.paths.filter((path) => !BOARD_FILE.test(path));
	const hasPictures = paths.length > 0 || contents.loose.length > 0;
	const words = text.trim();
	const isWords = !hasPictures && boardFiles.length === 0 && words !== "";
	return {
		boardFiles,
		pictures: hasPictures ? { paths, loose: contents.loose } : undefined,
		note: isWords ? words : undefined,
		isEmpty: !hasPictures && boardFiles.length === 0 && !isWords,
	};
}

/** What would happen to what hovers, as far as its kinds tell before it is let go. */
export type Hovering =
	| { readonly kind: "pictures"; readonly count: number }
	| { readonly kind: "note" }
	| undefined;

/**
 * @param types of the drag, such as `Files`
 * @param own pictures of this window's own gallery that hover
 * @param counted how many pictures the drag would bring; undefined: none
 */
export function hovering(
	types: readonly string[],
	own: number,
	counted: number | undefined,
	isOwn: boolean,
): Hovering {
	if (own > 0) return { kind: "pictures", count: own };
	if (isOwn) return undefined;
	if (counted !== undefined) return { kind: "pictures", count: counted };
	return types.includes("text/plain") ? { kind: "note" } : undefined;
}
