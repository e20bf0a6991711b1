import type { ImageId } from "../../../contract/ids.ts";
import type { MarkChange } from "../../state/mark-change.ts";
import { markPictures } from "../../state/mark-pictures.ts";

/** Marks pictures; the window says so where several are marked at once, with a way back. */
export async function markChosen(ids: readonly ImageId[], change: MarkChange): Promise<void> {
	if (ids.length > 0) await markPictures(ids, change);
}
