import { say } from "../bootstrap/project.mjs";
import { run } from "../bootstrap/run.mjs";
import { countStep, countsLine } from "./counts.mjs";

/** A step that takes longer hangs, and a hanging step must fail rather than stop the others. */
const STEP_LIMIT_MS = 30 * 60_000;

/**
 * Runs one step to its end and shows its output under a heading.
 * @param {import("./steps.mjs").Step} step
 * @param {{ live: boolean }} view live shows the output as it comes, for a step that runs alone
 * @returns {Promise<import("./counts.mjs").Counts>}
 */
export async function runStep({ title, command, args, env, report }, { live }) {
	const capture = !live;
	if (live) {
		say(`\n── ${title}`);
	}
	const startedAt = Date.now();
	const stop = AbortSignal.timeout(STEP_LIMIT_MS);
	const { code, output, stopped } = await run(command, args, {
		env,
		capture,
		ownGroup: capture,
		stop,
	});
	const counts = countStep(report, code);
	const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
	const verdict = counts.failed > 0 ? "FAILED" : "ok";
	const detail = report ? ` (${countsLine(counts)})` : "";
	say(`${live ? "" : "\n"}── ${title}: ${verdict}${detail}, ${seconds} s`);
	if (stopped) {
		say(`It was ended after ${STEP_LIMIT_MS / 60_000} minutes.`);
	}
	if (output.trim() !== "") {
		say(output.trimEnd());
	}
	return counts;
}
