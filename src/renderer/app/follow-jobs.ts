import { useJobs } from "../state/jobs-store.ts";
import { togglePanel } from "../state/view-store.ts";

/** Opens the queue when the first job comes; closing it after that is the designer's own affair. */
export function followJobs(): void {
	useJobs.subscribe(({ order }, before) => {
		if (before.order.length === 0 && order.length > 0) togglePanel("queue", true);
	});
}
