import type { JobService } from "../../jobs/job-service.ts";
import type { HandlersOf } from "../router.ts";

export function jobsHandlers(jobs: JobService): HandlersOf<"jobs"> {
	return {
		"jobs.submit": (request) => jobs.submit(request),
		"jobs.list": () => jobs.list(),
		"jobs.cancel": (id) => jobs.cancel(id),
		"jobs.retry": (id) => jobs.retry(id),
		"jobs.saveAgain": (id) => jobs.saveAgain(id),
		"jobs.resolveUnknown": ({ id, choice }) => jobs.resolveUnknown(id, choice),
		"jobs.dismiss": (id) => jobs.dismiss(id),
	};
}
