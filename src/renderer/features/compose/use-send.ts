import i18next from "i18next";
import { useEffect } from "react";
import { blockingProblems } from "../../../contract/problem.ts";
import { worstCaseImages } from "../../../contract/request-cost.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { useAction } from "../../state/action-registry.ts";
import { toRequest } from "../../state/draft.ts";
import { putJob } from "../../state/jobs-store.ts";
import { readComposeForm } from "./compose-form.ts";
import { patchCompose, sayAloud, useCompose } from "./compose-store.ts";
import { createSendGuard } from "./send-guard.ts";
import { showProblem } from "./show-problem.ts";

const guard = createSendGuard(() => performance.now());

/**
 * Hands the draft over, once, for the button and the shortcut alike. What cannot be sent is shown
 * instead. The form stays as it is: the next idea usually grows out of the last.
 */
export async function sendDraft(): Promise<void> {
	const form = readComposeForm();
	if (form?.target === undefined || useCompose.getState().reading > 0) return;
	const [problem] = blockingProblems(form.problems);
	if (problem !== undefined) {
		patchCompose({ promptTouched: true });
		showProblem(problem);
		return;
	}
	if (!guard.begin()) return;
	patchCompose({ sendFailure: undefined });
	try {
		const request = toRequest(form.draft);
		for (const job of await ask("jobs.submit", { requests: [request] })) putJob(job);
		const count = worstCaseImages(request);
		sayAloud(i18next.t("send.sent", { ns: "compose", count }));
	} catch (thrown) {
		patchCompose({ sendFailure: failureOf(thrown) });
	} finally {
		guard.end();
	}
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
}
