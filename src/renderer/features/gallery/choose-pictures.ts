import type { ImageId } from "../../../contract/ids.ts";
import { pictureAt, recordsBetween, useLibrary } from "../../state/library-store.ts";
import { selectImages, toggleImage, useSelection } from "../../state/selection-store.ts";

/**
 * Choosing by place in the gallery. A range may lead through pictures whose records are not here
 * yet: then the choice follows a moment later, unless another was made meanwhile.
 */
let latest = 0;

/** Chooses one picture alone. */
export async function choosePicture(index: number): Promise<void> {
	const [record] = await chosenRecords(index, index);
	if (record !== undefined) selectImages([record.id]);
}

/** Adds one picture to the chosen ones or takes it out. */
export async function toggleChosen(index: number): Promise<void> {
	const [record] = await chosenRecords(index, index);
	if (record !== undefined) toggleImage(record.id);
}

/** Chooses everything from `anchor` to `index`, whichever comes first; `index` is the one in focus. */
export async function chooseRange(anchor: number, index: number): Promise<void> {
	const records = await chosenRecords(anchor, index);
	const ids = records.map((record) => record.id);
	const current = anchor <= index ? ids.at(-1) : ids[0];
	if (ids.length > 0) selectImages(ids, current);
}

/** Chooses all there is, keeping the one in focus. */
export async function chooseAll(): Promise<void> {
	const { outline } = useLibrary.getState();
	if (outline.ratios.length === 0) return;
	const records = await chosenRecords(0, outline.ratios.length - 1);
	const ids = records.map((record) => record.id);
	const { current } = useSelection.getState();
	selectImages(ids, current !== undefined && ids.includes(current) ? current : ids[0]);
}

/** What an action on one picture means: all chosen ones when it is among them, else it alone. */
export function chosenWith(id: ImageId): readonly ImageId[] {
	const { chosen } = useSelection.getState();
	return chosen.includes(id) ? chosen : [id];
}

/** @returns nothing when a later choice was made, or when the records could not be had */
async function chosenRecords(from: number, to: number) {
	latest += 1;
	const mine = latest;
	const state = useLibrary.getState();
	const one = from === to ? pictureAt(state, from) : undefined;
	if (one !== undefined) return [one];
	const range = { first: Math.min(from, to), end: Math.max(from, to) + 1 };
	// The gallery itself says why records do not come: what is looked at fails in the same way.
	const records = await recordsBetween(range).catch(() => []);
	return mine === latest ? records : [];
}
