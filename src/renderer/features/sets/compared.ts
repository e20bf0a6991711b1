import type { ImageRecord } from "../../../contract/library.ts";
import type { SetSlot } from "../../../contract/sets.ts";

/** A frame that is compared. */
export type Compared = {
	readonly slot: SetSlot;
	readonly image: ImageRecord;
	/** Its place in the set, from 1. */
	readonly number: number;
};
