import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { AccountId } from "../../contract/ids.ts";

/** Px. */
export const composeWidths = { min: 300, max: 420, initial: 340 } as const;
export const inspectorWidths = { min: 240, max: 400, initial: 288 } as const;
export const queueHeights = { min: 120, max: 480, initial: 208 } as const;

const ROOMY_PX = 1280;

/** What lies over the window. `account`: which one the settings sheet opens on, `new` for an empty form. */
export type Overlay =
	| { readonly kind: "settings"; readonly account?: AccountId | "new" }
	| { readonly kind: "palette" }
	| { readonly kind: "shortcuts" };

const within = ({ min, max, initial }: { min: number; max: number; initial: number }) =>
	z.number().min(min).max(max).catch(initial);

const Layout = z.object({
	composeOpen: z.boolean().catch(true),
	composeWidth: within(composeWidths),
	// An empty inspector is not worth the room in a small window.
	inspectorOpen: z.boolean().catch(() => globalThis.innerWidth >= ROOMY_PX),
	inspectorWidth: within(inspectorWidths),
	// Opens by itself with the first job.
	queueOpen: z.boolean().catch(false),
	queueHeight: within(queueHeights),
});
export type Layout = z.infer<typeof Layout>;

type ViewState = Layout & { readonly overlay: Overlay | undefined };

/** How the window is laid out; kept from one run to the next. */
export const useView = create<ViewState>()(
	persist<ViewState, [], [], Layout>(() => ({ ...Layout.parse({}), overlay: undefined }), {
		name: "layout",
		storage: createJSONStorage(() => localStorage),
		partialize: (state) => Layout.parse(state),
		merge: (kept, state) => ({ ...state, ...Layout.catch(Layout.parse({})).parse(kept) }),
	}),
);

/** Changes the layout. */
export function setLayout(patch: Partial<Layout>): void {
	useView.setState(patch);
}

export type PanelName = "compose" | "inspector" | "queue";

/** Opens or closes a panel; without `open` turns it over. */
export function togglePanel(panel: PanelName, open?: boolean): void {
	const key = `${panel}Open` as const;
	useView.setState((state) => ({ [key]: open ?? !state[key] }));
}

/** Opens the settings sheet, on one account or on the form for a new one. */
export function openSettings(account?: AccountId | "new"): void {
	useView.setState({ overlay: { kind: "settings", account } });
}

export function openOverlay(overlay: Overlay | undefined): void {
	useView.setState({ overlay });
}
