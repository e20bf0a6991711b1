import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { JobId } from "../../../contract/ids.ts";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { passes, type SetFilter } from "../../state/set-frames.ts";
import { useSet } from "../../state/set-store.ts";
import { type FrameChoice, noChoice, settledChoice } from "./frame-choice.ts";

/** How a set is looked at. `strip`: one frame large, the others below; `full`: that one alone. */
export type SetMode = "sheet" | "strip" | "full" | "compare" | "slides";
export type CompareWay = "side" | "slider" | "difference";

/** Px, of a frame in the contact sheet. */
export const cellWidths = { min: 120, max: 480, initial: 220 } as const;
/** Seconds of a slide. */
export const slideSeconds = { min: 1, max: 10, initial: 3 } as const;

const Kept = z.object({
	cellWidth: z.number().min(cellWidths.min).max(cellWidths.max).catch(cellWidths.initial),
	secondsPerSlide: z
		.number()
		.min(slideSeconds.min)
		.max(slideSeconds.max)
		.catch(slideSeconds.initial),
	/** Marking a frame goes on to the next. */
	advances: z.boolean().catch(false),
});
type Kept = z.infer<typeof Kept>;

type SetViewState = Kept &
	FrameChoice & {
		/** The set all this is about. */
		readonly viewed: JobId | undefined;
		readonly mode: SetMode;
		/** Where compare, slides and the single picture were opened from. */
		readonly from: "sheet" | "strip";
		readonly filter: SetFilter;
		readonly way: CompareWay;
		/** The frames that are compared, in the order they stand. */
		readonly compared: readonly number[];
		readonly isPlaying: boolean;
		/** The slot whose caption is being written. */
		readonly captioning: number | undefined;
		/** The latest thing to be read out; the number makes the same words new again. */
		readonly said: { readonly text: string; readonly turn: number };
	};

const opening = {
	...noChoice,
	viewed: undefined,
	mode: "strip",
	from: "strip",
	filter: "all",
	way: "side",
	compared: [],
	isPlaying: false,
	captioning: undefined,
	said: { text: "", turn: 0 },
} as const;

/** How the set on screen is looked at. */
export const useSetView = create<SetViewState>()(
	persist<SetViewState, [], [], Kept>(() => ({ ...Kept.parse({}), ...opening }), {
		name: "sets",
		storage: createJSONStorage(() => localStorage),
		partialize: (state) => Kept.parse(state),
		merge: (kept, state) => ({ ...state, ...Kept.catch(Kept.parse({})).parse(kept) }),
	}),
);

export function patchSetView(patch: Partial<Omit<SetViewState, "said">>): void {
	useSetView.setState(patch);
}

/** Another set begins with its first frame large, all frames in sight; the same one goes on as it was. */
export function beginSetView(set: JobId): void {
	const { viewed, mode, from } = useSetView.getState();
	if (viewed !== set) useSetView.setState({ ...opening, viewed: set });
	else useSetView.setState({ captioning: undefined, mode: isInside(mode) ? from : mode });
}

/** Has a screen reader say something that is plain to the eye. */
export function sayInSet(text: string): void {
	useSetView.setState(({ said }) => ({ said: { text, turn: said.turn + 1 } }));
}

/** The slots that pass the filter, in the order shown. */
export function visibleSlots(
	detail: Pick<SetDetail, "slots"> | undefined,
	filter: SetFilter,
): readonly SetSlot[] {
	return detail?.slots.filter((slot) => passes(slot, filter)) ?? [];
}

/** The same, outside of drawing. */
export function slotsInSight(): readonly SetSlot[] {
	return visibleSlots(useSet.getState().detail, useSetView.getState().filter);
}

export function setChoice(choice: FrameChoice): void {
	useSetView.setState(choice);
}

export function setFilter(filter: SetFilter): void {
	const before = slotsInSight().map(({ slot }) => slot);
	useSetView.setState({ filter });
	settleChoice(before);
}

/** Keeps the choice among what is in sight. @param before what was in sight */
export function settleChoice(before: readonly number[]): void {
	const visible = slotsInSight().map(({ slot }) => slot);
	useSetView.setState((state) => settledChoice(state, before, visible));
}

/** Changes how the set is looked at; single picture, comparison and slides are left for where they were opened. */
export function setMode(mode: SetMode): void {
	useSetView.setState((state) => ({
		mode,
		from: mode === "sheet" || mode === "strip" ? mode : state.from,
		isPlaying: mode === "slides",
		captioning: undefined,
	}));
}

/** True while Escape leaves a way of looking and not the set. */
export function isInside(mode: SetMode): boolean {
	return mode === "full" || mode === "compare" || mode === "slides";
}

export function leaveMode(): void {
	setMode(useSetView.getState().from);
}
