import { z } from "zod";
import { scrub } from "../foundation/log.ts";
import type { HttpReply } from "../http/http-message.ts";

const MAX_SAID_CHARS = 300;
/** Of what a gateway says no more than this is even looked at. */
const MAX_READ_CHARS = 10_000;

/** What a gateway said about an error, out of whichever shape it used. */
export type ErrorWords = {
	/** Its own code; a number is written as text. */
	readonly code?: string;
	readonly type?: string;
	/** Scrubbed of keys and shortened. */
	readonly message?: string;
	readonly requestId?: string;
};

/** A word where one is expected; anything else there is as good as nothing. */
const word = z
	.union([z.string(), z.number()])
	.optional()
	.catch(undefined)
	.transform((value) => (value === undefined || value === "" ? undefined : String(value)));
/** Codes are shown and kept like messages. */
const shortWord = word.transform((text) => (text === undefined ? undefined : shortened(text)));
const ErrorObject = z.object({
	message: word,
	msg: word,
	detail: word,
	code: shortWord,
	type: shortWord,
	request_id: shortWord,
});
const ErrorBody = ErrorObject.extend({
	error: z
		.union([ErrorObject, z.string().transform((message) => ErrorObject.parse({ message }))])
		.optional()
		.catch(undefined),
	success: z.boolean().optional().catch(undefined),
});

/** Codes that relays put beside a message when all went well. */
const fineCodes = new Set(["0", "200", "201", "ok", "success"]);

/**
 * Finds the error in a parsed body: `{ error: {…} }` of OpenAI, new-api and Ark, `{ error: "…" }`,
 * and the bare `{ message }`, `{ code, msg }` and `{ success: false, message }`.
 * @returns nothing when the body speaks of no error
 */
export function errorWords(json: unknown): ErrorWords | undefined {
	const inObject = errorObjectWords(json);
	if (inObject !== undefined) return inObject;
	const parsed = ErrorBody.safeParse(json);
	if (!parsed.success) return undefined;
	const words = wordsOf(parsed.data);
	const failed =
		parsed.data.success === false ||
		(words.code !== undefined && !fineCodes.has(words.code.toLowerCase())) ||
		!Object.hasOwn(Object(json), "data");
	return failed && words.message !== undefined ? words : undefined;
}

/** As {@link errorWords}, but only for an error in an `error` field: it can stand beside pictures. */
export function errorObjectWords(json: unknown): ErrorWords | undefined {
	const parsed = ErrorBody.safeParse(json);
	if (!parsed.success) return undefined;
	const { error, ...around } = parsed.data;
	const saysSomething = Object.values(error ?? {}).some((value) => value !== undefined);
	return error !== undefined && saysSomething ? wordsOf(error, around) : undefined;
}

/** The body as JSON; nothing when it is not. */
export function parseJson(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

/** True for a web page, whatever its content type says. */
export function isHtml(reply: Pick<HttpReply, "headers" | "body">): boolean {
	const looksLike = /^\s*(<!doctype html|<html|<head|<body)/i.test(reply.body.slice(0, 500));
	const named = /^\s*text\/html/i.test(reply.headers["content-type"] ?? "");
	return looksLike || (named && !/^\s*[{[]/.test(reply.body.slice(0, 100)));
}

/** A gateway's own words, fit to be shown and kept: no key, no link signature, one short paragraph. */
export function shortened(said: string): string {
	const plain = scrub(said.slice(0, MAX_READ_CHARS)).replaceAll(/\s+/g, " ").trim();
	return plain.length <= MAX_SAID_CHARS ? plain : `${plain.slice(0, MAX_SAID_CHARS - 1)}…`;
}

/** The request's id at the gateway, from its headers; support asks for it. */
export function requestIdOf(headers: HttpReply["headers"]): string | undefined {
	const names = ["x-request-id", "x-oneapi-request-id", "request-id", "x-tt-logid"];
	return names.map((name) => headers[name]).find((value) => value !== undefined && value !== "");
}

type Words = z.infer<typeof ErrorObject>;

function wordsOf(error: Words, around?: Words): ErrorWords {
	const message = error.message ?? error.msg ?? error.detail ?? around?.message ?? around?.msg;
	return {
		code: error.code ?? around?.code,
		type: error.type,
		message: message === undefined ? undefined : shortened(message),
		requestId: error.request_id ?? around?.request_id ?? requestIdIn(message ?? ""),
	};
}

/** new-api writes `(request id: …)`, Ark `Request id: …`. */
function requestIdIn(message: string): string | undefined {
	return /request[ _-]?id:\s*([\w-]{6,80})/i.exec(message)?.[1];
}
