import type { ImageId } from "../../contract/ids.ts";
import type { PictureMark } from "../../contract/library.ts";
import { sortedTags } from "../../contract/tag-name.ts";

/** The marks of a recipe or of a record of imported pictures. */
export type MarkedRecord = {
	readonly marks: {
		/** Of the whole job: they count for each of its pictures. */
		readonly tags?: readonly string[] | undefined;
		readonly pictures?: Readonly<Record<string, PictureMark>> | undefined;
	};
};

/** The mark of a picture as its record has it, with the tags of its whole job; undefined: none. */
export function markIn(record: MarkedRecord, id: ImageId): PictureMark | undefined {
	const { tags = [] } = record.marks;
	const own = ownMarkIn(record, id);
	return tidied({ ...own, tags: [...(own?.tags ?? []), ...tags] });
}

/** What the record says of this picture alone. */
export function ownMarkIn({ marks }: MarkedRecord, id: ImageId): PictureMark | undefined {
	const { pictures = {} } = marks;
	const mark = Object.hasOwn(pictures, id) ? pictures[id] : undefined;
	return mark === undefined ? undefined : tidied(mark);
}

/** The mark without what is empty, lists in one order; undefined when nothing is left. */
export function tidied({
	pick,
	stars,
	title = "",
	tags = [],
	collections = [],
}: PictureMark): PictureMark | undefined {
	const mark: PictureMark = {
		...(pick !== undefined && { pick }),
		...(stars !== undefined && { stars }),
		...(title !== "" && { title }),
		...(tags.length > 0 && { tags: sortedTags(tags) }),
		...(collections.length > 0 && { collections: [...new Set(collections)].sort() }),
	};
	return Object.keys(mark).length === 0 ? undefined : mark;
}

/** The marks of a record with one picture's replaced; nothing empty is left. */
export function withMark<Marks extends { pictures?: Record<string, PictureMark> | undefined }>(
	marks: Marks,
	id: ImageId,
	mark: PictureMark | undefined,
): Marks {
	const { pictures: before, ...others } = marks;
	const { [id]: _, ...rest } = before ?? {};
	const pictures = mark === undefined ? rest : { ...rest, [id]: mark };
	// The same marks with or without one optional part.
	return (Object.keys(pictures).length === 0 ? others : { ...others, pictures }) as Marks;
}
