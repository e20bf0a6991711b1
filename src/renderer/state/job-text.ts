import { useTranslation } from "react-i18next";
import type { Job } from "../../contract/jobs.ts";
import { worstCaseUsd } from "../../contract/request-cost.ts";
import { capabilityOf, gatewayOf, useGateways } from "./gateways-store.ts";
import type { JobFacts } from "./job-facts.ts";
import { moneyPhrases } from "./job-money.ts";
import { jobSentence } from "./job-sentence.ts";
import { useJobs } from "./jobs-store.ts";
import { priceOf, useMoney } from "./money-store.ts";
import { joinPhrases, type Phrase } from "./phrase.ts";
import { useWeather } from "./weather-store.ts";

/** Says phrases about jobs in the designer's language. */
export function usePhrases(): (phrases: readonly Phrase[]) => string {
	const { t } = useTranslation("queue");
	return (phrases) =>
		joinPhrases(phrases, (key, facts) => (facts === undefined ? t(key) : t(key, facts)));
}

/** Says where a job is, in the designer's language. */
export function useJobText(): (job: Job, now: number) => string {
	const say = usePhrases();
	return (job, now) => say(jobSentence(job, readJobFacts(job, now)));
}

/** Says what a job costs, in the designer's language; empty where nothing is known. */
export function useMoneyText(): (job: Job) => string {
	const say = usePhrases();
	return (job) => say(moneyPhrases(job));
}

/** Draws anew when what is said of jobs besides themselves changes. */
export function useJobFactsAsTheyChange(): void {
	useMoney((state) => state.rows);
	useWeather((state) => state.byAccount);
	useGateways((state) => state.gateways);
}

/** What the stores know about a job at this moment. */
export function readJobFacts(job: Job, now: number): JobFacts {
	const { gateways } = useGateways.getState();
	const capability = capabilityOf(gatewayOf(gateways, job.gateway), job.request.model);
	return {
		now,
		// A gateway that is gone has named a task if the job has one.
		byTask: capability === undefined ? job.task !== undefined : capability.results.by === "task",
		usualMs: useWeather.getState().byAccount.get(job.account)?.medianMs,
		worstUsd: worstNow(job),
		agreedUsd: agreed(job),
	};
}

/** The most the request of a job costs at today's price, US dollars; nothing when no price is known. */
export function worstNow({ gateway, request }: Pick<Job, "gateway" | "request">) {
	const row = priceOf(useMoney.getState().rows, gateway, request.model);
	return worstCaseUsd(row?.usdPerImage, request);
}

/** A job that repeats another was agreed to at the other's price; its own is today's. */
function agreed({ retryOf, price }: Job): number | undefined {
	if (retryOf === undefined) return price?.worstUsd;
	return useJobs.getState().byId.get(retryOf)?.price?.worstUsd;
}
