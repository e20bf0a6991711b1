import type { CustomGateway } from "../../../contract/custom-gateway.ts";
import type { HttpRequest } from "../../http/http-message.ts";
import type { SubmitPace } from "../task-pace.ts";

export const bearer = { header: "authorization", prefix: "Bearer " } as const;

/** Nothing is known of a custom gateway's limits. */
export const customSubmitPace: SubmitPace = {
	atOnce: 3,
	perMinute: 60,
	source: { page: "the app's own restraint towards services it does not know", read: "2026-11-21" },
};

/** A request for work, below the account's own address. */
export function workRequest(
	baseUrl: string,
	{ submitPath }: Pick<CustomGateway, "submitPath">,
	body: unknown,
	timeoutMs: number,
): HttpRequest {
	return {
		method: "POST",
		url: `${baseUrl}${submitPath}`,
		headers: { "content-type": "application/json", accept: "application/json" },
		body: JSON.stringify(body),
		auth: bearer,
		timeoutMs,
	};
}

/** The address of the question about a task; whatever the gateway put into the id stays inside its place. */
export function pollUrl(baseUrl: string, pollPath: string, id: string): string {
	return `${baseUrl}${pollPath.replaceAll("{id}", () => encodeURIComponent(id.toWellFormed()))}`;
}
