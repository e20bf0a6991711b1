import type { Capability } from "../../contract/capability.ts";
import { appError } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import { blockingProblems, problemMessage } from "../../contract/problem.ts";
import { validateRequest } from "../../contract/validate-request.ts";
import { capabilityOf, type GatewayAdapter } from "../gateways/gateway-adapter.ts";
import type { AccountAddress } from "../secrets/account-book.ts";
import type { JobPorts } from "./job-ports.ts";

export type CheckedRequest = {
	readonly address: AccountAddress;
	readonly adapter: GatewayAdapter;
	readonly capability: Capability;
};

/**
 * The window's own check, made again where it counts.
 * @throws AppError `form-incomplete` with everything that is wrong, `account-not-found`, `model-not-found`
 */
export function checkRequest(
	request: GenerationRequest,
	ports: Pick<JobPorts, "accounts" | "adapterFor" | "placement">,
): CheckedRequest {
	const account = ports.accounts.get(request.account);
	const adapter = ports.adapterFor(account.gateway);
	const capability = capabilityOf(adapter, request.model);
	const problems = blockingProblems(
		validateRequest(request, capability, {
			gatewayTitle: adapter.title,
			accountLabel: account.label,
			needsKey: adapter.needsKey,
			accountHasKey: account.key !== undefined,
			hasReferenceHost: ports.placement.hasHost(),
		}),
	);
	if (problems.length > 0) {
		throw appError("form-incomplete", { problems: problems.map(problemMessage).join(" ") });
	}
	return { address: ports.accounts.address(account.id), adapter, capability };
}
