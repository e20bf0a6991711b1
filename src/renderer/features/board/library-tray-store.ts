import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import type { Failure } from "../../../contract/errors.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { ask, failureOf, hear } from "../../bridge/client.ts";

type Tray = {
	/** Kept from one run to the next. */
	readonly isOpen: boolean;
	readonly text: string;
	/** Of width to height, in steps of `RATIO_UNIT`; absent until main answered for the first time. */
	readonly ratios: Uint16Array | undefined;
	/** By page of `PAGE` pictures, newest first. */
	readonly pages: ReadonlyMap<number, readonly ImageRecord[]>;
	readonly failure: Failure | undefined;
};

const PAGE = 100;
/** Beyond these the ones asked for first are let go. */
const MAX_PAGES = 20;
const TYPING_PAUSE_MS = 150;
/** Pictures that are saved together are taken in together. */
const GROWING_PAUSE_MS = 400;

const Kept = z.object({ isOpen: z.boolean() }).catch({ isOpen: false });

/** The library as the strip at the foot of the board shows it, apart from the gallery's own search. */
export const useTray = create<Tray>()(
	persist<Tray, [], [], { isOpen: boolean }>(
		() => ({ isOpen: false, text: "", ratios: undefined, pages: new Map(), failure: undefined }),
		{
			name: "library-tray",
			storage: createJSONStorage(() => localStorage),
			partialize: ({ isOpen }) => ({ isOpen }),
			merge: (kept, state) => ({ ...state, ...Kept.parse(kept) }),
		},
	),
);

let edition = 0;
let inFlight = new Set<number>();
let looking = { first: 0, end: 0 };
let timer: ReturnType<typeof setTimeout> | undefined;

export function toggleTray(open?: boolean): void {
	useTray.setState(({ isOpen }) => ({ isOpen: open ?? !isOpen }));
}

/** Fills the tray and keeps it so while it is on screen. @returns a function that ends it */
export function startTray(): () => void {
	const again = () => loadSoon(GROWING_PAUSE_MS);
	const ends = [
		hear("library.added", again),
		hear("library.moved", again),
		hear("library.changed", again),
		hear("library.rebuilt", again),
	];
	void load();
	return () => {
		for (const end of ends) end();
		clearTimeout(timer);
		edition += 1;
	};
}

/** Narrows the tray to a text, a moment after the last key. */
export function searchTray(text: string): void {
	useTray.setState({ text });
	loadSoon(text === "" ? 0 : TYPING_PAUSE_MS);
}

/** For "Try again". */
export function reloadTray(): void {
	loadSoon(0);
}

/** The record at a place, newest first; undefined while it is on its way. */
export function trayRecord(pages: Tray["pages"], index: number): ImageRecord | undefined {
	return pages.get(Math.floor(index / PAGE))?.[index % PAGE];
}

/** Says which pictures are looked at, from `first` to one before `end`: their records are fetched. */
export function lookAtTray(first: number, end: number): void {
	looking = { first, end };
	fetchMissing();
}

function fetchMissing(): void {
	const { first, end } = looking;
	for (let page = Math.floor(first / PAGE); page * PAGE < end; page++) {
		if (!useTray.getState().pages.has(page) && !inFlight.has(page)) void fetchPage(page);
	}
}

function loadSoon(ms: number): void {
	clearTimeout(timer);
	timer = setTimeout(() => void load(), ms);
}

async function load(): Promise<void> {
	edition += 1;
	const mine = edition;
	const { text } = useTray.getState();
	try {
		const { ratios } = await ask("library.outline", { filter: { text } });
		if (mine !== edition) return;
		inFlight = new Set();
		useTray.setState({ ratios, pages: new Map(), failure: undefined });
		fetchMissing();
	} catch (thrown) {
		if (mine === edition) useTray.setState({ failure: failureOf(thrown) });
	}
}

async function fetchPage(page: number): Promise<void> {
	const mine = edition;
	const asked = inFlight;
	asked.add(page);
	const { text } = useTray.getState();
	try {
		const records = await ask("library.page", {
			query: { filter: { text } },
			offset: page * PAGE,
			limit: PAGE,
		});
		if (mine !== edition) return;
		useTray.setState(({ pages }) => {
			const next = new Map(pages).set(page, records);
			const oldest = next.keys().next().value;
			if (next.size > MAX_PAGES && oldest !== undefined) next.delete(oldest);
			return { pages: next };
		});
	} catch (thrown) {
		if (mine === edition) useTray.setState({ failure: failureOf(thrown) });
	} finally {
		asked.delete(page);
	}
}
