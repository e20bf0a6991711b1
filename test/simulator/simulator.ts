import type { AsideFault, LinkFault, PollFault, SubmitFault } from "./faults.ts";
import type { AssetOptions } from "./result-assets.ts";

/** The gateways there is a simulator for. */
export const gatewayNames = ["tokaify", "toapis", "evolink", "reapi", "ark", "modelark"] as const;
export type GatewayName = (typeof gatewayNames)[number];

/** What is on the account, in the gateway's own unit; `none`: the gateway has no page that tells. */
export type Billing = { readonly limit: number; readonly used: number } | "none";

export type SimulatorOptions = AssetOptions & {
	/** Absent: one of the form the gateway's keys have. */
	readonly key?: string;
	/** How long the answer to every submit takes, ms; default 0. */
	readonly latencyMs?: number;
	/** What every answer to a submit waits for besides. */
	readonly answersAfter?: () => Promise<void>;
	/** Default: 25 of 100 are used. */
	readonly billing?: Billing;
	/** Tokaify: a channel that makes one picture whatever `n` says. */
	readonly nMakesOne?: boolean;
	/**
	 * With which answer a task is done; default 2. `held`: when the test calls `finish` or
	 * `finishAll`. Questions that met a fault do not count.
	 */
	readonly answersUntilDone?: number | "held";
	/** A task is done this long after it was taken, ms; instead of `answersUntilDone`. */
	readonly workMs?: number;
	/** What EvoLink says a task will take, seconds; default 45, as its page. */
	readonly estimatedSeconds?: number;
	/** What a relay makes of `stream: true`; default `sse`. Ark always streams. */
	readonly streamsAs?: "sse" | "plain-json";
	/** How many files EvoLink's file service holds for the account; default 100. */
	readonly uploadRoom?: number;
};

/** One POST that asked for work, refused and broken ones too. Times: `performance.now()`, ms. */
export type SeenSubmit = {
	readonly at: number;
	/** Parsed; absent when it never came whole, is no JSON, or came with a wrong key. */
	readonly body?: unknown;
	/** The job's or task's id; absent when nothing was made. */
	readonly id?: string;
};

/** Money taken for one job or task. */
export type ChargeRow = {
	readonly id: string;
	/** Pictures charged as things stand. */
	readonly images: number;
	/** Pictures that were charged when the request was taken. */
	readonly reserved: number;
};

export type SeenTask = {
	readonly id: string;
	/** The name the client gave it, where the gateway takes one. */
	readonly tag?: string;
	readonly state: "pending" | "working" | "done" | "failed";
	/** Pictures asked for. */
	readonly images: number;
	readonly submittedAt: number;
	readonly finishedAt?: number;
	/** When a client was first told that it is over. */
	readonly toldAt?: number;
};

export type SeenPoll = {
	/** The task's id, even when it was asked after by its tag; what stood in the path when there is no such task. */
	readonly task: string;
	readonly at: number;
};

/** How fast the account was asked. All times in milliseconds; `Infinity` where there is nothing to measure. */
export type SeenPace = {
	readonly smallestGapOfATask: number;
	/** Between any two questions of the account. */
	readonly smallestGap: number;
	/** From a submit's answer to the first question. */
	readonly smallestFirstWait: number;
	readonly mostPerSecond: number;
	/** Questions after tasks whose end had been told. */
	readonly afterTheEnd: number;
};

/** A picture put into the gateway's own storage. */
export type SeenUpload = {
	readonly id: string;
	readonly name: string;
	readonly mime: string;
	readonly bytes: number;
	readonly sha256: string;
	readonly url: string;
	readonly removed: boolean;
};

/** A picture, or a link to one, that a client was given whole; each once, however often it was told. */
export type GivenPicture = {
	readonly job: string;
	/** From 0, in the job's order. */
	readonly place: number;
	readonly sha256: string;
	/** Absent: the bytes came inside the reply. */
	readonly url?: string;
};

/** One request as it arrived. */
export type SeenRequest = {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** Text of a submit; absent when the body was not read. */
	readonly body?: string;
	/** What was answered; absent while nothing was. */
	readonly status?: number;
};

/** What is to go wrong. Each call adds to the end of its queue; `times`: default once. */
export type SimulatorFaults = {
	readonly nextSubmit: (fault: SubmitFault, times?: number | "always") => void;
	readonly nextPoll: (fault: PollFault, times?: number | "always") => void;
	readonly nextUpload: (fault: AsideFault, times?: number | "always") => void;
	/** Questions after money and models. */
	readonly nextQuestion: (fault: AsideFault, times?: number | "always") => void;
	/** From now on all result links, old and new, fail in this way; without a fault they work. */
	readonly links: (fault?: LinkFault) => void;
	/** Takes back everything that is still to go wrong. */
	readonly clear: () => void;
};

/** A stand-in for a gateway on this computer. It refuses whatever the gateway's pages refuse. */
export type Simulator = {
	readonly gateway: GatewayName;
	/** `http://127.0.0.1:<port>`: the file service and its files are here too. */
	readonly origin: string;
	/** The address for an account. */
	readonly baseUrl: string;
	/** The one key it takes. */
	readonly key: string;
	readonly submits: () => readonly SeenSubmit[];
	readonly charges: () => readonly ChargeRow[];
	/** Sum of `charges`. */
	readonly chargedImages: () => number;
	readonly tasks: () => readonly SeenTask[];
	readonly polls: () => readonly SeenPoll[];
	readonly pace: () => SeenPace;
	readonly uploads: () => readonly SeenUpload[];
	readonly delivered: () => readonly GivenPicture[];
	readonly requests: () => readonly SeenRequest[];
	/** How often each result link was fetched, in the order they were made. */
	readonly fetches: () => readonly number[];
	readonly faults: SimulatorFaults;
	/** The task is done. */
	readonly finish: (task: string) => void;
	/** All tasks taken so far are done. */
	readonly finishAll: () => void;
	/** Resolves once this many submits have arrived whole. */
	readonly taken: (submits: number) => Promise<void>;
	/** Lets every stalled reply go on, and those to come. */
	readonly release: () => void;
	/** Refuses connections, and ends those there are; everything seen and made stays. */
	readonly goDown: () => Promise<void>;
	/** Listens again, on the same port. */
	readonly comeBack: () => Promise<void>;
	readonly close: () => Promise<void>;
};
