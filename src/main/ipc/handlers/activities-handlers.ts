import type { Activities } from "../../library/activities.ts";
import type { Desktop } from "../desktop.ts";
import type { HandlersOf } from "../router.ts";

/** Long work: seen, paused, stopped and put away. */
export function activitiesHandlers(ports: {
	readonly activities: Activities;
	readonly desktop: Pick<Desktop, "showInFolder">;
}): HandlersOf<"activities"> {
	const { activities, desktop } = ports;
	return {
		"activities.list": () => [...activities.list()],
		"activities.stop": activities.stop,
		"activities.pause": activities.pause,
		"activities.resume": activities.resume,
		"activities.dismiss": activities.dismiss,
		"activities.reveal": (id) => {
			const path = activities.list().find((activity) => activity.id === id)?.path;
			// The window names the work, never a path.
			if (path !== undefined) desktop.showInFolder(path);
		},
	};
}
