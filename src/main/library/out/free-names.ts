import { DEFAULT_NAMES, exportedName, nameKey } from "../../../contract/export-names.ts";
import type { PictureIntent } from "../../../contract/picture-export.ts";
import { nameFacts } from "./leaving-words.ts";
import type { LeavingPicture } from "./prepare-picture.ts";

/** More files of one name than this means something else is wrong. */
const MAX_ATTEMPTS = 20_000;

/** Names for the pictures of one export: none is given twice, nor that of a file that is there already. */
export type FreeNames = {
	/** Names to try, one after the other, until one is taken. */
	readonly forPicture: (
		picture: LeavingPicture,
		at: { readonly place: number; readonly total: number },
	) => Generator<string>;
	/** From now on it is somebody's. */
	readonly take: (name: string) => void;
};

/** @param taken names of files that are there */
export function freeNames(
	{ names: pattern = DEFAULT_NAMES }: Pick<PictureIntent, "names">,
	{
		withoutPrompts,
		taken,
	}: { readonly withoutPrompts: boolean; readonly taken: readonly string[] },
): FreeNames {
	const keys = new Set(taken.map(nameKey));
	/** How often a name was wanted: the thousandth of one name need not ask a thousand times. */
	const wanted = new Map<string, number>();
	return {
		take: (name) => {
			keys.add(nameKey(name));
		},
		forPicture: function* (picture, at) {
			const base = exportedName(pattern, nameFacts(picture.detail, { withoutPrompts }), at);
			const key = nameKey(`${base}.${picture.ending}`);
			for (let attempt = wanted.get(key) ?? 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
				const name = `${base}${attempt === 1 ? "" : ` (${attempt})`}.${picture.ending}`;
				wanted.set(key, attempt + 1);
				if (!keys.has(nameKey(name))) yield name;
			}
		},
	};
}
