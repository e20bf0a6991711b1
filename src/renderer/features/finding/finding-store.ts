import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

/** Px. */
export const sideWidths = { min: 160, max: 320, initial: 200 } as const;

const Kept = z.object({
	// In a small window the pictures need the room.
	sideOpen: z.boolean().catch(() => globalThis.innerWidth >= 1280),
	sideWidth: z.number().min(sideWidths.min).max(sideWidths.max).catch(sideWidths.initial),
	/** The colour that was looked for last. */
	colour: z
		.string()
		.regex(/^#[0-9a-f]{6}$/)
		.catch("#d96b3f"),
});
type Kept = z.infer<typeof Kept>;

type FindingState = Kept & {
	/** Which of the popovers of the bar is open. */
	readonly open: "colour" | "filters" | "save" | "tags" | undefined;
	/** The side lies over the pictures, because there is no room beside them; for this moment only. */
	readonly sideOver: boolean;
};

/** How the tools for finding stand; kept from one run to the next. */
export const useFinding = create<FindingState>()(
	persist<FindingState, [], [], Kept>(
		() => ({ ...Kept.parse({}), open: undefined, sideOver: false }),
		{
			name: "finding",
			storage: createJSONStorage(() => localStorage),
			partialize: (state) => Kept.parse(state),
			merge: (kept, state) => ({ ...state, ...Kept.catch(Kept.parse({})).parse(kept) }),
		},
	),
);

export function setFinding(patch: Partial<FindingState>): void {
	useFinding.setState(patch);
}

/** Opens one of the popovers, or closes it. */
export function openTool(tool: NonNullable<FindingState["open"]>, isOpen = true): void {
	useFinding.setState(({ open }) =>
		isOpen ? { open: tool } : { open: open === tool ? undefined : open },
	);
}
