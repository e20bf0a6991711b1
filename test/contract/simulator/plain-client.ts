import { expect, vi } from "vitest";
import { PICTURES_ASKED } from "../../simulator/fault-row.ts";
import type { GatewayName, Simulator } from "../../simulator/simulator.ts";

/** How a client that knows nothing of the app uses each gateway, by the pages alone. */
type Ways = {
	readonly submitPath: string;
	/** Asks for {@link PICTURES_ASKED} pictures. */
	readonly body: Readonly<Record<string, unknown>>;
	/** Absent: the reply holds the pictures. */
	readonly pollPath?: (id: string) => string;
	/** Its questions that cost nothing. */
	readonly questions: readonly string[];
};

const arkSet = {
	sequential_image_generation: "auto",
	sequential_image_generation_options: { max_images: PICTURES_ASKED },
};
const n = PICTURES_ASKED;
const prompt = "three views of a lighthouse in fog, 灯塔";

export const ways: Readonly<Record<GatewayName, Ways>> = {
	tokaify: {
		submitPath: "/v1/images/generations",
		body: { model: "doubao-seedream-4-0-250828", prompt, ...arkSet },
		questions: ["/v1/models", "/v1/dashboard/billing/subscription"],
	},
	toapis: {
		submitPath: "/v1/images/generations",
		body: { model: "doubao-seedream-5-0", prompt, n, client_business_id: "order-1" },
		pollPath: (id) => `/v1/images/generations/${id}`,
		questions: ["/v1/balance", "/balance", "/v1/user/balance"],
	},
	evolink: {
		submitPath: "/v1/images/generations",
		body: { model: "doubao-seedream-5.0-lite", prompt, n },
		pollPath: (id) => `/v1/tasks/${id}`,
		questions: ["/v1/credits"],
	},
	reapi: {
		submitPath: "/api/v1/images/generations",
		body: { model: "doubao-seedream-5-0-lite", prompt, n },
		pollPath: (id) => `/api/v1/tasks/${id}`,
		questions: ["/api/v1/balance"],
	},
	ark: {
		submitPath: "/api/v3/images/generations",
		body: { model: "doubao-seedream-5-0-260128", prompt, ...arkSet },
		questions: ["/api/v3/models"],
	},
	modelark: {
		submitPath: "/api/v3/images/generations",
		body: { model: "seedream-5-0-260128", prompt, ...arkSet },
		questions: ["/api/v3/models"],
	},
};

/** An answer; its text ends where the connection did. */
export type PlainAnswer = {
	/** 0: there was none. */
	readonly status: number;
	readonly text: string;
	readonly headers: Headers;
	/** Undefined when the text is no JSON. */
	readonly json: unknown;
};

/** Asks for something, and takes whatever comes before the connection ends. */
export async function ask(
	simulator: Simulator,
	path: string,
	init: {
		readonly method?: string;
		readonly body?: unknown;
		readonly key?: string;
		readonly signal?: AbortSignal;
	} = {},
): Promise<PlainAnswer> {
	const { body, key = simulator.key, signal, method = body === undefined ? "GET" : "POST" } = init;
	const options: RequestInit = {
		method,
		headers: {
			authorization: `Bearer ${key}`,
			...(body !== undefined && { "content-type": "application/json" }),
		},
		...(body !== undefined && { body: JSON.stringify(body) }),
		...(signal !== undefined && { signal }),
	};
	const response = await fetch(`${simulator.origin}${path}`, options).catch(() => undefined);
	if (response === undefined)
		return { status: 0, text: "", headers: new Headers(), json: undefined };
	const text = await textOf(response);
	return { status: response.status, text, headers: response.headers, json: jsonOf(text) };
}

/** Asks the simulator for pictures, as its page's plainest example of a set. */
export function submit(
	simulator: Simulator,
	more: Readonly<Record<string, unknown>> = {},
	signal?: AbortSignal,
): Promise<PlainAnswer> {
	const { submitPath, body } = ways[simulator.gateway];
	return ask(simulator, submitPath, { body: { ...body, ...more }, ...(signal && { signal }) });
}

/** Asks after a task. */
export function poll(simulator: Simulator, id: string, signal?: AbortSignal): Promise<PlainAnswer> {
	const path = ways[simulator.gateway].pollPath?.(id);
	if (path === undefined) throw new Error(`${simulator.gateway} has no tasks`);
	return ask(simulator, path, signal && { signal });
}

/** The id in an answer, if there is one. */
export function idIn({ json }: PlainAnswer): string | undefined {
	const id = Reflect.get(Object(json), "id");
	return typeof id === "string" ? id : undefined;
}

export function statusIn({ json }: PlainAnswer): string {
	return String(Reflect.get(Object(json), "status"));
}

/**
 * How many pictures' true bytes can be fetched.
 * @param linksStall a link that stalls is left as soon as it has been asked
 */
export async function obtainable(simulator: Simulator, linksStall = false): Promise<number> {
	let whole = 0;
	for (const { url, sha256 } of simulator.delivered()) {
		if (url === undefined || (await sha256At(url, simulator, linksStall)) === sha256) whole += 1;
	}
	return whole;
}

const asked = (simulator: Simulator) => simulator.fetches().reduce((sum, count) => sum + count, 0);

async function sha256At(
	url: string,
	simulator: Simulator,
	linksStall: boolean,
): Promise<string | undefined> {
	const stop = new AbortController();
	const before = asked(simulator);
	const options: RequestInit = { redirect: "manual", signal: stop.signal };
	const fetched = fetch(url, options)
		.then((response) => (response.ok ? response.arrayBuffer() : undefined))
		.catch(() => undefined);
	if (linksStall) {
		await vi.waitFor(() => expect(asked(simulator)).toBe(before + 1));
		stop.abort();
	}
	const bytes = await fetched;
	if (bytes === undefined) return undefined;
	const digest = await crypto.subtle.digest("SHA-256", bytes);
	return Buffer.from(digest).toString("hex");
}

async function textOf(response: Response): Promise<string> {
	const decoder = new TextDecoder();
	let text = "";
	try {
		for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true });
	} catch {
		// The connection ended before the answer did; what came, came.
	}
	return text;
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
