import { create } from "zustand";
import type { Activity, ActivityKind } from "../../contract/activity.ts";
import { RunId } from "../../contract/ids.ts";
import type { CheckReport, KnownLibrary } from "../../contract/keeping.ts";
import type { LibraryFacets } from "../../contract/library-query.ts";
import { ask, hear } from "../bridge/client.ts";

/** Long work that keeps a library safe. */
export const keepingKinds = ["check", "repair", "backup", "restore", "move"] as const;
export type KeepingKind = (typeof keepingKinds)[number];

type KeepingState = {
	readonly libraries: readonly KnownLibrary[];
	readonly report: CheckReport | null | undefined;
	readonly facets: LibraryFacets | undefined;
	/** The last piece of each kind of work, running or ended. */
	readonly work: Partial<Record<KeepingKind, Activity>>;
};

/** What the settings show of libraries; filled while they are open. */
export const useKeeping = create<KeepingState>()(() => ({
	libraries: [],
	report: undefined,
	facets: undefined,
	work: {},
}));

/** @returns a name for a new piece of long work */
export function newRun(): RunId {
	return RunId.parse(crypto.randomUUID());
}

/** True for work that has not ended. */
export function isGoingOn(work: Activity | undefined): boolean {
	return work !== undefined && work.endedAt === undefined;
}

/**
 * Fills the store, and follows what changes it. @returns a function that ends it
 * @param failed hears of what could not be asked
 */
export function followKeeping(failed: (thrown: unknown) => void): () => void {
	const end = hear("activities.changed", (activity) => {
		note(activity);
		if (activity.endedAt !== undefined && isKeeping(activity.kind)) refresh(failed);
	});
	ask("activities.list").then((all) => {
		for (const activity of all.toReversed()) note(activity);
	}, failed);
	refresh(failed);
	return end;
}

function refresh(failed: (thrown: unknown) => void): void {
	ask("libraries.list").then((libraries) => useKeeping.setState({ libraries }), failed);
	ask("library.lastCheck").then((report) => useKeeping.setState({ report }), failed);
	ask("library.facets").then((facets) => useKeeping.setState({ facets }), failed);
}

function note(activity: Activity): void {
	const { kind } = activity;
	if (!isKeeping(kind)) return;
	useKeeping.setState(({ work }) => ({ work: { ...work, [kind]: activity } }));
}

function isKeeping(kind: ActivityKind): kind is KeepingKind {
	return keepingKinds.some((one) => one === kind);
}
