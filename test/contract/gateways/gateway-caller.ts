import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountTest } from "../../../src/contract/accounts.ts";
import type { Capability } from "../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { GatewayId, type JobId } from "../../../src/contract/ids.ts";
import { freshRequest } from "../../../src/contract/request-for-model.ts";
import { silentLog } from "../../../src/main/foundation/log.ts";
import { newAccountId, newJobId } from "../../../src/main/foundation/new-id.ts";
import type {
	GatewayAdapter,
	Placed,
	ReplyContext,
	StreamPart,
	Submission,
	TaskAnswer,
	TaskQuestions,
	UploadApi,
	UploadFile,
} from "../../../src/main/gateways/gateway-adapter.ts";
import { gatewayAdapter } from "../../../src/main/gateways/registry.ts";
import { createHttpClient } from "../../../src/main/http/http-client.ts";
import type { HttpReply, HttpRequest } from "../../../src/main/http/http-message.ts";
import type { GatewayName, Simulator, SimulatorOptions } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";

/** The moment all replies are read at; the fault tables' dates are thirty seconds after it. */
export const NOW = Date.parse("2026-11-21T10:00:00Z");

type Call = {
	readonly key?: string;
	/** Addresses of the references, as they were placed. */
	readonly references?: readonly string[];
	readonly job?: JobId;
	/** Instead of the adapter's own minutes. */
	readonly timeoutMs?: number;
};

/** With what replies are read. */
type Reading = {
	/** Milliseconds since the Unix epoch; absent: {@link NOW}. */
	readonly now?: number;
	/** Instead of the gateway's own. */
	readonly adapter?: GatewayAdapter;
};

/** Everything one request was told, on whichever way. */
export type Told = {
	/** What the events said while they came in. */
	readonly parts: readonly StreamPart[];
	/** Absent: it was thrown. */
	readonly submission?: Submission;
	/** What sending or reading threw. */
	readonly thrown?: unknown;
	/** What could be read out of a reply that broke off. */
	readonly saved?: Submission;
};

/** The way of requests through one adapter and a real socket to its simulator, as the jobs room walks it. */
export type GatewayCaller = {
	readonly adapter: GatewayAdapter;
	readonly simulator: Simulator;
	readonly submit: (request: GenerationRequest, call?: Call) => Promise<Told>;
	readonly poll: (remoteId: string, call?: Call) => Promise<TaskAnswer>;
	readonly test: (key?: string) => Promise<AccountTest>;
	readonly upload: (file: UploadFile, call?: Call) => Promise<Placed>;
	readonly remove: (id: string) => Promise<HttpReply>;
	readonly close: () => Promise<void>;
};

export function adapterOf(gateway: GatewayName): GatewayAdapter {
	return gatewayAdapter(GatewayId.parse(gateway));
}

/** The questions of an adapter that has tasks. */
export function tasksOf({ tasks, title }: GatewayAdapter): TaskQuestions {
	if (tasks === undefined) throw new Error(`${title} has no tasks`);
	return tasks;
}

/** The upload API of an adapter that has one. */
export function uploadsOf({ uploads, title }: GatewayAdapter): UploadApi {
	if (uploads === undefined) throw new Error(`${title} has no uploads`);
	return uploads;
}

/** A request at a model's defaults; where the shape must be said, a square. */
export function requestFor(
	capability: Capability,
	changes: Partial<GenerationRequest> = {},
): GenerationRequest {
	const fresh = freshRequest(newAccountId(), capability);
	return { ...fresh, prompt: "A lighthouse in fog, 灯塔", ...changes };
}

/** Three pictures, as a set. */
export function threeOf(capability: Capability, more: Partial<GenerationRequest> = {}) {
	return requestFor(capability, { mode: "set", count: 3, stream: false, ...more });
}

/** A caller for the length of one test. */
export async function withCaller(
	gateway: GatewayName,
	run: (caller: GatewayCaller) => Promise<void>,
	options?: SimulatorOptions,
	reading?: Reading,
): Promise<void> {
	const caller = await createGatewayCaller(gateway, options, reading);
	try {
		await run(caller);
	} finally {
		await caller.close();
	}
}

export async function createGatewayCaller(
	gateway: GatewayName,
	options: SimulatorOptions = {},
	{ now = NOW, adapter = adapterOf(gateway) }: Reading = {},
): Promise<GatewayCaller> {
	const simulator = await startSimulator(gateway, options);
	const folder = await mkdtemp(join(tmpdir(), "seedcase-gateway-"));
	const clock = { now: () => now, sleep: () => Promise.resolve() };
	const http = createHttpClient({ clock, log: silentLog });
	const { baseUrl } = simulator;
	const optionsOf = (call: Call = {}, address = baseUrl) => ({
		baseUrl: address,
		gatewayTitle: adapter.title,
		key: call.key ?? simulator.key,
		signal: new AbortController().signal,
	});
	const contextOf = (model = adapter.models[0]?.model ?? ""): ReplyContext => ({
		...{ gatewayTitle: adapter.title, model, baseUrl, now, sentAt: now - 1_000 },
	});
	const timed = (message: HttpRequest, { timeoutMs }: Call): HttpRequest => ({
		...message,
		timeoutMs: timeoutMs ?? message.timeoutMs,
	});
	let sent = 0;
	const read = (reply: HttpReply, model: string): Submission => {
		if (reply.status >= 200 && reply.status < 300) {
			return adapter.readSubmit(reply, contextOf(model));
		}
		throw adapter.readError(reply, contextOf(model));
	};
	return {
		...{ adapter, simulator },
		submit: async (request, call = {}) => {
			const context = contextOf(request.model);
			sent += 1;
			const path = join(folder, `reply-${sent}`);
			const parts: StreamPart[] = [];
			const message = timed(messageFor(adapter, request, baseUrl, call), call);
			try {
				const { status, headers } = await http.sendToFile(message, {
					...optionsOf(call),
					path,
					onEvent: (event) => parts.push(...(adapter.stream?.readEvent(event, context) ?? [])),
				});
				const reply = { status, headers, body: await readFile(path, "utf8") };
				return { parts, submission: read(reply, request.model) };
			} catch (thrown) {
				return { parts, thrown, ...(await savedFrom(`${path}.broken`, adapter, context)) };
			}
		},
		poll: async (remoteId, call = {}) => {
			const message = timed(tasksOf(adapter).buildPoll({ remoteId, baseUrl }), call);
			const reply = await http.send(message, optionsOf(call));
			if (reply.status < 200 || reply.status > 299) throw adapter.readError(reply, contextOf());
			return tasksOf(adapter).readPoll(reply, contextOf());
		},
		test: async (key) => {
			const replies: HttpReply[] = [];
			for (const message of adapter.buildTests(baseUrl)) {
				replies.push(await http.send(message, optionsOf(key === undefined ? {} : { key })));
			}
			return adapter.readTests(replies, contextOf());
		},
		upload: async (file, call = {}) => {
			const address = uploadsOf(adapter).baseUrl(baseUrl);
			const message = timed(uploadsOf(adapter).buildUpload(file, address), call);
			const reply = await http.send(message, optionsOf(call, address));
			return uploadsOf(adapter).readUpload(reply, contextOf());
		},
		remove: (id) => {
			const address = uploadsOf(adapter).baseUrl(baseUrl);
			const message = uploadsOf(adapter).buildRemove?.(id, address);
			if (message === undefined) throw new Error(`${adapter.title} removes nothing`);
			return http.send(message, optionsOf({}, address));
		},
		close: async () => {
			simulator.release();
			await http.close();
			await simulator.close();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** The message the adapter makes of a request. */
export function messageFor(
	adapter: GatewayAdapter,
	request: GenerationRequest,
	baseUrl: string,
	{ references = [], job = newJobId() }: Call = {},
): HttpRequest {
	const capability = adapter.models.find((one) => one.model === request.model);
	if (capability === undefined) throw new Error(`no model ${request.model}`);
	return adapter.buildSubmit({
		...{ request, capability, job, baseUrl },
		references: references.map((url) => ({ url })),
	});
}

/** As the jobs room reads what is left of a reply that broke off. */
async function savedFrom(path: string, adapter: GatewayAdapter, context: ReplyContext) {
	if (!existsSync(path)) return {};
	const body = await readFile(path, "utf8");
	try {
		return { saved: adapter.readSubmit({ status: 200, headers: {}, body }, context) };
	} catch {
		return {};
	}
}

/** Pictures among what was delivered, links and bytes. */
export function picturesIn(submission: Submission | TaskAnswer | undefined): number {
	if (submission?.kind !== "delivered") return 0;
	return submission.delivered.filter((one) => one.kind !== "refused").length;
}
