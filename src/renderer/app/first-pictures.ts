import { useLibrary } from "../state/library-store.ts";

/** A library that takes longer than this is drawn when it comes, milliseconds. */
const FIRST_PICTURES_MS = 150;
/** A window that is never at leisure goes on all the same, milliseconds. */
const LEISURE_MS = 1_000;

/** Resolves when the gallery's first page has come, or failed, or is late: one drawing is cheaper than two. */
export function firstPictures(): Promise<void> {
	return new Promise((resolve) => {
		const isThere = () => useLibrary.getState().status !== "loading";
		if (isThere()) return resolve();
		const late = setTimeout(done, FIRST_PICTURES_MS);
		const end = useLibrary.subscribe(() => isThere() && done());
		function done() {
			clearTimeout(late);
			end();
			resolve();
		}
	});
}

/** Resolves when the window has nothing else to do, or has been busy for long. */
export function leisure(): Promise<void> {
	return new Promise((resolve) => {
		requestIdleCallback(() => resolve(), { timeout: LEISURE_MS });
	});
}
