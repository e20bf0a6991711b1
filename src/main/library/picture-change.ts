import { appError } from "../../contract/errors.ts";
import type { PictureMark } from "../../contract/library.ts";
import type { PictureChange } from "../../contract/library-edit.ts";
import { foldTag, tidyTag } from "../../contract/tag-name.ts";
import { tidied } from "./recipe-marks.ts";

/** What one edit made of a picture's own mark. */
export type MarkStep = {
	readonly before: PictureMark | undefined;
	readonly after: PictureMark | undefined;
};

/** The spelling a tag has in this library already, or its own. */
export type Spell = (tag: string) => string;

/** The most tags, and the most collections, of one picture: see `PictureMark`. */
const MAX_LIST = 500;

/**
 * The mark as the change wants it; undefined: none.
 * @throws AppError `input-invalid` when the picture would have too many tags or collections
 */
export function changedMark(
	mark: PictureMark | undefined,
	change: PictureChange,
	spell: Spell,
): PictureMark | undefined {
	const { pick, stars, title, addTags = [], removeTags = [], addTo, removeFrom } = change;
	const added = addTags.map(tidyTag).filter((tag) => tag !== "");
	return checked({
		pick: pick === undefined ? mark?.pick : (pick ?? undefined),
		stars: stars === undefined ? mark?.stars : (stars ?? undefined),
		title: title === undefined ? mark?.title : tidyTitle(title ?? ""),
		tags: moved(mark?.tags ?? [], removeTags.map(tidyTag), added, spell),
		collections: [
			...(mark?.collections ?? []).filter((id) => id !== removeFrom),
			...(addTo === undefined ? [] : [addTo]),
		],
	});
}

/**
 * The mark with one step of the past taken back: what that step did not touch stays as it is now.
 * @throws AppError `input-invalid` as {@link changedMark}
 */
export function revertedMark(
	mark: PictureMark | undefined,
	{ before, after }: MarkStep,
	spell: Spell,
): PictureMark | undefined {
	const back = <Part extends "pick" | "stars" | "title">(part: Part) =>
		before?.[part] === after?.[part] ? mark?.[part] : before?.[part];
	const [lostTags, wonTags] = [less(before?.tags, after?.tags), less(after?.tags, before?.tags)];
	const [was, became] = [before?.collections ?? [], after?.collections ?? []];
	const won = became.filter((id) => !was.includes(id));
	const lost = was.filter((id) => !became.includes(id));
	return checked({
		pick: back("pick"),
		stars: back("stars"),
		title: back("title"),
		tags: moved(mark?.tags ?? [], wonTags, lostTags, spell),
		collections: [...(mark?.collections ?? []).filter((id) => !won.includes(id)), ...lost],
	});
}

/** Whether two tidy marks say the same. */
export function sameMark(one: PictureMark | undefined, other: PictureMark | undefined): boolean {
	return JSON.stringify(one ?? {}) === JSON.stringify(other ?? {});
}

function moved(
	tags: readonly string[],
	without: readonly string[],
	added: readonly string[],
	spell: Spell,
): string[] {
	const gone = new Set(without.map(foldTag));
	return [...tags.filter((tag) => !gone.has(foldTag(tag))), ...added.map(spell)];
}

/** Tags of the first list that the second has in no spelling. */
function less(tags: readonly string[] = [], others: readonly string[] = []): string[] {
	const folded = new Set(others.map(foldTag));
	return tags.filter((tag) => !folded.has(foldTag(tag)));
}

function checked(mark: PictureMark): PictureMark | undefined {
	const tidy = tidied(mark);
	if ((tidy?.tags?.length ?? 0) > MAX_LIST || (tidy?.collections?.length ?? 0) > MAX_LIST) {
		throw appError("input-invalid", {
			said: `a picture has at most ${MAX_LIST} tags and is in at most ${MAX_LIST} collections`,
		});
	}
	return tidy;
}

function tidyTitle(title: string): string {
	return title.toWellFormed().normalize("NFC").trim();
}
