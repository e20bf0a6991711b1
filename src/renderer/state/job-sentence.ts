import { assertNever } from "../../contract/errors.ts";
import type { Job } from "../../contract/jobs.ts";
import { formatUsd } from "../bridge/format.ts";
import type { JobFacts } from "./job-facts.ts";
import { countOutputs, isStuck } from "./job-standing.ts";
import { type MakePhrase, type Phrase, type PhraseKey, phraseMaker } from "./phrase.ts";
import { waitingSentence, workingTails } from "./task-sentence.ts";

/**
 * Where a job is, in phrases that are read as one sentence. Why it is there stands in its errors,
 * which are said beside it.
 */
export function jobSentence(job: Job, facts: JobFacts): readonly Phrase[] {
	const { request, gatewayTitle: gateway } = job;
	const phrase = phraseMaker({ count: request.count, gateway });
	switch (job.state) {
		case "queued":
			return [queued(job, facts, phrase)];
		case "preparing": {
			const count = request.references.length;
			return [phrase(count > 0 ? "says.preparingReferences" : "says.preparing", { count })];
		}
		case "sending":
			if (facts.byTask) return [phrase("says.sending")];
			return [phrase(drawingKey(job)), ...workingTails(job, facts, phrase)];
		case "waiting":
			return waitingSentence(job, facts, phrase, drawingKey(job));
		case "receiving":
			return receiving(job, phrase);
		case "done":
			return [phrase("says.saved", { count: countOutputs(job, ["saved"]) })];
		case "partial":
			return outcome(job, phrase);
		case "failed":
			return job.outputs.length > 0 ? outcome(job, phrase) : [phrase("says.failed")];
		case "canceled":
			return [phrase("says.canceled")];
		case "unknown":
			return [phrase("says.unknown")];
		default:
			return assertNever(job.state);
	}
}

function drawingKey({ request }: Job): PhraseKey {
	return request.mode === "set" ? "says.drawingSet" : "says.drawing";
}

function queued({ hold }: Job, facts: JobFacts, phrase: MakePhrase): Phrase {
	const { worstUsd, agreedUsd } = facts;
	const price = worstUsd === undefined ? undefined : formatUsd(worstUsd);
	if (hold === undefined) return phrase("says.queued");
	switch (hold.reason) {
		case "offline":
			return phrase("says.offline");
		case "price-changed":
			if (price === undefined) return phrase("says.priceChanged");
			if (agreedUsd === undefined) return phrase("says.priceNow", { price });
			return phrase("says.priceWas", { price, before: formatUsd(agreedUsd) });
		case "over-budget":
			return price === undefined
				? phrase("says.overBudget")
				: phrase("says.overBudgetBy", { price });
		default:
			return assertNever(hold.reason);
	}
}

function receiving(job: Job, phrase: MakePhrase): readonly Phrase[] {
	if (isStuck(job)) return outcome(job, phrase);
	const came = job.outputs.length;
	if (job.streaming === true) {
		return [phrase("says.streaming", { count: came, total: Math.max(came, job.request.count) })];
	}
	const settled = came - countOutputs(job, ["pending", "fetching"]);
	return [phrase("says.saving", { count: Math.min(came, settled + 1), total: came })];
}

/** What became of each picture: saved first, then refused, lost, and not yet saved. */
function outcome(job: Job, phrase: MakePhrase): readonly Phrase[] {
	const total = totalOf(job);
	const unsaved = countOutputs(job, ["pending", "fetching"]);
	const rest = (
		[
			["says.refused", countOutputs(job, ["refused"])],
			["says.lost", countOutputs(job, ["lost"])],
			["says.unsaved", unsaved],
		] as const
	).filter(([, count]) => count > 0);
	if (unsaved > 0 && unsaved === job.outputs.length)
		return [phrase("says.noneSaved", { count: unsaved })];
	const saved = countOutputs(job, ["saved"]);
	return [
		phrase("says.savedOf", { count: saved, total }),
		...rest.map(([key, count]) => phrase(key, { count, total })),
	];
}

/** What was asked for where a reply ended too soon; else what came, for a set may rightly be smaller. */
function totalOf({ state, error, outputs, request }: Job): number {
	const isShort = state === "partial" && error !== undefined;
	return isShort ? Math.max(outputs.length, request.count) : outputs.length;
}
