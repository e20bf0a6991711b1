import { useEffect } from "react";
import { create } from "zustand";
import type { LibraryFacets } from "../../contract/library-query.ts";
import { ask, hear } from "../bridge/client.ts";

/** Changes come in bursts; the counts of a list can be a moment late. */
const PAUSE_MS = 800;

/** What the library holds, for choosing filters; absent until it is known. */
const useFacetsStore = create<{ readonly facets: LibraryFacets | undefined }>()(() => ({
	facets: undefined,
}));

let users = 0;
let isStale = true;
let isAsking = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Keeps the facets as main has them, for as long as somebody shows them: counting a large library
 * costs something, and nobody pays for what is not looked at. @returns a function that ends it
 */
export function followFacets(): () => void {
	const doubt = () => {
		isStale = true;
		if (users > 0) timer ??= setTimeout(() => void refresh(), PAUSE_MS);
	};
	const ends = [
		hear("library.added", doubt),
		hear("library.marked", doubt),
		hear("library.moved", doubt),
		hear("library.changed", doubt),
		hear("library.rebuilt", doubt),
	];
	return () => {
		for (const end of ends) end();
		clearTimeout(timer);
		timer = undefined;
		isStale = true;
		useFacetsStore.setState({ facets: undefined });
	};
}

/** The facets; they are kept fresh while the component is there. */
export function useFacets(): LibraryFacets | undefined {
	useEffect(() => {
		users += 1;
		if (isStale) void refresh();
		return () => {
			users -= 1;
		};
	}, []);
	return useFacetsStore((state) => state.facets);
}

/** What is known now, fresh or not. */
export function knownFacets(): LibraryFacets | undefined {
	return useFacetsStore.getState().facets;
}

async function refresh(): Promise<void> {
	clearTimeout(timer);
	timer = undefined;
	if (isAsking) return;
	isAsking = true;
	isStale = false;
	const facets = await ask("library.facets").catch(() => undefined);
	isAsking = false;
	// What was known stays when main cannot tell; the next change asks again.
	if (facets !== undefined) useFacetsStore.setState({ facets });
	else isStale = true;
	if (isStale && facets !== undefined && users > 0) {
		timer ??= setTimeout(() => void refresh(), PAUSE_MS);
	}
}
