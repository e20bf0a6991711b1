import { useEffect, useState } from "react";
import type { Activity } from "../../../contract/activity.ts";
import { ask, hear } from "../../bridge/client.ts";

/** How far the index is being made again from the folders; undefined while nobody does. */
export function useRebuildProgress():
	| { readonly done: number; readonly total: number | undefined }
	| undefined {
	const [running, setRunning] = useState<Activity | undefined>(undefined);
	useEffect(() => {
		let isLive = true;
		const take = (activity: Activity) => {
			if (activity.kind !== "rebuild") return;
			setRunning(activity.state === "running" ? activity : undefined);
		};
		const end = hear("activities.changed", take);
		// The start of the app may have begun one. Without an answer the next event tells.
		ask("activities.list").then(
			(list) => {
				const begun = list.find(({ kind, state }) => kind === "rebuild" && state === "running");
				if (isLive && begun !== undefined) take(begun);
			},
			() => {},
		);
		return () => {
			isLive = false;
			end();
		};
	}, []);
	return running && { done: running.done, total: running.total };
}
