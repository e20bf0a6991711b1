import i18next from "i18next";
import { useEffect } from "react";
import type { Job, SubmitOrder } from "../../../contract/jobs.ts";
import { blockingProblems } from "../../../contract/problem.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { useAction } from "../../state/action-registry.ts";
import { useApp } from "../../state/app-store.ts";
import { landJobs } from "../../state/board-landing.ts";
import { type Draft, setFollows, toRequest } from "../../state/draft.ts";
import { bringBack, useDraftAside } from "../../state/draft-aside.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";
import { putJob } from "../../state/jobs-store.ts";
import { refreshBook, refreshSpend } from "../../state/money-store.ts";
import { readComposeForm } from "./compose-form.ts";
import { patchCompose, sayAloud, useCompose } from "./compose-store.ts";
import { createSendGuard } from "./send-guard.ts";
import { readSendPlan, type SendPlan } from "./send-plan.ts";
import { showProblem } from "./show-problem.ts";

const guard = createSendGuard(() => performance.now());

/**
 * Hands the draft over, once, for the button and the shortcut alike. What cannot be sent is shown
 * instead. The form stays as it is, unless it mended a set: the next idea usually grows out of the last.
 * @param answer.overBudget the designer has read that this may pass the budget, and said yes
 */
export async function sendDraft({ overBudget = false } = {}): Promise<void> {
	const form = readComposeForm();
	if (form?.target === undefined || useCompose.getState().reading > 0) return;
	// The line under the button says why.
	if (useApp.getState().info?.readOnly !== undefined) return;
	const [problem] = blockingProblems(form.problems);
	if (problem !== undefined) {
		patchCompose({ promptTouched: true });
		showProblem(problem);
		return;
	}
	const plan = readSendPlan(form);
	if (plan === undefined || !guard.begin(overBudget)) return;
	patchCompose({ sendFailure: undefined });
	try {
		const jobs = await submitted(plan, overBudget);
		if (jobs === undefined) return;
		for (const job of jobs) putJob(job);
		try {
			landJobs(jobs);
		} finally {
			giveFormBack(form.draft);
		}
		const waits = jobs.some(({ hold }) => hold?.reason === "offline");
		sayAloud(i18next.t(waits ? "send.queued" : "send.sent", { ns: "compose", count: plan.images }));
	} finally {
		guard.end();
	}
}

/**
 * Nothing but main's own refusal is told as one: of what happens after it took the jobs, nobody may
 * conclude that they were not sent.
 */
async function submitted(plan: SendPlan, overBudget: boolean): Promise<readonly Job[] | undefined> {
	try {
		return await ask("jobs.submit", orderOf(plan, overBudget));
	} catch (thrown) {
		const failure = failureOf(thrown);
		// The figures the window showed are old: the next press must stand on new ones.
		if (failure.reason === "price-higher") await refreshBook();
		if (failure.reason === "budget-passed") await refreshSpend();
		patchCompose({ sendFailure: failure });
		return undefined;
	}
}

/**
 * A set is mended once for a press: the designer's own draft comes back into the form, so that the
 * next press is no second payment for the same frames.
 */
function giveFormBack({ follows }: Draft): void {
	if (follows === undefined || useDraft.getState().draft?.follows !== follows) return;
	if (useDraftAside.getState().aside !== undefined) bringBack();
	else editDraft((draft) => setFollows(draft, undefined));
}

/** One press of the button, with the worst case that stood on it. */
export function orderOf(plan: SendPlan, overBudget: boolean): SubmitOrder {
	return {
		requests: plan.sends.map(({ draft }) => toRequest(draft)),
		fallbacks: plan.fallsBack ? plan.fallbacks.map(({ draft }) => toRequest(draft)) : [],
		...(plan.worstUsd !== undefined && { shownUsd: plan.worstUsd }),
		overBudget,
	};
}

/** Registers the shortcut's action, and watches keys and input methods wherever they write. */
export function useSending(): void {
	useAction("generate.send", () => void sendDraft());
	useEffect(() => {
		const ends = new AbortController();
		const early = { capture: true, signal: ends.signal };
		window.addEventListener("keydown", guard.keyDown, early);
		window.addEventListener("keyup", guard.keyUp, early);
		window.addEventListener("compositionstart", guard.compositionStart, early);
		window.addEventListener("compositionend", guard.compositionEnd, early);
		return () => ends.abort();
	}, []);
	useEffect(() => {
		// What was said of money was said of another request: its question must not be answered now.
		const forget = () => {
			const { sendFailure } = useCompose.getState();
			if (sendFailure?.reason === "budget-passed" || sendFailure?.reason === "price-higher") {
				patchCompose({ sendFailure: undefined });
			}
		};
		const endDraft = useDraft.subscribe(forget);
		const endCompared = useCompose.subscribe((now, before) => {
			if (now.compared !== before.compared) forget();
		});
		return () => {
			endDraft();
			endCompared();
		};
	}, []);
}
