import { create } from "zustand";
import type { ImageId } from "../../contract/ids.ts";

export type Stage = "gallery" | "viewer";

type SelectionState = {
	/** What the stage shows. */
	readonly stage: Stage;
	/** The picture the inspector and the viewer speak of; always one of `chosen` when there are any. */
	readonly current: ImageId | undefined;
	/** Every picture an action applies to, in the order they were chosen. */
	readonly chosen: readonly ImageId[];
};

/** Which pictures are chosen, and how they are looked at. */
export const useSelection = create<SelectionState>()(() => ({
	stage: "gallery",
	current: undefined,
	chosen: [],
}));

/** Chooses exactly these; `current` is the one in focus, the last of them when absent. */
export function selectImages(ids: readonly ImageId[], current?: ImageId): void {
	useSelection.setState({ chosen: ids, current: current ?? ids.at(-1) });
}

/** Adds a picture to the chosen ones, or takes it out. */
export function toggleImage(id: ImageId): void {
	const { chosen } = useSelection.getState();
	if (chosen.includes(id)) selectImages(chosen.filter((other) => other !== id));
	else selectImages([...chosen, id]);
}

export function clearSelection(): void {
	useSelection.setState({ chosen: [], current: undefined });
}

/** Shows one picture alone, large. */
export function openViewer(id: ImageId): void {
	useSelection.setState({ stage: "viewer", chosen: [id], current: id });
}

/** Back to the grid; what was looked at stays chosen. */
export function backToGallery(): void {
	useSelection.setState({ stage: "gallery" });
}
