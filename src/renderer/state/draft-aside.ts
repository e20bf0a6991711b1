import { create } from "zustand";
import type { Draft } from "./draft.ts";
import { useDraft } from "./draft-store.ts";

/**
 * The draft the designer was on when a request for a set took its place in the form. While it is
 * there and the form's draft has `follows`, the form says what it is for and offers the way back.
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

/** Puts the draft back that was put aside; does nothing when there is none. */
export function bringBack(): void {
	const { aside } = useDraftAside.getState();
	if (aside === undefined) return;
	useDraft.setState({ draft: aside });
	useDraftAside.setState({ aside: undefined });
}
