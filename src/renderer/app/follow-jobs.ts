import { hasEnded } from "../../contract/jobs.ts";
import { useJobs } from "../state/jobs-store.ts";
import { togglePanel } from "../state/view-store.ts";

/**
 * Opens the queue when the first job comes, when a job's outcome becomes unknown, and at start while
 * something is still open; closing it after that is the designer's own affair.
 */
export function followJobs(): void {
	const open = () => togglePanel("queue", true);
	const atStart = [...useJobs.getState().byId.values()];
	if (atStart.some(({ state }) => state === "unknown" || !hasEnded(state))) open();
	useJobs.subscribe((now, before) => {
		const isFirst = before.order.length === 0 && now.order.length > 0;
		const isNewDoubt = [...now.byId.values()].some(
			({ id, state }) => state === "unknown" && before.byId.get(id)?.state !== "unknown",
		);
		if (isFirst || isNewDoubt) open();
	});
}
