import { useState } from "react";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { foldTag, tidyTag } from "../../contract/tag-name.ts";
import { editPictures } from "./library-edits.ts";
import { type TagCount, useTagNames } from "./tag-names.ts";

/** A list that was pasted is several tags. */
const SEPARATOR = /[,，、;；\n]/u;
/** Of one edit (`PictureChange`). */
const MAX_ADDED = 50;

/** A tag of some pictures. */
export type SharedTag = {
	readonly name: string;
	/** How many of the pictures have it. */
	readonly count: number;
	/** True: all of them have it. */
	readonly isCommon: boolean;
};

export type TagEditor = {
	readonly tags: readonly SharedTag[];
	readonly text: string;
	/** A separator in it ends a tag, unless an input method is still at it. */
	readonly setText: (text: string, isComposing?: boolean) => void;
	/** Tags of the library like what is typed, without those that all the pictures have. */
	readonly suggestions: readonly TagCount[];
	/** Gives all pictures what is typed, or this tag. */
	readonly add: (name?: string) => void;
	readonly remove: (name: string) => void;
};

/** The tags of pictures, and writing them. `records`: what is known of these pictures. */
export function useTagEditor(ids: readonly ImageId[], records: readonly ImageRecord[]): TagEditor {
	const [text, setText] = useState("");
	const tags = sharedTags(records);
	const found = useTagNames(text.trim() === "" ? undefined : text.trim());
	const common = new Set(tags.filter(({ isCommon }) => isCommon).map(({ name }) => foldTag(name)));
	const add = (name: string) => {
		const names = name.split(SEPARATOR).map(tidyTag);
		const addTags = names
			.filter((one) => one !== "" && !common.has(foldTag(one)))
			.slice(0, MAX_ADDED);
		setText("");
		if (addTags.length > 0) void editPictures(ids, { addTags }, { known: records });
	};
	return {
		tags,
		text,
		setText: (typed, isComposing = false) =>
			!isComposing && SEPARATOR.test(typed) ? add(typed) : setText(typed),
		suggestions: found.filter(({ name }) => !common.has(foldTag(name))).slice(0, 8),
		add: (name = text) => add(name),
		remove: (name) => void editPictures(ids, { removeTags: [name] }, { known: records }),
	};
}

/** The tags of pictures: those that all have first, then by how many have them. */
export function sharedTags(records: readonly ImageRecord[]): readonly SharedTag[] {
	const byFold = new Map<string, { name: string; count: number }>();
	for (const { mark } of records) {
		for (const name of mark?.tags ?? []) {
			const known = byFold.get(foldTag(name));
			if (known === undefined) byFold.set(foldTag(name), { name, count: 1 });
			else known.count += 1;
		}
	}
	return [...byFold.values()]
		.map(({ name, count }) => ({ name, count, isCommon: count === records.length }))
		.toSorted((a, b) => b.count - a.count);
}
