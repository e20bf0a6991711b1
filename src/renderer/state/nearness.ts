import { useEffect } from "react";
import { create } from "zustand";
import type { ImageId } from "../../contract/ids.ts";
import { ask, hear } from "../bridge/client.ts";
import { collectionOf, useCollections } from "./collections-store.ts";
import { useLibrary } from "./library-store.ts";

/** Most pictures of one `library.nearness`. */
const MAX_ASKED = 200;
/** Remembered for one list of colours; a gallery flown through names many. */
const MAX_KEPT = 20_000;

type Nearness = {
	/** The colours that were compared with, joined. */
	readonly colours: string;
	/** The smallest ΔE2000 to any of them; null: the colours of the picture are not known. */
	readonly byId: ReadonlyMap<ImageId, number | null>;
};

const nothingYet: Nearness = { colours: "", byId: new Map() };
const useNearnessStore = create<Nearness>()(() => nothingYet);

let wanted = new Set<ImageId>();
const asked = new Set<ImageId>();
let isWaiting = false;

/** The colours the gallery is compared with: the swatches of the collection on show, or the colour it is ordered by; empty: none. */
export function useComparedColours(): string {
	const collection = useLibrary((state) => state.shownQuery.filter.collection);
	const order = useLibrary((state) => state.shownQuery.order);
	return useCollections(({ list }) => {
		if (order?.by === "colour") return order.hex;
		const swatches = collectionOf(list, collection)?.swatches ?? [];
		return swatches.map(({ hex }) => hex).join(" ");
	});
}

/**
 * How near one picture is to the colours the gallery is compared with: the smallest ΔE2000 to any of
 * them. Asked for many at a time, and once. Undefined: nothing to say, or not yet; null: not known.
 */
export function useNearnessOf(id: ImageId | undefined): number | null | undefined {
	const colours = useComparedColours();
	const known = useNearnessStore((state) =>
		id === undefined || colours === "" || state.colours !== colours
			? undefined
			: state.byId.get(id),
	);
	useEffect(() => {
		if (id !== undefined && colours !== "" && known === undefined) want(id, colours);
	}, [id, colours, known]);
	return known;
}

/** The same of several pictures; what is not known yet is not in it. */
export function useNearness(ids: readonly ImageId[]): ReadonlyMap<ImageId, number | null> {
	const colours = useComparedColours();
	const { byId, colours: compared } = useNearnessStore();
	useEffect(() => {
		if (colours === "") return;
		for (const id of ids) if (compared !== colours || !byId.has(id)) want(id, colours);
	}, [ids, colours, byId, compared]);
	return colours !== "" && compared === colours ? byId : nothingYet.byId;
}

/** Forgets what may have changed: colours come as pictures are looked at. Call it once at the start. @returns a function that ends it */
export function followNearness(): () => void {
	const forget = () => useNearnessStore.setState(nothingYet);
	const ends = [hear("library.changed", forget), hear("library.rebuilt", forget)];
	return () => {
		for (const end of ends) end();
		wanted = new Set();
		asked.clear();
		forget();
	};
}

function want(id: ImageId, colours: string): void {
	if (useNearnessStore.getState().colours !== colours) {
		useNearnessStore.setState({ colours, byId: new Map() });
		wanted = new Set();
		asked.clear();
	}
	if (asked.has(id)) return;
	wanted.add(id);
	if (isWaiting) return;
	isWaiting = true;
	// All cells of a frame ask in one breath.
	queueMicrotask(() => {
		isWaiting = false;
		while (wanted.size > 0) void send([...wanted].slice(0, MAX_ASKED));
	});
}

async function send(ids: ImageId[]): Promise<void> {
	const { colours } = useNearnessStore.getState();
	for (const id of ids) {
		wanted.delete(id);
		asked.add(id);
	}
	const answer = await ask("library.nearness", { ids, colours: colours.split(" ") }).catch(
		() => undefined,
	);
	for (const id of ids) asked.delete(id);
	const now = useNearnessStore.getState();
	if (now.colours !== colours) return;
	const byId = new Map(now.byId.size > MAX_KEPT ? [] : now.byId);
	// What could not be told is not asked for without end.
	for (const [at, id] of ids.entries()) byId.set(id, answer?.[at] ?? null);
	useNearnessStore.setState({ byId });
}
