import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { showToast } from "../../kit/toast.tsx";
import { useJobs } from "../../state/jobs-store.ts";
import { togglePanel, useView } from "../../state/view-store.ts";
import { newlySettled, standingOf } from "./job-needs.ts";
import { useJobText } from "./job-text.ts";

/**
 * What a screen reader says when jobs end. While the queue is hidden, a toast knocks for those that
 * need the designer; the sentence itself stays with the job.
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
			setText(settled.map(sentence).join(t("summary.join")));
			if (useView.getState().queueOpen) return;
			for (const job of settled.filter((one) => standingOf(one) === "needs-you")) {
				showToast({
					id: job.id,
					tone: job.state === "unknown" ? "warn" : "danger",
					text: sentence(job),
					action: { label: t("toast.show"), run: () => togglePanel("queue", true) },
				});
			}
		}),
	);
	return text;
}
