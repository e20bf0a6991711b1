import type { HttpRequest } from "../http/http-message.ts";

const SECOND_MS = 1000;
/** A task is only written down, but the gateway may look at every reference before it answers. */
const SUBMIT_MS = 120 * SECOND_MS;
const QUESTION_MS = 30 * SECOND_MS;
const UPLOAD_MS = 120 * SECOND_MS;

/** Every gateway with tasks takes its key like this: their pages, "Authorization". */
const auth = { header: "authorization", prefix: "Bearer " } as const;

/** Asks a gateway for pictures. */
export function submitRequest(url: string, body: object): HttpRequest {
	return {
		method: "POST",
		url,
		headers: { "content-type": "application/json", accept: "application/json" },
		body: JSON.stringify(body),
		auth,
		timeoutMs: SUBMIT_MS,
	};
}

/** Asks a gateway about something; it costs nothing. */
export function questionRequest(url: string): HttpRequest {
	return {
		method: "GET",
		url,
		headers: { accept: "application/json" },
		auth,
		timeoutMs: QUESTION_MS,
	};
}

/** Puts a file where a gateway can read it; it costs nothing. */
export function uploadRequest(
	url: string,
	form: { readonly contentType: string; readonly body: Uint8Array },
): HttpRequest {
	return {
		method: "POST",
		url,
		headers: { "content-type": form.contentType, accept: "application/json" },
		body: form.body,
		free: true,
		auth,
		timeoutMs: UPLOAD_MS,
	};
}

/** Takes an uploaded file away. */
export function removeRequest(url: string): HttpRequest {
	return { ...questionRequest(url), method: "DELETE" };
}

/**
 * The address without the version that the paths of some gateways carry themselves: their pages
 * print it with and without `/v1`, and designers type both.
 */
export function withoutVersion(baseUrl: string): string {
	return baseUrl.replace(/\/v1\/*$/i, "");
}
