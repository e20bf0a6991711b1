import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";

/** Height that rows aim at, px. */
export const rowHeights = { min: 120, max: 360, step: 20, initial: 200 } as const;

const Kept = z.object({
	rowHeight: z.number().min(rowHeights.min).max(rowHeights.max).catch(rowHeights.initial),
});
type Kept = z.infer<typeof Kept>;

/** How large the gallery draws; kept from one run to the next. */
export const useGallery = create<Kept>()(
	persist(() => Kept.parse({}), {
		name: "gallery",
		storage: createJSONStorage(() => localStorage),
		merge: (kept, state) => ({ ...state, ...Kept.catch(Kept.parse({})).parse(kept) }),
	}),
);

export function setRowHeight(rowHeight: number): void {
	useGallery.setState({ rowHeight });
}
