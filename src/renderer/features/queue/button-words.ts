import type { Job } from "../../../contract/jobs.ts";
import { formatUsd } from "../../bridge/format.ts";
import type { JobAction } from "./job-needs.ts";

type Spelled = Exclude<JobAction, "reuse" | "dismiss">;

/** The actions that cost, by what is known of the price: nothing to pay, a sum, or nothing known. */
const words = {
	release: { free: "action.release", priced: "action.releaseFor", unknown: "action.release" },
	"send-again": {
		free: "action.sendAgainFree",
		priced: "action.sendAgainFor",
		unknown: "action.sendAgain",
	},
	"send-twice": {
		free: "action.sendAgainFree",
		priced: "action.sendAgainFor",
		unknown: "action.sendTwice",
	},
	check: "action.check",
	"check-again": "action.checkAgain",
	cancel: "action.cancel",
	"save-again": "action.saveAgain",
	"give-up": "action.giveUp",
} as const;

/**
 * The word on a button, a key of `queue.json` with what goes into its blanks.
 * @param worstUsd the most it costs at today's price; absent: no price is known
 */
export function buttonWords(action: Spelled, worstUsd: number | undefined) {
	const word = words[action];
	if (typeof word === "string") return { key: word, facts: {} };
	if (worstUsd === undefined) return { key: word.unknown, facts: {} };
	if (worstUsd === 0) return { key: word.free, facts: {} };
	return { key: word.priced, facts: { price: formatUsd(worstUsd) } };
}

/** True when stopping gives up what may be made and charged all the same. */
export function losesPaid(job: Job, worstUsd: number | undefined): boolean {
	return job.state === "sending" && worstUsd !== 0;
}
