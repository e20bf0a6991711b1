import type { TFunction } from "i18next";
import { referenceUrl } from "../../../contract/media.ts";
import type { ShelfEntry } from "../../../contract/references.ts";
import { type DraftReference, referenceKey } from "../../state/draft.ts";
import { shelfEntryOf } from "../../state/shelf-store.ts";
import type { FindFace } from "./mention-face.ts";
import { tileLabel } from "./reference-words.ts";

/**
 * The faces of chips, as references and names are now.
 * @param t of `compose`; another one with every change of the language
 */
export function mentionFaces(
	references: readonly DraftReference[],
	shelf: readonly ShelfEntry[],
	t: TFunction<"compose">,
): FindFace {
	const places = new Map(references.map((one, at) => [referenceKey(one), at]));
	return ({ reference: key, name }) => {
		const at = places.get(key);
		const reference = at === undefined ? undefined : references[at];
		const shown = shelfEntryOf(shelf, key)?.name ?? name;
		if (at === undefined || reference === undefined) {
			const title = t("mention.missing");
			return { name: shown, title };
		}
		const position = at + 1;
		const title = tileLabel(reference, position);
		if (reference.kind === "link" || reference.width === undefined) {
			return { name: shown, position, title };
		}
		return { name: shown, position, title, src: referenceUrl("reference-thumb", reference.id) };
	};
}
