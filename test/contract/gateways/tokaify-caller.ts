import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountTest } from "../../../src/contract/accounts.ts";
import type { Capability } from "../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import type { Log } from "../../../src/main/foundation/log.ts";
import { newAccountId, newJobId } from "../../../src/main/foundation/new-id.ts";
import type { Delivery, ReplyContext } from "../../../src/main/gateways/gateway-adapter.ts";
import { tokaifyAdapter } from "../../../src/main/gateways/tokaify/tokaify-adapter.ts";
import { createHttpClient, type HttpClient } from "../../../src/main/http/http-client.ts";
import type { HttpReply, HttpRequest } from "../../../src/main/http/http-message.ts";
import type { TokaifySimulator } from "../../simulator/tokaify-simulator.ts";

/** The moment all replies are read at. */
export const NOW = Date.parse("2026-11-21T10:00:00Z");

export const [lite, four] = tokaifyAdapter.models as readonly [Capability, Capability];

/** A request at the model's defaults. */
export function request(changes: Partial<GenerationRequest> = {}): GenerationRequest {
	return {
		account: newAccountId(),
		model: four.model,
		prompt: "A lighthouse in fog, 灯塔",
		references: [],
		size: { kind: "tier", tier: "2K" },
		mode: "single",
		count: 1,
		extras: {},
		...changes,
	};
}

type Call = {
	readonly key?: string;
	readonly signal?: AbortSignal;
	/** Instead of the adapter's own minutes. */
	readonly timeoutMs?: number;
	readonly references?: readonly string[];
};

/** The way of a request through adapter and client, as the jobs room walks it. */
export type TokaifyCaller = {
	readonly http: HttpClient;
	readonly folder: string;
	/** Every line of the log, as text. */
	readonly logged: () => string;
	readonly submit: (request: GenerationRequest, call?: Call) => Promise<Delivery>;
	readonly test: (key?: string) => Promise<AccountTest>;
	readonly close: () => Promise<void>;
};

export async function createTokaifyCaller(
	simulator: Pick<TokaifySimulator, "baseUrl" | "key">,
): Promise<TokaifyCaller> {
	const folder = await mkdtemp(join(tmpdir(), "seedcase-tokaify-"));
	const lines: string[] = [];
	const write = (message: string, facts?: unknown) =>
		lines.push(`${message} ${JSON.stringify(facts)}`);
	const log: Log = { info: write, warn: write, error: write };
	const clock = { now: () => NOW, sleep: () => Promise.resolve() };
	const http = createHttpClient({ clock, log });
	const { baseUrl } = simulator;
	const options = (call: Call) => ({
		baseUrl,
		gatewayTitle: tokaifyAdapter.title,
		key: call.key ?? simulator.key,
		signal: call.signal ?? new AbortController().signal,
	});
	const context = (model: string): ReplyContext => ({
		gatewayTitle: tokaifyAdapter.title,
		model,
		baseUrl,
		now: NOW,
	});
	return {
		http,
		folder,
		logged: () => lines.join("\n"),
		submit: async (wanted, call = {}) => {
			const message = messageFor(wanted, baseUrl, call);
			const path = join(folder, "reply.json");
			const spooled = await http.sendToFile(message, { ...options(call), path });
			const { status, headers } = spooled;
			const reply: HttpReply = { status, headers, body: await readFile(path, "utf8") };
			if (status < 200 || status > 299) {
				throw tokaifyAdapter.readError(reply, context(wanted.model));
			}
			const read = tokaifyAdapter.readSubmit(reply, context(wanted.model));
			if (read.kind === "waiting") throw new Error("Tokaify has no tasks");
			return read;
		},
		test: async (key) => {
			const replies: HttpReply[] = [];
			for (const message of tokaifyAdapter.buildTests(baseUrl)) {
				replies.push(await http.send(message, options({ key })));
			}
			return tokaifyAdapter.readTests(replies, context(four.title));
		},
		close: async () => {
			await http.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** The message the adapter makes of a request. */
export function messageFor(
	wanted: GenerationRequest,
	baseUrl: string,
	call: Call = {},
): HttpRequest {
	const capability = wanted.model === lite.model ? lite : four;
	const references = (call.references ?? []).map((url) => ({ url }));
	const message = tokaifyAdapter.buildSubmit({
		...{ request: wanted, capability, references, baseUrl },
		job: newJobId(),
	});
	return { ...message, timeoutMs: call.timeoutMs ?? message.timeoutMs };
}

/** The body of that message, parsed. */
export function bodyFor(wanted: GenerationRequest, call: Call = {}): Record<string, unknown> {
	return JSON.parse(String(messageFor(wanted, "http://127.0.0.1:1/v1", call).body));
}
