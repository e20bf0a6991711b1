import { create } from "zustand";
import type { ImageId } from "../../../contract/ids.ts";
import type { LibraryQuery } from "../../../contract/library-query.ts";
import { failureOf } from "../../bridge/client.ts";
import { saveSettings, useApp } from "../../state/app-store.ts";
import { usePictureProblem } from "../../state/picture-problem.ts";

/** The height that stands for one picture a row, as wide as the gallery. */
export const SINGLE_ROW = 2_000;
/** Heights that rows aim at, px: each about an eighth more than the one before. */
export const rowSteps = [
	48,
	56,
	64,
	72,
	80,
	96,
	112,
	128,
	144,
	160,
	180,
	200,
	220,
	240,
	270,
	300,
	340,
	380,
	430,
	480,
	540,
	600,
	SINGLE_ROW,
] as const;
export const USUAL_ROW = 200;
/** Below this height, px, a gallery is a contact sheet: pictures alone, edge to edge. */
export const CONTACT_SHEET_BELOW = 80;

type GalleryState = {
	/** Chosen in this run; absent: as the settings say. */
	readonly rowHeight: number | undefined;
	/** The one set that is spread, and what was shown before. */
	readonly spread:
		| { readonly query: LibraryQuery; readonly before: LibraryQuery; readonly from: ImageId }
		| undefined;
};

/** How large the gallery draws, and the stack that is spread. */
export const useGallery = create<GalleryState>()(() => ({
	rowHeight: undefined,
	spread: undefined,
}));

const SAVE_PAUSE_MS = 400;
let saving: ReturnType<typeof setTimeout> | undefined;

/** The height that rows aim at, px; {@link SINGLE_ROW} for one picture a row. */
export function useRowHeight(): number {
	const chosen = useGallery((state) => state.rowHeight);
	const kept = useApp((state) => state.settings.galleryRow);
	return chosen ?? kept ?? USUAL_ROW;
}

/** Draws the gallery in this height, and remembers it. */
export function setRowHeight(rowHeight: number): void {
	useGallery.setState({ rowHeight });
	clearTimeout(saving);
	saving = setTimeout(() => {
		saveSettings({ galleryRow: rowHeight }).catch((thrown: unknown) =>
			usePictureProblem.setState({ failure: failureOf(thrown) }),
		);
	}, SAVE_PAUSE_MS);
}

/** The place of the step that is nearest to a height. */
export function stepOf(rowHeight: number): number {
	const beyond = rowSteps.findIndex((step) => step >= rowHeight);
	return beyond < 0 ? rowSteps.length - 1 : beyond;
}

/** The height some steps larger or smaller, as far as there are any. */
export function rowHeightAfter(rowHeight: number, steps: number): number {
	const at = Math.min(rowSteps.length - 1, Math.max(0, stepOf(rowHeight) + steps));
	return rowSteps[at] ?? USUAL_ROW;
}
