import { assertNever } from "../../../contract/errors.ts";
import type { Job, OutputState } from "../../../contract/jobs.ts";
import { isStuck } from "./job-needs.ts";

/** A sentence of `queue.json` and what goes into its blanks. */
export type Phrase = {
	readonly key: PhraseKey;
	readonly facts: {
		readonly count: number;
		readonly gateway: string;
		readonly elapsed?: string;
		readonly total?: number;
	};
};

type PhraseKey =
	| "says.queued"
	| "says.preparing"
	| "says.preparingReferences"
	| "says.drawing"
	| "says.drawingSet"
	| "says.saving"
	| "says.saved"
	| "says.savedOf"
	| "says.refused"
	| "says.lost"
	| "says.unsaved"
	| "says.noneSaved"
	| "says.failed"
	| "says.canceled"
	| "says.unknown";

/**
 * Where a job is, in phrases that are read as one sentence. Why it is there stands in its errors,
 * which are said beside it.
 * @param now milliseconds since the Unix epoch
 */
export function jobSentence(job: Job, now: number): readonly Phrase[] {
	const { request, gatewayTitle: gateway } = job;
	const phrase = (key: PhraseKey, count: number, more: Partial<Phrase["facts"]> = {}): Phrase => ({
		key,
		facts: { count, gateway, ...more },
	});
	switch (job.state) {
		case "queued":
			return [phrase("says.queued", request.count)];
		case "preparing": {
			const references = request.references.length;
			const key = references > 0 ? "says.preparingReferences" : "says.preparing";
			return [phrase(key, references)];
		}
		case "sending":
		case "waiting": {
			const key = request.mode === "set" ? "says.drawingSet" : "says.drawing";
			const elapsed = clockText(now - (job.sentAt ?? job.createdAt));
			return [phrase(key, request.count, { elapsed })];
		}
		case "receiving":
			return isStuck(job) ? outcome(job, phrase) : [saving(job, phrase)];
		case "done":
			return [phrase("says.saved", countOutputs(job, ["saved"]))];
		case "partial":
			return outcome(job, phrase);
		case "failed":
			return job.outputs.length > 0 ? outcome(job, phrase) : [phrase("says.failed", request.count)];
		case "canceled":
			return [phrase("says.canceled", request.count)];
		case "unknown":
			return [phrase("says.unknown", request.count)];
		default:
			return assertNever(job.state);
	}
}

type MakePhrase = (key: PhraseKey, count: number, more?: Partial<Phrase["facts"]>) => Phrase;

function saving(job: Job, phrase: MakePhrase): Phrase {
	const total = job.outputs.length;
	const settled = total - countOutputs(job, ["pending", "fetching"]);
	return phrase("says.saving", Math.min(total, settled + 1), { total });
}

/** What became of each picture: saved first, then refused, lost, and not yet saved. */
function outcome(job: Job, phrase: MakePhrase): readonly Phrase[] {
	const total = job.outputs.length;
	const unsaved = countOutputs(job, ["pending", "fetching"]);
	const rest = (
		[
			["says.refused", countOutputs(job, ["refused"])],
			["says.lost", countOutputs(job, ["lost"])],
			["says.unsaved", unsaved],
		] as const
	).filter(([, count]) => count > 0);
	if (unsaved > 0 && unsaved === total) return [phrase("says.noneSaved", unsaved)];
	return [
		phrase("says.savedOf", countOutputs(job, ["saved"]), { total }),
		...rest.map(([key, count]) => phrase(key, count, { total })),
	];
}

/** How many of a job's pictures are in one of these states. */
export function countOutputs(job: Job, states: readonly OutputState[]): number {
	return job.outputs.filter(({ state }) => states.includes(state)).length;
}

/** Minutes and seconds, such as `0:24`, and hours where there are any, such as `1:02:05`. */
export function clockText(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const two = (value: number) => String(value).padStart(2, "0");
	const minutes = Math.floor(seconds / 60);
	if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
	return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
