import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { jobSentence } from "./job-sentence.ts";

/** Says where a job is, in the designer's language. */
export function useJobText(): (job: Job, now: number) => string {
	const { t } = useTranslation("queue");
	return (job, now) =>
		jobSentence(job, now)
			.map(({ key, facts }) => t(key, facts))
			.join(t("says.join"));
}
