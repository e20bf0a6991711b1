import type { Failure } from "../../../contract/errors.ts";

/** What a gateway gave besides its refusal, for whoever has to ask there. */
export type FailureDetail = {
	readonly name: "said" | "code" | "status" | "request" | "task";
	readonly value: string;
};

/** True when what went wrong is put right where the account's key and address are kept. */
export function isMendedInSettings({ reason }: Failure): boolean {
	return settingsReasons.has(reason);
}

const settingsReasons: ReadonlySet<Failure["reason"]> = new Set([
	"key-missing",
	"key-rejected",
	"key-unreadable",
	"model-not-found",
	"address-malformed",
	"address-not-https",
	"address-not-found",
	"html-page",
	"unreachable",
]);

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
