import { useEffect, useState } from "react";
import { ask } from "../bridge/client.ts";

export type TagCount = { readonly name: string; readonly count: number };

const MAX_ASKED = 20;
const PAUSE_MS = 80;
const none: readonly TagCount[] = [];

/** Tags that begin with a text or contain it, the ones used most first; none for an absent text. */
export function useTagNames(text: string | undefined): readonly TagCount[] {
	const [found, setFound] = useState<readonly TagCount[]>(none);
	useEffect(() => {
		if (text === undefined) return;
		let isWanted = true;
		const timer = setTimeout(() => {
			ask("library.tags", { text: text.slice(0, 80), limit: MAX_ASKED }).then(
				(tags) => isWanted && setFound(tags),
				// Completion is a help; without it one types on.
				() => {},
			);
		}, PAUSE_MS);
		return () => {
			isWanted = false;
			clearTimeout(timer);
		};
	}, [text]);
	return text === undefined ? none : found;
}
