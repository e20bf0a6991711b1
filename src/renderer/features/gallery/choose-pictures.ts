import i18next from "i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { LibraryOutline } from "../../../contract/library-query.ts";
import { ask } from "../../bridge/client.ts";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { idsOfRange, MAX_CHOSEN } from "../../state/library-asks.ts";
import type { PictureRange } from "../../state/library-order.ts";
import { pictureAt, useLibrary } from "../../state/library-store.ts";
import { selectImages, toggleImage, useSelection } from "../../state/selection-store.ts";

/**
 * Choosing by place in the gallery. A range may lead through pictures whose records are not here
 * yet: then the choice follows a moment later, unless another was made meanwhile. One picture of a
 * stack is the one on top; several at once are whole stacks.
 */
let latest = 0;
let choosing: Promise<unknown> = Promise.resolve();

/** Resolves when what was asked to be chosen is chosen: whoever presses Delete after Ctrl+A means all of it. */
export async function choiceSettled(): Promise<void> {
	await choosing;
	// Whoever asked makes it the selection in this turn.
	await new Promise((resolve) => setTimeout(resolve));
}

/** Chooses one picture alone. */
export async function choosePicture(index: number): Promise<void> {
	const id = await latestOf(idAt(index));
	if (id !== undefined) selectImages([id]);
}

/** Adds one picture to the chosen ones or takes it out. */
export async function toggleChosen(index: number): Promise<void> {
	const id = await latestOf(idAt(index));
	if (id !== undefined) toggleImage(id);
}

/** Chooses everything from `anchor` to `index`, whichever comes first; `index` is the one in focus. */
export async function chooseRange(anchor: number, index: number): Promise<void> {
	const range = { first: Math.min(anchor, index), end: Math.max(anchor, index) + 1 };
	const ids = await latestOf(idsIn([range]));
	if (ids === undefined || ids.length === 0) return;
	const current = pictureAt(useLibrary.getState(), index)?.id;
	selectImages(ids, current !== undefined && ids.includes(current) ? current : ids.at(-1));
	sayLimit(range.end - range.first, ids.length);
}

/**
 * Chooses everything in some stretches of the gallery.
 * @param kept pictures that stay chosen
 */
export async function chooseStretches(
	stretches: readonly PictureRange[],
	kept: readonly ImageId[] = [],
): Promise<void> {
	const found = await latestOf(idsIn(stretches));
	if (found === undefined) return;
	const ids = [...new Set([...kept, ...found])];
	selectImages(ids, found.at(-1) ?? kept.at(-1));
	const asked = stretches.reduce((sum, { first, end }) => sum + end - first, 0);
	sayLimit(asked, found.length);
}

/** Chooses all there is, keeping the one in focus. */
export async function chooseAll(): Promise<void> {
	const total = useLibrary.getState().outline.ratios.length;
	if (total === 0) return;
	const ids = await latestOf(idsIn([{ first: 0, end: total }]));
	if (ids === undefined) return;
	const { current } = useSelection.getState();
	selectImages(ids, current !== undefined && ids.includes(current) ? current : ids[0]);
	sayLimit(total, ids.length);
}

/** The stretch of the day that a picture stands in; everything where there are no days. */
export function dayAround({ days, ratios }: LibraryOutline, index: number): PictureRange {
	let first = 0;
	for (const { count } of days) {
		if (index < first + count) return { first, end: first + count };
		first += count;
	}
	return { first: 0, end: ratios.length };
}

/** What an action on one picture means: all chosen ones when it is among them, else it alone. */
export function chosenWith(id: ImageId): readonly ImageId[] {
	const { chosen } = useSelection.getState();
	return chosen.includes(id) ? chosen : [id];
}

/** @returns undefined when a later choice was made, or when it could not be had */
async function latestOf<T>(choice: Promise<T>): Promise<T | undefined> {
	latest += 1;
	const mine = latest;
	// The gallery itself says why records do not come: what is looked at fails in the same way.
	const settled = choice.catch(() => undefined);
	choosing = settled;
	const chosen = await settled;
	return mine === latest ? chosen : undefined;
}

async function idAt(index: number): Promise<ImageId | undefined> {
	const state = useLibrary.getState();
	const here = pictureAt(state, index);
	if (here !== undefined) return here.id;
	const query = state.shownQuery;
	const [record] = await ask("library.page", { query, offset: index, limit: 1 });
	return record?.id;
}

async function idsIn(stretches: readonly PictureRange[]): Promise<readonly ImageId[]> {
	const ids: ImageId[] = [];
	for (const range of stretches) {
		if (ids.length >= MAX_CHOSEN) break;
		const { shownQuery } = useLibrary.getState();
		ids.push(...(idsHere(range) ?? (await idsOfRange(shownQuery, range))));
	}
	return ids.slice(0, MAX_CHOSEN);
}

/** Without asking, where every record is here and stands for itself alone. */
function idsHere({ first, end }: PictureRange): readonly ImageId[] | undefined {
	const state = useLibrary.getState();
	const ids: ImageId[] = [];
	for (let index = first; index < end; index += 1) {
		const record = pictureAt(state, index);
		if (record === undefined || record.stack !== undefined) return undefined;
		ids.push(record.id);
	}
	return ids;
}

/** What is chosen and out of sight must not be less than it seems. */
function sayLimit(asked: number, chosen: number): void {
	if (chosen < MAX_CHOSEN || asked <= MAX_CHOSEN) return;
	const number = formatNumber(MAX_CHOSEN);
	const total = formatNumber(asked);
	showToast({
		id: "chosen",
		tone: "warn",
		text: i18next.t("choose.limit", { ns: "gallery", number, total }),
	});
}
