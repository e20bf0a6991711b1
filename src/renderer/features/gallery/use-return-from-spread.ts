import { useEffect, useRef } from "react";
import type { ImageRecord } from "../../../contract/library.ts";
import { locatePicture } from "../../state/library-load.ts";
import { sameQuery } from "../../state/library-query-identity.ts";
import { showQuery } from "../../state/library-showing.ts";
import { useLibrary } from "../../state/library-store.ts";
import { useGallery } from "./gallery-store.ts";

/** Shows the pictures of one stack alone, with a way back. */
export function spreadStack(record: ImageRecord): void {
	const { query: before } = useLibrary.getState();
	const query = { filter: { text: "", job: record.job } };
	useGallery.setState({ spread: { query, before, from: record.id } });
	showQuery(query);
}

/** Back to the gallery that a stack was spread from. */
export function gatherStack(): void {
	const { spread } = useGallery.getState();
	if (spread !== undefined) showQuery(spread.before);
}

/** Whether what is asked for is a stack that was spread. */
export function useIsSpread(): boolean {
	const spread = useGallery((state) => state.spread);
	const query = useLibrary((state) => state.query);
	return spread !== undefined && sameQuery(query, spread.query);
}

/**
 * In a spread stack the keyboard is on the picture that stood for it; back from it the gallery
 * stands where it was left, at the stack.
 */
export function useReturnFromSpread(goTo: (index: number) => void): void {
	const query = useLibrary((state) => state.shownQuery);
	const isWhole = useLibrary((state) => state.isWhole);
	const latest = useRef(goTo);
	useEffect(() => {
		latest.current = goTo;
	});
	useEffect(() => {
		const { spread } = useGallery.getState();
		if (!isWhole || spread === undefined) return;
		const found = (index: number | undefined) => index !== undefined && latest.current(index);
		if (sameQuery(query, spread.query)) {
			locatePicture({ id: spread.from }).then(found, () => {});
			return;
		}
		useGallery.setState({ spread: undefined });
		if (!sameQuery(query, spread.before)) return;
		// A stack that is gone meanwhile leaves the gallery at its top.
		locatePicture({ id: spread.from }).then(found, () => {});
	}, [query, isWhole]);
}
