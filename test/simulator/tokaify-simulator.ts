import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { answerQuestion, type Billing } from "./answer-question.ts";
import { giveReply } from "./canned-replies.ts";
import { type AssetOptions, createResultAssets } from "./result-assets.ts";
import type { LinkFault, SubmitFault } from "./scenarios.ts";
import { type SeenRequest, SimulatorState } from "./simulator-state.ts";
import { takeSubmit } from "./take-submit.ts";

export type SimulatorOptions = AssetOptions & {
	readonly key?: string;
	/** How long the answer to every submit takes, ms; default 0. */
	readonly latencyMs?: number;
	/** Default: 25 of 100 are used. */
	readonly billing?: Billing;
	/** A channel that makes one picture whatever `n` says. */
	readonly nMakesOne?: boolean;
};

/** A stand-in for Tokaify on this computer. It refuses whatever the pages refuse. */
export type TokaifySimulator = {
	/** The address for an account, such as `http://127.0.0.1:41234/v1`. */
	readonly baseUrl: string;
	/** The one key it takes. */
	readonly key: string;
	/** How many submits reached it, refused and broken ones too. */
	readonly submits: () => number;
	/** How many pictures it made, and so charged. */
	readonly charges: () => number;
	readonly requests: () => readonly SeenRequest[];
	/** The bodies of all submits that came with the right key, parsed. */
	readonly bodies: () => readonly Record<string, unknown>[];
	/** What happens to the next submits, one each, in order; without a script all goes well. */
	readonly script: (...faults: readonly SubmitFault[]) => void;
	/** From now on all links made so far work, or fail in this way. */
	readonly setLinks: (fault?: LinkFault) => void;
	/** How often each result link was fetched, in the order they were made. */
	readonly fetches: () => readonly number[];
	/** Resolves once this many submits have arrived whole. */
	readonly taken: (submits: number) => Promise<void>;
	/** Lets every stalled reply go on, and those to come. */
	readonly release: () => void;
	readonly close: () => Promise<void>;
};

/** Starts a simulator on a free port of 127.0.0.1. */
export async function startTokaifySimulator(
	options: SimulatorOptions = {},
): Promise<TokaifySimulator> {
	const {
		key = "sk-simulator-0123456789abcdef",
		billing = { limit: 100, used: 25 },
		latencyMs = 0,
		nMakesOne = false,
	} = options;
	const state = new SimulatorState();
	const assets = createResultAssets(options, () => state.stall());
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const path = new URL(request.url ?? "/", "http://simulator").pathname;
		const note = state.saw(request, path);
		response.on("finish", () => note({ status: response.statusCode }));
		if (await assets.serve(request, response, path)) return;
		if (request.method === "POST" && path === "/v1/images/generations") {
			await takeSubmit({ request, response, note, state, assets, key, latencyMs, nMakesOne });
		} else giveReply(response, answerQuestion(request, path, { key, billing }));
	};
	const server = createServer((request, response) => {
		// Whoever asked has gone; there is nobody to tell.
		answer(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		baseUrl: `http://127.0.0.1:${port}/v1`,
		key,
		submits: () => state.submits,
		charges: () => state.charges,
		requests: () => state.requests,
		bodies: () => state.bodies,
		script: (...faults) => {
			state.faults.push(...faults);
		},
		setLinks: assets.mend,
		fetches: assets.fetches,
		taken: (submits) => state.taken(submits),
		release: () => state.release(),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
}
