import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { showToast } from "../../kit/toast.tsx";
import { newlySettled, standingOf } from "../../state/job-standing.ts";
import { useJobText } from "../../state/job-text.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { togglePanel, useView } from "../../state/view-store.ts";

/** More than these at once are counted and not told one by one. */
const MOST_TOLD = 3;

/**
 * What a screen reader says when jobs end or come to need the designer. While the queue is hidden, a
 * toast knocks for those that do; the sentence itself stays with the job.
 */
export function useAnnouncements(): string {
	const { t } = useTranslation("queue");
	const [text, setText] = useState("");
	const say = useJobText();
	useEffect(() =>
		useJobs.subscribe(({ byId }, before) => {
			const settled = newlySettled(before.byId, byId);
			if (settled.length === 0) return;
			const sentence = (job: Job) => say(job, Date.now());
			const needing = settled.filter((job) => standingOf(job) === "needs-you");
			const ended = t("said.ended", { count: settled.length - needing.length });
			const waiting = t("said.needYou", { count: needing.length });
			const sums = [
				...(settled.length > needing.length ? [ended] : []),
				...(needing.length > 0 ? [waiting] : []),
			];
			const isFew = settled.length <= MOST_TOLD;
			setText((isFew ? settled.map(sentence) : sums).join(t("summary.join")));
			if (useView.getState().queueOpen || needing.length === 0) return;
			const action = { label: t("toast.show"), run: () => togglePanel("queue", true) };
			if (needing.length > MOST_TOLD) {
				showToast({ id: "jobs-need-you", tone: "warn", text: waiting, action });
				return;
			}
			for (const job of needing) {
				const tone = job.state === "partial" || job.state === "failed" ? "danger" : "warn";
				showToast({ id: job.id, tone, text: sentence(job), action });
			}
		}),
	);
	return text;
}
