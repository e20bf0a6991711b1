import type { ReplyContext } from "../gateways/gateway-adapter.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobPorts } from "./job-ports.ts";

/** What the readers of a gateway's replies need to know of a job. */
export function replyContext(job: JournalJob, { clock }: Pick<JobPorts, "clock">): ReplyContext {
	return {
		gatewayTitle: job.gatewayTitle,
		model: job.modelTitle,
		baseUrl: job.baseUrl,
		now: clock.now(),
		...(job.sentAt !== undefined && { sentAt: job.sentAt }),
	};
}
