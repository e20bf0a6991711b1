import type { JobService } from "../../jobs/job-service.ts";
import type { HandlersOf } from "../router.ts";

export function jobsHandlers(jobs: JobService): HandlersOf<"jobs"> {
	return {
		"jobs.submit": (order) => jobs.submitOrder(order),
		"jobs.list": () => jobs.list(),
		"jobs.cancel": (id) => jobs.cancel(id),
		"jobs.retry": (id) => jobs.retry(id),
		"jobs.saveAgain": (id) => jobs.saveAgain(id),
		"jobs.checkAgain": (id) => jobs.checkAgain(id),
		"jobs.release": (id) => jobs.release(id),
		"jobs.resolveUnknown": ({ id, choice }) => jobs.resolveUnknown(id, choice),
		"jobs.dismiss": (id) => jobs.dismiss(id),
	};
}
