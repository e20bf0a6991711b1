import { create } from "zustand";
import { isWorthKeeping } from "./continue-from.ts";
import type { Draft } from "./draft.ts";
import { useDraft } from "./draft-store.ts";

/**
 * The draft the designer was on when another wish took its place in the form. While it is there the
 * form offers the way back.
 */
export const useDraftAside = create<{ readonly aside: Draft | undefined }>()(() => ({
	aside: undefined,
}));

/**
 * Keeps the form's draft for later; call it before another takes its place. One that follows a set
 * was no work of the designer's own and does not push out the one that waits.
 */
export function putAside(): void {
	const { draft } = useDraft.getState();
	const { aside } = useDraftAside.getState();
	if (draft === undefined || (draft.follows !== undefined && aside !== undefined)) return;
	useDraftAside.setState({ aside: draft });
}

/** What the form was filled with from elsewhere, while nobody has changed it. */
let filled: Draft | undefined;

/** Puts a wish from elsewhere into the form; the designer's own work that was there is kept aside. */
export function fillDraft(next: Draft): void {
	const { draft } = useDraft.getState();
	if (draft !== undefined && draft !== filled && isWorthKeeping(draft)) putAside();
	useDraft.setState({ draft: next });
	filled = next;
}

/** Whether this draft came from elsewhere and is as it came. */
export function isFilled(draft: Draft): boolean {
	return draft === filled;
}

/** Puts the drafts of an earlier run into the form; `fresh.filled`: its draft came from elsewhere. */
export function restoreDrafts(fresh: {
	readonly draft: Draft;
	readonly aside?: Draft | undefined;
	readonly filled: boolean;
}): void {
	useDraft.setState({ draft: fresh.draft });
	useDraftAside.setState({ aside: fresh.aside });
	filled = fresh.filled ? fresh.draft : undefined;
}

/** Lets the draft go that was put aside. */
export function forgetAside(): void {
	useDraftAside.setState({ aside: undefined });
}

/** Puts the draft back that was put aside; does nothing when there is none. */
export function bringBack(): void {
	const { aside } = useDraftAside.getState();
	if (aside === undefined) return;
	useDraft.setState({ draft: aside });
	useDraftAside.setState({ aside: undefined });
}
