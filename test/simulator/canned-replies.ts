import type { IncomingMessage, ServerResponse } from "node:http";
import type { CannedReply } from "./faults.ts";

export const jsonHeaders = { "content-type": "application/json" };

export function giveReply(response: ServerResponse, reply: CannedReply): void {
	response.writeHead(reply.status, reply.headers ?? jsonHeaders).end(reply.body);
}

export function cannedJson(status: number, value: unknown): CannedReply {
	return { status, headers: jsonHeaders, body: JSON.stringify(value) };
}

export function jsonReply(value: unknown): CannedReply {
	return cannedJson(200, value);
}

export function hasKey(request: IncomingMessage, key: string): boolean {
	return request.headers.authorization === `Bearer ${key}`;
}
