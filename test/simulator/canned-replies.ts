import type { IncomingMessage, ServerResponse } from "node:http";
import type { CannedReply } from "./scenarios.ts";

export const jsonHeaders = { "content-type": "application/json" };

export function giveReply(response: ServerResponse, reply: CannedReply): void {
	response.writeHead(reply.status, reply.headers ?? jsonHeaders).end(reply.body);
}

export function jsonReply(value: unknown): CannedReply {
	return { status: 200, body: JSON.stringify(value) };
}

/** How new-api refuses by itself, before any model is asked. */
export function relayRefusal(status: number, message: string, type = "new_api_error"): CannedReply {
	const said = `${message} (request id: 20261121simulator)`;
	return { status, body: JSON.stringify({ error: { message: said, type, param: "", code: "" } }) };
}

export function unknownAddress({ method, url }: IncomingMessage): CannedReply {
	return relayRefusal(404, `Invalid URL (${method} ${url})`, "invalid_request_error");
}

export function hasKey(request: IncomingMessage, key: string): boolean {
	return request.headers.authorization === `Bearer ${key}`;
}
