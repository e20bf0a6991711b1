import type { LinkFault, SubmitFault } from "./faults.ts";
import type { SeenRequest, SimulatorOptions } from "./simulator.ts";
import { startSimulator } from "./start-simulator.ts";

/** Tokaify's simulator as the tests that know no other gateway use it: plain counts, one script. */
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
	/** From now on all links work, or fail in this way. */
	readonly setLinks: (fault?: LinkFault) => void;
	/** How often each result link was fetched, in the order they were made. */
	readonly fetches: () => readonly number[];
	/** Resolves once this many submits have arrived whole. */
	readonly taken: (submits: number) => Promise<void>;
	/** Lets every stalled reply go on, and those to come. */
	readonly release: () => void;
	readonly close: () => Promise<void>;
};

/** Starts a simulator of Tokaify on a free port of 127.0.0.1. */
export async function startTokaifySimulator(
	options: SimulatorOptions = {},
): Promise<TokaifySimulator> {
	const simulator = await startSimulator("tokaify", options);
	const { baseUrl, key, requests, fetches, taken, release, close } = simulator;
	return {
		...{ baseUrl, key, requests, fetches, taken, release, close },
		submits: () => simulator.submits().length,
		charges: simulator.chargedImages,
		bodies: () =>
			simulator.submits().flatMap(({ body }) => (body === undefined ? [] : [{ ...Object(body) }])),
		script: (...faults) => {
			for (const fault of faults) simulator.faults.nextSubmit(fault);
		},
		setLinks: simulator.faults.links,
	};
}
