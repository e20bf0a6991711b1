import { create } from "zustand";
import type { ComparisonId, ImageId, JobId } from "../../contract/ids.ts";
import { setLayout, useView } from "./view-store.ts";

export type Stage = "board" | "gallery" | "viewer" | "compare" | "set" | "lineage";
/** Where the other stages are left for. */
export type HomeStage = "board" | "gallery";

/** True for the stages that are left for no other. */
export function isHome(stage: Stage): stage is HomeStage {
	return stage === "board" || stage === "gallery";
}

type SelectionState = {
	/** What the stage shows. */
	readonly stage: Stage;
	/** The jobs that are compared, or were last; the stage goes back to them from a picture of theirs. */
	readonly comparison: ComparisonId | undefined;
	/** The set that is looked at, or was last: the job it began with, or any job of it. */
	readonly set: JobId | undefined;
	/** The picture whose origin and descendants are looked at, or were last. */
	readonly lineage: ImageId | undefined;
	/** Where the viewer was opened from. */
	readonly behind: Exclude<Stage, "viewer">;
	/** The picture the inspector and the viewer speak of; always one of `chosen` when there are any. */
	readonly current: ImageId | undefined;
	/** Every picture an action applies to, in the order they were chosen. */
	readonly chosen: readonly ImageId[];
};

/** Which pictures are chosen, and how they are looked at. */
export const useSelection = create<SelectionState>()(() => ({
	stage: useView.getState().home,
	comparison: undefined,
	set: undefined,
	lineage: undefined,
	behind: useView.getState().home,
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
	useSelection.setState(({ stage, behind }) => ({
		stage: "viewer",
		behind: stage === "viewer" ? behind : stage,
		chosen: [id],
		current: id,
	}));
}

/** Shows the jobs of one wish side by side. */
export function openComparison(comparison: ComparisonId): void {
	useSelection.setState({ stage: "compare", comparison });
}

/** Shows the pictures of a job, and what was redone of them, as one set. */
export function openSet(set: JobId): void {
	useSelection.setState({ stage: "set", set });
}

/** Shows what a picture came from and what came of it. */
export function openLineage(lineage: ImageId): void {
	useSelection.setState({ stage: "lineage", lineage, chosen: [lineage], current: lineage });
}

/** Shows the board that is open. */
export function openBoardStage(): void {
	goHome("board");
}

/** Back to the grid; what was looked at stays chosen. */
export function backToGallery(): void {
	goHome("gallery");
}

/** One step back: from a picture to where it was opened, from a comparison, a set or a lineage to board or grid. */
export function leaveStage(): void {
	useSelection.setState(({ stage, behind }) => ({
		stage: stage === "viewer" ? behind : useView.getState().home,
	}));
}

/** The stage is remembered from one run to the next. */
function goHome(home: HomeStage): void {
	setLayout({ home });
	useSelection.setState({ stage: home });
}
