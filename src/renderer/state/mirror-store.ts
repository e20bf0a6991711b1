import { create } from "zustand";
import type { Activity } from "../../contract/activity.ts";
import type { MirrorStatus } from "../../contract/mirror.ts";
import { ask, hear } from "../bridge/client.ts";

type MirrorState = {
	/** Undefined: not known yet. */
	readonly status: MirrorStatus | undefined;
	/** The latest run of the mirror in this window's time, and the latest fetch. */
	readonly run: Activity | undefined;
	readonly fetch: Activity | undefined;
};

export const useMirror = create<MirrorState>()(() => ({
	status: undefined,
	run: undefined,
	fetch: undefined,
}));

/** Keeps the mirror as main has it. @returns a function that ends it */
export function followMirror(): () => void {
	const ends = [
		hear("mirror.changed", (status) => useMirror.setState({ status })),
		hear("activities.changed", hearActivity),
	];
	ask("mirror.status").then(
		(status) => useMirror.setState({ status }),
		() => {},
	);
	ask("activities.list").then(
		(activities) => {
			for (const activity of activities.toReversed()) hearActivity(activity);
		},
		() => {},
	);
	return () => {
		for (const end of ends) end();
	};
}

function hearActivity(activity: Activity): void {
	if (activity.kind === "mirror") useMirror.setState({ run: activity });
	if (activity.kind === "fetch") useMirror.setState({ fetch: activity });
}
