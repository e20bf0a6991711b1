import type {
	AsideFault,
	CannedReply,
	LinkFault,
	PollFault,
	SubmitFault,
	TaskShape,
} from "./faults.ts";
import type { Simulator } from "./simulator.ts";

/** The truth of every row is told for a request of this many pictures, as a set where there are sets. */
export const PICTURES_ASKED = 3;

/** What is so on the gateway's side, once everything has gone as scripted and nobody sent again. */
export type FaultTruth = {
	/** Pictures charged in the end. */
	readonly charged: number;
	/** Pictures, or links to them, that reach a client that keeps on asking by the task's id where it was told one. */
	readonly delivered: number;
	/** Pictures whose true bytes such a client can have. */
	readonly obtainable: number;
	/** The reply to the submit is lost, but the task can be asked after by the name it was given. */
	readonly findableByTag?: true;
};

/** Where a fault strikes. A `stream` row is a submit that asks for a stream. */
type Script =
	| { readonly at: "submit"; readonly fault: SubmitFault }
	| { readonly at: "stream"; readonly fault: SubmitFault }
	| { readonly at: "poll"; readonly fault: PollFault }
	| { readonly at: "upload"; readonly fault: AsideFault }
	| { readonly at: "link"; readonly fault: LinkFault };

/** One fault of one gateway. */
export type FaultRow = Script & { readonly name: string; readonly truth: FaultTruth };

/** Makes a row happen to the next request of its sort; link faults stay until `faults.links()`. */
export function stage({ faults }: Simulator, row: FaultRow): void {
	switch (row.at) {
		case "submit":
		case "stream":
			faults.nextSubmit(row.fault);
			break;
		case "poll":
			faults.nextPoll(row.fault);
			break;
		case "upload":
			faults.nextUpload(row.fault);
			break;
		case "link":
			faults.links(row.fault);
			break;
	}
}

/** Nothing was made. */
export const nothing: FaultTruth = { charged: 0, delivered: 0, obtainable: 0 };
/** All was made, and all arrives. */
export const everything: FaultTruth = {
	charged: PICTURES_ASKED,
	delivered: PICTURES_ASKED,
	obtainable: PICTURES_ASKED,
};
/** All was made and charged, this much of it arrives. */
export const paidFor = (delivered = 0): FaultTruth => ({
	charged: PICTURES_ASKED,
	delivered,
	obtainable: delivered,
});
/** This much was made, charged and arrives. */
export const made = (images: number): FaultTruth => ({
	charged: images,
	delivered: images,
	obtainable: images,
});

const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };

/** A web page, as proxies give. */
export const webPage = (status: number, title: string): CannedReply => ({
	status,
	headers: html,
	body: `<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`,
});

export const jsonOf = (
	status: number,
	value: unknown,
	headers: Readonly<Record<string, string>> = {},
): CannedReply => ({ status, headers: { ...json, ...headers }, body: JSON.stringify(value) });

/** Seconds, and a date thirty seconds after 2026-11-21T10:00:00Z: both forms of `Retry-After`. */
export const inSeconds = { "retry-after": "7" };
export const atADate = { "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" };

/** Rows of submits that were refused before any work. */
export function refusedSubmits(replies: Readonly<Record<string, CannedReply>>): FaultRow[] {
	return Object.entries(replies).map(([name, reply]) => ({
		...{ name, at: "submit", fault: { kind: "reply", reply, charged: false }, truth: nothing },
	}));
}

/** Rows of questions that met an answer about something else; the task goes on. */
export function strayPolls(replies: Readonly<Record<string, CannedReply>>): FaultRow[] {
	return Object.entries(replies).map(([name, reply]) => ({
		...{ name: `poll: ${name}`, at: "poll", fault: { kind: "reply", reply }, truth: everything },
	}));
}

/** Rows of uploads that were refused; nothing was asked for yet. */
export function refusedUploads(replies: Readonly<Record<string, CannedReply>>): FaultRow[] {
	return Object.entries(replies).map(([name, reply]) => ({
		...{ name: `upload: ${name}`, at: "upload", fault: { kind: "reply", reply }, truth: nothing },
	}));
}

/** Rows of answers about a finished task in another form. */
export function oddAnswers(
	shapes: readonly (readonly [TaskShape, FaultTruth])[],
): readonly FaultRow[] {
	return shapes.map(([shape, truth]) => ({
		...{ name: `answer: ${shape}`, at: "poll", fault: { kind: "shape", shape }, truth },
	}));
}

/** Forms that any gateway with tasks can be met in. */
export const commonAnswers: readonly FaultRow[] = oddAnswers([
	["unknown-fields", everything],
	["nulls-everywhere", everything],
	["upper-case-status", everything],
	["progress-as-text", everything],
	["inside-data", everything],
]);
