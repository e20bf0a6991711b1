import i18next from "i18next";
import type { BoardItem, PictureItem } from "../../../contract/board.ts";
import { hasEnded, type Job, type Output } from "../../../contract/jobs.ts";
import { failureText } from "../../bridge/error-text.ts";
import { jobSentence } from "../../state/job-sentence.ts";
import { readJobFacts } from "../../state/job-text.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { joinPhrases } from "../../state/phrase.ts";
import type { SlotFace } from "./painting.ts";

/** What stands in a place that a job is still to fill, in the designer's language. */
export function slotFace({ source }: PictureItem): SlotFace | undefined {
	if (source.kind !== "slot") return undefined;
	const number = String(source.index + 1);
	const job = useJobs.getState().byId.get(source.job);
	if (job === undefined) {
		const words = i18next.t("canvas.slotGone", { ns: "board" });
		return { number, words, isTrouble: false };
	}
	const output = job.outputs.find(({ index }) => index === source.index);
	const error = troubleOf(job, output);
	if (error !== undefined) return { number, words: error, isTrouble: true };
	const progress = job.task?.progress;
	return {
		number,
		words: sentenceOf(job),
		isTrouble: false,
		...(progress !== undefined && job.state === "waiting" && { progress: progress / 100 }),
	};
}

/** Whether words about jobs are on the board that count on by themselves. */
export function waitsForJobs(items: readonly BoardItem[]): boolean {
	const { byId } = useJobs.getState();
	return items.some((item) => {
		if (item.kind !== "picture" || item.source.kind !== "slot") return false;
		const job = byId.get(item.source.job);
		return job !== undefined && !hasEnded(job.state);
	});
}

function troubleOf(job: Job, output: Output | undefined): string | undefined {
	const refused = output?.state === "refused" || output?.state === "lost";
	if (output?.error !== undefined) {
		const reason = failureText(output.error);
		return refused ? i18next.t("canvas.slotRefused", { ns: "board", reason }) : reason;
	}
	if (refused) return i18next.t("canvas.slotNone", { ns: "board" });
	if (!hasEnded(job.state)) return undefined;
	if (job.error !== undefined) return failureText(job.error);
	return job.state === "done" || job.state === "partial"
		? i18next.t("canvas.slotNone", { ns: "board" })
		: sentenceOf(job);
}

function sentenceOf(job: Job): string {
	const say = i18next.getFixedT(i18next.language, "queue");
	return joinPhrases(jobSentence(job, readJobFacts(job, Date.now())), (key, facts) =>
		facts === undefined ? say(key) : say(key, facts),
	);
}
