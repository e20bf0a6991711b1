import { useState } from "react";
import { assertNever, type Failure } from "../../../contract/errors.ts";
import type { Job } from "../../../contract/jobs.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { reuseRequest } from "../../state/picture-actions.ts";
import type { JobAction } from "./job-needs.ts";

/** Does what a button says; what keeps it from being done stays beside the job. */
export function useJobAnswer(job: Job): {
	readonly answer: (action: JobAction) => void;
	readonly isBusy: boolean;
	readonly failure: Failure | undefined;
} {
	const [failure, setFailure] = useState<Failure | undefined>(undefined);
	const [isBusy, setBusy] = useState(false);
	const answer = (action: JobAction) => {
		setBusy(true);
		setFailure(undefined);
		perform(job, action)
			.catch((thrown: unknown) => setFailure(failureOf(thrown)))
			.finally(() => setBusy(false));
	};
	return { answer, isBusy, failure };
}

async function perform({ id, state, request }: Job, action: JobAction): Promise<void> {
	switch (action) {
		case "release":
			await ask("jobs.release", id);
			return;
		case "check":
			await ask("jobs.resolveUnknown", { id, choice: "check" });
			return;
		case "check-again":
			await ask("jobs.checkAgain", id);
			return;
		case "cancel":
			await ask("jobs.cancel", id);
			return;
		case "save-again":
			await ask("jobs.saveAgain", id);
			return;
		case "send-again":
			await ask("jobs.retry", id);
			return;
		case "send-twice":
			await ask("jobs.resolveUnknown", { id, choice: "send-again" });
			return;
		case "reuse":
			await reuseRequest(request);
			return;
		case "give-up":
			await ask("jobs.dismiss", id);
			return;
		case "dismiss":
			if (state === "unknown") await ask("jobs.resolveUnknown", { id, choice: "dismiss" });
			else await ask("jobs.dismiss", id);
			return;
		default:
			assertNever(action);
	}
}
