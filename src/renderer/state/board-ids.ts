import { ItemId } from "../../contract/ids.ts";

/** A fresh id for an item, or a name for a group. */
export function newItemId(): ItemId {
	return ItemId.parse(crypto.randomUUID());
}
