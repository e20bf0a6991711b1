import type { ImageId } from "../../contract/ids.ts";
import type { PictureMark } from "../../contract/library.ts";

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

/** The mark after the change; undefined: none is left. */
export function markAfter(
	mark: PictureMark | undefined,
	change: MarkChange,
): PictureMark | undefined {
	const pick = change.pick === undefined ? mark?.pick : (change.pick ?? undefined);
	const stars = change.stars === undefined ? mark?.stars : (change.stars ?? undefined);
	if (pick === undefined && stars === undefined) return undefined;
	return { ...(pick !== undefined && { pick }), ...(stars !== undefined && { stars }) };
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
