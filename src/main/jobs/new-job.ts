import type { Capability } from "../../contract/capability.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { JobId } from "../../contract/ids.ts";
import { newJobId } from "../foundation/new-id.ts";
import type { GatewayAdapter } from "../gateways/gateway-adapter.ts";
import type { AccountAddress } from "../secrets/account-book.ts";
import type { JournalJob } from "../store/journal-repo.ts";

/** A job as it is first written down: nothing has been done about it yet. */
export function newJob(facts: {
	readonly request: GenerationRequest;
	readonly address: AccountAddress;
	readonly adapter: GatewayAdapter;
	readonly capability: Capability;
	readonly retryOf?: JobId;
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
}): JournalJob {
	const { request, address, adapter, capability } = facts;
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
		createdAt: facts.now,
		notices: [],
		outputs: [],
		retryOf: facts.retryOf,
		dismissed: false,
	};
}
