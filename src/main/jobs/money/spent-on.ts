import { assertNever, type Failure } from "../../../contract/errors.ts";
import type { Job, Output } from "../../../contract/jobs.ts";

/** What the cost of a job is made of; a job is one, and so is what is kept of it. */
export type CostFacts = Pick<Job, "state" | "charged" | "price" | "streaming"> & {
	readonly request: Pick<Job["request"], "count">;
	readonly outputs: readonly Pick<Output, "state">[];
	readonly error?: Pick<Failure, "charged"> | undefined;
};

/** What one job has cost, or may. US dollars. */
export type SpentOn = {
	/** What was charged, as the gateway says or as its pictures say. */
	readonly usd: number;
	/** What may still be charged, or may have been: nobody on this side knows. */
	readonly pendingUsd: number;
	/** Pictures safe on disk. */
	readonly images: number;
	/** False: neither a price nor a charge is known, and the sums say nothing. */
	readonly priced: boolean;
};

const nothing = { usd: 0, pendingUsd: 0 };

/** The cost of a job as far as it is known; never less than what is certain. */
export function spentOn(job: CostFacts): SpentOn {
	const images = job.outputs.filter((output) => output.state === "saved").length;
	const said = job.charged?.reserved === true ? undefined : job.charged?.usd;
	if (said !== undefined) return { usd: said, pendingUsd: 0, images, priced: true };
	// What certainly cost nothing needs no price.
	const priced = job.price !== undefined || job.charged?.usd !== undefined || costsNothing(job);
	return { ...sumsOf(job), images, priced };
}

function sumsOf(job: CostFacts): Pick<SpentOn, "usd" | "pendingUsd"> {
	const worst = worstOf(job);
	switch (job.state) {
		case "queued":
		case "preparing":
		case "sending":
		case "waiting":
			return { usd: 0, pendingUsd: worst };
		case "receiving": {
			const usd = madeUsd(job);
			return { usd, pendingUsd: job.streaming === true ? Math.max(0, worst - usd) : 0 };
		}
		case "done":
		case "partial":
			return { usd: madeUsd(job), pendingUsd: 0 };
		case "failed":
		case "canceled":
			if (job.outputs.length > 0) return { usd: madeUsd(job), pendingUsd: 0 };
			return costsNothing(job) ? nothing : { usd: 0, pendingUsd: worst };
		case "unknown":
			return { usd: 0, pendingUsd: worst };
		default:
			return assertNever(job.state);
	}
}

/** True for a job that ended before anything was made, and of which it is certain that it was free. */
function costsNothing({ state, outputs, error, charged }: CostFacts): boolean {
	if (state !== "failed" && state !== "canceled") return false;
	const free = error === undefined || error.charged === "no";
	return free && outputs.length === 0 && (charged?.credits ?? 0) === 0;
}

/** What was set aside by the gateway is the best word on the worst case; else the price it was made at. */
function worstOf(job: CostFacts): number {
	return job.charged?.usd ?? job.price?.worstUsd ?? 0;
}

/** Refused pictures are not charged (gateway reference 5.5); lost ones were. */
function madeUsd(job: CostFacts): number {
	const made = job.outputs.filter((output) => output.state !== "refused").length;
	return usdPerImage(job) * (job.charged?.images ?? made);
}

/**
 * The price of one picture of a job: out of what the gateway set aside for all it was asked for,
 * else what the job was made at; 0 when neither is known.
 */
function usdPerImage(job: CostFacts): number {
	const reserved = job.charged?.reserved === true ? job.charged.usd : undefined;
	return reserved === undefined
		? (job.price?.usdPerImage ?? 0)
		: reserved / Math.max(1, job.request.count);
}

/**
 * What one picture really cost, out of what the gateway said, US dollars. Nothing when it did not
 * say, or brought no picture to divide by.
 */
export function learnedFrom(job: CostFacts): number | undefined {
	const { charged } = job;
	if (charged?.usd === undefined) return undefined;
	const made = job.outputs.filter((output) => output.state !== "refused").length;
	const images = charged.reserved === true ? job.request.count : (charged.images ?? made);
	return images === 0 ? undefined : charged.usd / images;
}
