import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { AccountId } from "../../contract/ids.ts";
import { panelsInRoom, type SidePanel } from "./panel-room.ts";

/** Px. */
export const composeWidths = { min: 300, max: 420, initial: 340 } as const;
export const inspectorWidths = { min: 240, max: 400, initial: 288 } as const;
export const queueHeights = { min: 120, max: 480, initial: 208 } as const;

const ROOMY_PX = 1280;

/** The parts of the settings overview, in their order. */
export const settingsParts = [
	"accounts",
	"hosts",
	"fallback",
	"money",
	"appearance",
	"watched",
	"library",
	"mirror",
] as const;
export type SettingsPart = (typeof settingsParts)[number];

/**
 * What lies over the window. `account`: which one the settings sheet opens on, `new` for an empty
 * form; `part`: which part of the overview is brought into view.
 */
export type Overlay =
	| {
			readonly kind: "settings";
			readonly account?: AccountId | "new";
			readonly part?: SettingsPart;
	  }
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
	/** Which of the two the stage showed last; the first start opens on the board. */
	home: z.enum(["board", "gallery"]).catch("board"),
});
export type Layout = z.infer<typeof Layout>;

type ViewState = Layout & {
	readonly overlay: Overlay | undefined;
	/** The panel that is closed only because the window is narrow. */
	readonly madeWay: SidePanel | undefined;
};

/** How the window is laid out; kept from one run to the next. */
export const useView = create<ViewState>()(
	persist<ViewState, [], [], Layout>(
		() => ({ ...Layout.parse({}), overlay: undefined, madeWay: undefined }),
		{
			name: "layout",
			storage: createJSONStorage(() => localStorage),
			partialize: ({ madeWay, ...state }) =>
				Layout.parse(madeWay === undefined ? state : { ...state, [`${madeWay}Open`]: true }),
			merge: (kept, state) => ({ ...state, ...Layout.catch(Layout.parse({})).parse(kept) }),
		},
	),
);

/** Changes the layout. */
export function setLayout(patch: Partial<Layout>): void {
	useView.setState(patch);
}

export type PanelName = "compose" | "inspector" | "queue";

/**
 * Opens or closes a panel; without `open` turns it over. In a window too narrow for both side
 * panels the other one makes way.
 */
export function togglePanel(panel: PanelName, open?: boolean): void {
	const key = `${panel}Open` as const;
	useView.setState((state) => {
		const turned = { ...state, [key]: open ?? !state[key] };
		if (panel === "queue") return turned;
		const chosen = { ...turned, madeWay: turned[key] ? undefined : turned.madeWay };
		return { ...chosen, ...panelsInRoom(chosen, globalThis.innerWidth, panel) };
	});
}

/** Keeps the pictures wide enough while the window is resized. @returns a function that ends it */
export function followWindowWidth(): () => void {
	const follow = () => useView.setState((state) => panelsInRoom(state, globalThis.innerWidth));
	follow();
	globalThis.addEventListener("resize", follow);
	return () => globalThis.removeEventListener("resize", follow);
}

/** Opens the settings sheet, on one account or on the form for a new one. */
export function openSettings(account?: AccountId | "new"): void {
	useView.setState({ overlay: { kind: "settings", account } });
}

/** Opens the settings sheet with one of its parts in view. */
export function openSettingsPart(part: SettingsPart): void {
	useView.setState({ overlay: { kind: "settings", part } });
}

export function openOverlay(overlay: Overlay | undefined): void {
	useView.setState({ overlay });
}
