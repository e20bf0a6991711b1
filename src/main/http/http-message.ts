/** A request as a value: adapters make it, the client alone sends it. */
export type HttpRequest = {
	readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
	readonly url: string;
	/** Without the key: see `auth`. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
	/** A POST or PUT that asks for no work that is charged, such as an upload. */
	readonly free?: true;
	/** Header that carries the key; the client fills it in, so that no adapter holds one. */
	readonly auth?: { readonly header: string; readonly prefix: string };
	/** How long the reply may take to begin and to go on, milliseconds. */
	readonly timeoutMs: number;
};

/** A reply whose body has been read whole. Header names are lower-case. */
export type HttpReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
};

/** The reply's `Retry-After` in milliseconds, from seconds or a date; undefined when absent or unreadable. */
export function retryAfterMs(reply: Pick<HttpReply, "headers">, now: number): number | undefined {
	const value = reply.headers["retry-after"]?.trim();
	if (value === undefined || value === "") return undefined;
	const seconds = /^\d+(\.\d+)?$/.test(value);
	const ms = seconds ? Number(value) * 1000 : Math.max(0, Date.parse(value) - now);
	return Number.isFinite(ms) ? ms : undefined;
}

/** Questions cost nothing; only a POST that is not `free` asks a gateway for work that it charges. */
export function asksForWork(request: Pick<HttpRequest, "method" | "free">): boolean {
	return request.method === "POST" && request.free !== true;
}
