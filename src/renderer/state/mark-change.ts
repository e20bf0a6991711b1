import type { ImageId } from "../../contract/ids.ts";
import type { PictureMark } from "../../contract/library.ts";
import type { PictureChange } from "../../contract/library-edit.ts";
import { foldTag, sortedTags, tidyTag } from "../../contract/tag-name.ts";

/** What changes of a mark: `null` takes it away, what is absent stays. */
export type MarkChange = {
	readonly pick?: NonNullable<PictureMark["pick"]> | null;
	readonly stars?: number | null;
};

type Press = {
	readonly key: string;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly altKey: boolean;
	readonly shiftKey: boolean;
};

/** Lightroom's culling keys, which designers have in their fingers; see the shortcuts sheet. */
const byKey: Readonly<Record<string, MarkChange>> = {
	p: { pick: "picked" },
	x: { pick: "rejected" },
	u: { pick: null },
	"1": { stars: 1 },
	"2": { stars: 2 },
	"3": { stars: 3 },
	"4": { stars: 4 },
	"5": { stars: 5 },
	"0": { stars: null },
};

/** What a key does to the marks of pictures; undefined for a key that is not one of culling. */
export function markOfKey(press: Press): MarkChange | undefined {
	if (press.ctrlKey || press.metaKey || press.altKey || press.shiftKey) return undefined;
	return byKey[press.key.toLowerCase()];
}

/** The mark after the change, as main will have it; undefined: nothing is left. */
export function markAfter(
	mark: PictureMark | undefined,
	change: PictureChange,
): PictureMark | undefined {
	const next: PictureMark = { ...mark };
	set(next, "pick", change.pick);
	set(next, "stars", change.stars);
	set(next, "title", change.title === "" ? null : change.title);
	if (change.addTags !== undefined || change.removeTags !== undefined) {
		set(next, "tags", orNull(tagsAfter(mark?.tags ?? [], change)));
	}
	if (change.addTo !== undefined || change.removeFrom !== undefined) {
		const kept = (mark?.collections ?? []).filter(
			(id) => id !== change.removeFrom && id !== change.addTo,
		);
		set(next, "collections", orNull([...kept, ...(change.addTo ? [change.addTo] : [])]));
	}
	return Object.keys(next).length === 0 ? undefined : next;
}

function tagsAfter(
	tags: readonly string[],
	{ addTags = [], removeTags = [] }: PictureChange,
): string[] {
	const gone = new Set(removeTags.map(foldTag));
	return sortedTags([...tags.filter((tag) => !gone.has(foldTag(tag))), ...addTags.map(tidyTag)]);
}

function set<K extends keyof PictureMark>(
	mark: PictureMark,
	key: K,
	value: PictureMark[K] | null,
): void {
	if (value === null) delete mark[key];
	else if (value !== undefined) mark[key] = value;
}

function orNull<T>(list: T[]): T[] | null {
	return list.length === 0 ? null : list;
}

/** What brings the marks back that were there before: one change for all pictures that had the same. */
export function changesBack(
	before: ReadonlyMap<ImageId, PictureMark | undefined>,
	change: MarkChange,
): readonly { readonly ids: readonly ImageId[]; readonly change: MarkChange }[] {
	const groups = new Map<string, { ids: ImageId[]; change: MarkChange }>();
	for (const [id, mark] of before) {
		const back: MarkChange = {
			...(change.pick !== undefined && { pick: mark?.pick ?? null }),
			...(change.stars !== undefined && { stars: mark?.stars ?? null }),
		};
		const key = JSON.stringify(back);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, { ids: [id], change: back });
		else group.ids.push(id);
	}
	return [...groups.values()];
}
