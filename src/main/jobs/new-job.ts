import type { GenerationRequest } from "../../contract/generation.ts";
import type { ComparisonId, JobId } from "../../contract/ids.ts";
import { newJobId } from "../foundation/new-id.ts";
import { capabilityOf } from "../gateways/gateway-adapter.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { checkRequest } from "./check-request.ts";
import { moneyHold, priceNow } from "./hold.ts";
import type { JobPorts } from "./job-ports.ts";

type JobFacts = {
	readonly request: GenerationRequest;
	/** The same wish for other gateways, in order. */
	readonly fallbacks?: readonly GenerationRequest[];
	readonly comparison?: ComparisonId;
	readonly retryOf?: JobId;
	readonly fallbackFor?: JobId;
};

/**
 * A job as it is first written down, checked and with today's price: nothing has been done about it.
 * @throws AppError `form-incomplete`, `account-not-found`, `model-not-found`
 */
export function newJob(facts: JobFacts, ports: JobPorts): JournalJob {
	const { request, fallbacks = [], comparison, retryOf, fallbackFor } = facts;
	const { address, adapter, capability } = checkRequest(request, ports);
	const price = priceNow({ gateway: adapter.id, request }, ports.money);
	return {
		id: newJobId(),
		state: "queued",
		request,
		account: address.id,
		accountLabel: address.label,
		baseUrl: address.baseUrl,
		gateway: adapter.id,
		gatewayTitle: adapter.title,
		modelTitle: capability.title,
		createdAt: ports.clock.now(),
		notices: [],
		outputs: [],
		...(price !== undefined && { price }),
		...(retryOf !== undefined && { retryOf }),
		...(fallbackFor !== undefined && { fallbackFor }),
		...(comparison !== undefined && { comparison }),
		...(fallbacks.length > 0 && { fallbacks: namesOf(fallbacks, ports) }),
		fallbackRequests: [...fallbacks],
		limited: 0,
		dismissed: false,
	};
}

/**
 * The same request as a new job. It costs again, so it waits for the designer's word when it costs
 * more than the old one was made at, or no longer fits the budget. Arrangements to fall back are
 * not repeated: whoever sends again has seen what happened.
 * @throws as {@link newJob}
 */
export function repeatOf(old: JournalJob, ports: JobPorts): JournalJob {
	const { id: retryOf, request, comparison } = old;
	const job = newJob({ request, retryOf, comparison }, ports);
	const hold = moneyHold(job, undefined, old.price?.worstUsd, ports);
	return hold === undefined ? job : { ...job, hold };
}

function namesOf(requests: readonly GenerationRequest[], ports: JobPorts) {
	return requests.map((request) => {
		const adapter = ports.adapterFor(ports.accounts.get(request.account).gateway);
		const { title: modelTitle } = capabilityOf(adapter, request.model);
		return { gatewayTitle: adapter.title, modelTitle };
	});
}
