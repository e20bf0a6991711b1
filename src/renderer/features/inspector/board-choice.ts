import type { BoardDocument, PictureItem } from "../../../contract/board.ts";
import type { ItemId, ReferenceId } from "../../../contract/ids.ts";
import { itemsNamed } from "../../board-document/change-items.ts";

/** What is chosen on a board where none of it is a picture of the library. */
export type BoardChoice =
	| { readonly kind: "nothing" }
	| { readonly kind: "reference"; readonly item: PictureItem; readonly id: ReferenceId }
	/** A picture that a job is still to make. */
	| { readonly kind: "coming" }
	/** One note or arrow. */
	| { readonly kind: "mark" }
	| { readonly kind: "several"; readonly count: number };

export function boardChoice(
	board: BoardDocument | undefined,
	chosen: readonly ItemId[],
): BoardChoice {
	const items = board === undefined ? [] : itemsNamed(board, chosen);
	const [item] = items;
	if (item === undefined) return { kind: "nothing" };
	if (items.length > 1) return { kind: "several", count: items.length };
	if (item.kind !== "picture") return { kind: "mark" };
	const { source } = item;
	if (source.kind === "reference") return { kind: "reference", item, id: source.id };
	return source.kind === "slot" ? { kind: "coming" } : { kind: "nothing" };
}
