import { z } from "zod";
import { AppError, appError } from "../../contract/errors.ts";
import type { EagleStatus } from "../../contract/picture-export.ts";
import type { HttpClient } from "../http/http-client.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";

/** One file for Eagle. */
export type EagleItem = {
	/** Absolute; Eagle copies it. */
	readonly path: string;
	readonly name: string;
	readonly tags: readonly string[];
	/** Empty: none. */
	readonly annotation: string;
};

/** Eagle on this very computer, by its own local API. It is asked only when the designer asks. */
export type Eagle = {
	/** Never rejects: an Eagle that does not answer does not run. */
	readonly status: () => Promise<EagleStatus>;
	/** @returns how many were taken. @throws AppError `eagle-not-running`, `eagle-refused` */
	readonly send: (items: readonly EagleItem[]) => Promise<number>;
};

/**
 * Where Eagle listens, and what it answers (https://api.eagle.cool, Overview, application/info and
 * item/addFromPaths, read 2026-11-21). From this computer it asks for no token.
 */
const EAGLE_URL = "http://127.0.0.1:41595";
const ASKING_MS = 2_000;
const SENDING_MS = 60_000;
/** Eagle answers once it has copied them. */
const ITEMS_AT_ONCE = 50;
const MAX_SAID = 200;

const Reply = z.object({
	status: z.string(),
	message: z.string().optional().catch(undefined),
	data: z.unknown().optional(),
});
const Info = z.object({ version: z.string().max(40) });

/** @param url where Eagle listens; its usual place when absent */
export function createEagle({
	http,
	url = EAGLE_URL,
}: {
	readonly http: Pick<HttpClient, "send">;
	readonly url?: string;
}): Eagle {
	const ask = (request: Pick<HttpRequest, "method" | "body" | "timeoutMs">, path: string) =>
		http.send(
			{
				...request,
				url: `${url}${path}`,
				headers: request.body === undefined ? {} : { "content-type": "application/json" },
				free: true,
			},
			{ baseUrl: url, gatewayTitle: "Eagle", signal: AbortSignal.timeout(request.timeoutMs) },
		);
	return {
		status: async () => {
			try {
				const reply = await ask({ method: "GET", timeoutMs: ASKING_MS }, "/api/application/info");
				const { status, data } = readReply(reply);
				const version = Info.safeParse(data).data?.version;
				return { running: status === "success", ...(version !== undefined && { version }) };
			} catch {
				return { running: false };
			}
		},
		send: async (items) => {
			let sent = 0;
			for (let from = 0; from < items.length; from += ITEMS_AT_ONCE) {
				const some = items.slice(from, from + ITEMS_AT_ONCE);
				const body = JSON.stringify({ items: some.map((item) => ({ ...item, website: "" })) });
				const request = { method: "POST", body, timeoutMs: SENDING_MS } as const;
				const reply = await ask(request, "/api/item/addFromPaths").catch(notRunning);
				const { status, message } = readReply(reply);
				if (reply.status >= 400 || status !== "success") {
					const said = message ?? (status === "" ? `HTTP ${reply.status}` : status);
					throw appError("eagle-refused", { said: said.slice(0, MAX_SAID) });
				}
				sent += some.length;
			}
			return sent;
		},
	};
}

function notRunning(thrown: unknown): never {
	throw appError("eagle-not-running", {}, { cause: AppError.from(thrown) });
}

function readReply({ body }: HttpReply): z.infer<typeof Reply> {
	try {
		return Reply.parse(JSON.parse(body));
	} catch {
		return { status: "", data: undefined };
	}
}
