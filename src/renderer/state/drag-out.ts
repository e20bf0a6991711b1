import { create } from "zustand";
import { ImageId } from "../../contract/ids.ts";
import type { PictureIntent } from "../../contract/picture-export.ts";
import { ask, hear } from "../bridge/client.ts";
import { saveSettings, useApp } from "./app-store.ts";
import { isUntouched } from "./drag-presets.ts";
import { noteDraggedPictures } from "./own-drag.ts";
import { attempt } from "./picture-problem.ts";
import { useSelection } from "./selection-store.ts";

/** Most files that leave in one drag (`library.drag`). */
export const MAX_DRAGGED = 500;
/** A selection that still grows is not worth making files for. */
const PAUSE_MS = 150;

type DragOut = {
	/** How the files of the chosen pictures stand. `refused`: one of them cannot leave as asked. */
	readonly standing: "ready" | "preparing" | "refused";
	/** How many drags gave the files as they are, because those asked for did not lie ready. */
	readonly missed: number;
};

export const useDragOut = create<DragOut>()(() => ({ standing: "ready", missed: 0 }));

let pausing: ReturnType<typeof setTimeout> | undefined;
/** Only the newest preparation may say how things stand. */
let newest = 0;

/** Keeps the files of the chosen pictures ready, so that a drag starts at once. @returns a function that ends it */
export function startDragOut(): () => void {
	const schedule = () => {
		clearTimeout(pausing);
		const { chosen } = useSelection.getState();
		if (chosen.length > 0) pausing = setTimeout(() => void prepareDrag(chosen), PAUSE_MS);
		else useDragOut.setState({ standing: "ready" });
	};
	const ends = [
		useSelection.subscribe(({ chosen }, before) => {
			if (chosen !== before.chosen) schedule();
		}),
		useApp.subscribe(({ settings }, before) => {
			if (settings.dragIntent !== before.settings.dragIntent) schedule();
		}),
		// Titles and tags are in file names and metadata.
		hear("library.marked", (records) => {
			const { chosen } = useSelection.getState();
			if (records.some(({ id }) => chosen.includes(id))) schedule();
		}),
	];
	// A press on a tile that is not chosen may begin a drag in a moment: its files are made meanwhile.
	const press = ({ target }: PointerEvent) => {
		const tile = target instanceof Element ? target.closest<HTMLElement>("[data-image]") : null;
		const id = ImageId.safeParse(tile?.dataset.image).data;
		if (id !== undefined && !useSelection.getState().chosen.includes(id)) void prepareDrag([id]);
	};
	window.addEventListener("pointerdown", press, true);
	schedule();
	return () => {
		clearTimeout(pausing);
		window.removeEventListener("pointerdown", press, true);
		for (const end of ends) end();
	};
}

/** Makes the files of a drag that may come, as settings ask for them. */
export async function prepareDrag(ids: readonly ImageId[]): Promise<void> {
	const intent = useApp.getState().settings.dragIntent;
	newest += 1;
	const turn = newest;
	if (!isUntouched(intent)) useDragOut.setState({ standing: "preparing" });
	const isReady = await ask("library.prepareDrag", {
		ids: ids.slice(0, MAX_DRAGGED),
		intent,
	}).catch(() => false);
	if (turn === newest) useDragOut.setState({ standing: isReady ? "ready" : "refused" });
}

/**
 * Hands the files to the system's own drag. Call it from `dragstart` itself: a moment later the
 * system no longer takes it.
 */
export function dragPictures(ids: readonly ImageId[]): void {
	const dragged = ids.slice(0, MAX_DRAGGED);
	const intent = useApp.getState().settings.dragIntent;
	noteDraggedPictures(dragged);
	void attempt(async () => {
		const given = await ask("library.drag", { ids: dragged, intent });
		if (given === "as-asked") return;
		useDragOut.setState(({ missed }) => ({ missed: missed + 1 }));
		void prepareDrag(dragged);
	});
}

/** From now on drags give this. @throws AskError */
export function chooseDragIntent(intent: PictureIntent): Promise<void> {
	return saveSettings({ dragIntent: intent });
}
