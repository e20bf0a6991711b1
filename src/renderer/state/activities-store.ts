import { create } from "zustand";
import type { Activity } from "../../contract/activity.ts";
import type { RunId } from "../../contract/ids.ts";
import { ask, hear } from "../bridge/client.ts";

type ActivitiesState = {
	/** Long work that is going on, or has ended and was not dismissed; newest first. */
	readonly list: readonly Activity[];
};

/** A copy of main's list of long work. */
export const useActivities = create<ActivitiesState>()(() => ({ list: [] }));

/** Puts one in the place of what was known of it; one that is new comes first. */
export function withActivity(list: readonly Activity[], activity: Activity): readonly Activity[] {
	return list.some(({ id }) => id === activity.id)
		? list.map((one) => (one.id === activity.id ? activity : one))
		: [activity, ...list];
}

/** Whether it may still change. */
export function isGoing({ endedAt }: Pick<Activity, "endedAt">): boolean {
	return endedAt === undefined;
}

/**
 * Keeps the list as main changes it.
 * @returns a function that ends it
 */
export function followActivities(): () => void {
	/** Told or taken away while the whole list was on its way: the list is older than they are. */
	let early: { readonly changed: Map<RunId, Activity>; readonly gone: Set<RunId> } | undefined = {
		changed: new Map(),
		gone: new Set(),
	};
	const ends = [
		hear("activities.changed", (activity) => {
			early?.changed.set(activity.id, activity);
			useActivities.setState(({ list }) => ({ list: withActivity(list, activity) }));
		}),
		hear("activities.dismissed", (id) => {
			early?.gone.add(id);
			useActivities.setState(({ list }) => ({ list: list.filter((one) => one.id !== id) }));
		}),
	];
	void ask("activities.list").then(
		(known) => {
			const told = [...(early?.changed.values() ?? [])];
			const gone = early?.gone ?? new Set();
			early = undefined;
			const list = told.reduce<readonly Activity[]>(withActivity, known);
			useActivities.setState({ list: list.filter(({ id }) => !gone.has(id)) });
		},
		// What goes on is told anyway.
		() => {},
	);
	return () => {
		for (const end of ends) end();
	};
}
