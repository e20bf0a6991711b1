import type { ImageId } from "../../../contract/ids.ts";
import { restorePictures, trashPictures } from "../../state/library-edits.ts";
import { recordOf } from "../../state/library-store.ts";
import { clearSelection, selectImages, useSelection } from "../../state/selection-store.ts";

/** Puts pictures into the trash, as far as they are not there already; what went is chosen no more. */
export async function trashChosen(ids: readonly ImageId[]): Promise<void> {
	const kept = ids.filter((id) => recordOf(id)?.trashedAt === undefined);
	if (kept.length === 0) return;
	if ((await trashPictures(kept)) !== undefined) letGo(kept);
}

/** Takes pictures out of the trash again. */
export async function restoreChosen(ids: readonly ImageId[]): Promise<void> {
	if (ids.length > 0 && (await restorePictures(ids)) !== undefined) letGo(ids);
}

function letGo(ids: readonly ImageId[]): void {
	const gone = new Set(ids);
	const { chosen, current } = useSelection.getState();
	const left = chosen.filter((id) => !gone.has(id));
	if (left.length === chosen.length) return;
	if (left.length === 0) clearSelection();
	else selectImages(left, current !== undefined && !gone.has(current) ? current : undefined);
}
