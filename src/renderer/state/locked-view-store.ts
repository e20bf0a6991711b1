import { create } from "zustand";
import { type LockedView, wholePicture } from "./locked-view.ts";

/** One press of + or −. */
export const STEP = 1.25;
export const middle = { x: 0.5, y: 0.5 };

/** What all pictures of the comparison show; one view for all of them. */
export const useLockedView = create<LockedView>()(() => wholePicture);

export function changeView(change: (view: LockedView) => LockedView): void {
	useLockedView.setState(change);
}

/** Shows the whole pictures again. */
export function showWhole(): void {
	useLockedView.setState(wholePicture);
}
