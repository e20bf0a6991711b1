import type { Job, TaskProgress } from "../../contract/jobs.ts";
import { formatDuration, formatNumber } from "../bridge/format.ts";
import { clockText } from "./clock-text.ts";
import type { JobFacts } from "./job-facts.ts";
import type { MakePhrase, Phrase, PhraseKey } from "./phrase.ts";

/**
 * Words for a task that has not been begun: EvoLink page, `status`; ToAPIs page, `status`, and
 * gateway reference 2.2; read 2026-11-21.
 */
const wordsOfTheLine: ReadonlySet<string> = new Set(["pending", "queued", "submitted"]);

const tail = { isTail: true } as const;

/** What a waiting job's task is doing, as far as the gateway says. */
export function waitingSentence(
	job: Job,
	facts: JobFacts,
	phrase: MakePhrase,
	drawing: PhraseKey,
): readonly Phrase[] {
	const { task } = job;
	const tails = workingTails(job, facts, phrase);
	if (task === undefined) return [phrase(drawing), ...tails];
	// Before any word of the gateway the task may not exist at all.
	if (task.status === "") {
		if (task.late) return [phrase("says.notSaid")];
		const wasLost = job.error !== undefined && job.error.kind !== "cancelled";
		return [phrase(wasLost ? "says.askingLost" : "says.asking")];
	}
	if (task.late) return [phrase("says.late", { elapsed: formatDuration(elapsedMs(job, facts)) })];
	if (!task.known) return [phrase("says.unknownWord", { word: task.status }), ...tails];
	const inLine = wordsOfTheLine.has(task.status.toLowerCase()) && (task.progress ?? 0) === 0;
	return [phrase(inLine ? "says.inLine" : drawing), ...tails];
}

/** How far the work is and how long it takes; what it usually takes only where nobody knows better. */
export function workingTails(job: Job, facts: JobFacts, phrase: MakePhrase): readonly Phrase[] {
	const { progress, expectedAt } = job.task ?? {};
	const left = expectedAt === undefined ? 0 : expectedAt - facts.now;
	const done =
		progress === undefined || progress === 0
			? []
			: [
					phrase(
						"says.percent",
						{ percent: formatNumber(progress / 100, { style: "percent" }) },
						tail,
					),
				];
	if (left > 0) return [...done, phrase("says.left", { left: formatDuration(left) }, tail)];
	const elapsed = phrase("says.elapsed", { elapsed: clockText(elapsedMs(job, facts)) }, tail);
	const { usualMs } = facts;
	if (usualMs === undefined || progress !== undefined) return [...done, elapsed];
	return [...done, elapsed, phrase("says.usual", { usual: formatDuration(usualMs) }, tail)];
}

function elapsedMs(job: Job, { now }: JobFacts): number {
	return now - (job.sentAt ?? job.createdAt);
}

/** What is said of the questions after a task. */
export type QuestionFacts = { readonly now: number; readonly online: boolean };

/** When the gateway is asked next; nothing when nobody waits for it. */
export function nextQuestion(job: Job, { now, online }: QuestionFacts): Phrase | undefined {
	const { state, task, gatewayTitle: gateway } = job;
	if (state !== "waiting" || task === undefined || task.late) return undefined;
	const facts = { count: job.request.count, gateway };
	if (!online) return { key: "task.offline", facts };
	if (task.nextCheckAt === undefined) return undefined;
	const ms = task.nextCheckAt - now;
	if (ms <= 0) return { key: "task.asking", facts };
	const key = task.trouble === undefined ? "task.next" : "task.tryingAgain";
	return { key, facts: { ...facts, time: formatDuration(ms + ROUNDED_UP_MS) } };
}

/** Durations are rounded down; a countdown ends with 1 and not with 0. */
const ROUNDED_UP_MS = 999;

/** How far a task is, from 0 to 1; nothing when nobody knows, or it has not begun. */
export function progressOf(task: TaskProgress | undefined): number | undefined {
	const { progress = 0, late = false } = task ?? {};
	return progress === 0 || late ? undefined : progress / 100;
}
