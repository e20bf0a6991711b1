import type { Failure } from "../../../contract/errors.ts";

/** What a gateway gave besides its refusal, for whoever has to ask there. */
export type FailureDetail = {
	readonly name: "said" | "code" | "status" | "request" | "task";
	readonly value: string;
};

/** @param remoteId the gateway's own id of the task */
export function failureDetails(failure: Failure, remoteId?: string): readonly FailureDetail[] {
	const all = [
		{ name: "said", value: failure.detail },
		{ name: "code", value: failure.gatewayCode },
		{ name: "status", value: failure.httpStatus?.toString() },
		{ name: "request", value: failure.requestId },
		{ name: "task", value: remoteId },
	] as const;
	return all.flatMap(({ name, value }) =>
		value === undefined || value === "" ? [] : [{ name, value }],
	);
}
