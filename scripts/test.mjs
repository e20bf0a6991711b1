import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp, isBuilt } from "./bootstrap/app-build.mjs";
import { prepare } from "./bootstrap/prepare.mjs";
import { SetupError, say } from "./bootstrap/project.mjs";
import { countsLine, NO_COUNTS, sum } from "./checks/counts.mjs";
import { runStep } from "./checks/run-step.mjs";
import {
	depsStep,
	e2eStep,
	lintStep,
	STEP_NAMES,
	stepEnv,
	typeSteps,
	unitStep,
} from "./checks/steps.mjs";

// npm test: every check there is. `npm test -- --only=unit,types` takes some of them; further
// words go to the test runner, as in `npm test -- --only=unit job-machine`.
const reports = mkdtempSync(join(tmpdir(), "seedcase-test-"));
let counts = NO_COUNTS;
try {
	counts = await testAll(readArguments(process.argv.slice(2)));
} catch (error) {
	say(error instanceof SetupError ? error.message : String(error?.stack ?? error));
	counts = { ...NO_COUNTS, failed: 1 };
} finally {
	rmSync(reports, { recursive: true, force: true });
}
say(`\n${countsLine(counts)}`);
process.exitCode = counts.failed > 0 ? 1 : 0;

async function testAll({ chosen, extraArgs }) {
	const wants = (name) => chosen.includes(name);
	const prepared = await prepare({
		electron: wants("deps") || wants("unit"),
		display: wants("e2e"),
	});
	prepared.env = stepEnv(prepared.env);
	try {
		// Two lanes for two cores: the short steps beside the unit tests. The window tests come
		// alone at the end, since a busy machine makes them slow.
		const lane = () => [
			...(wants("lint") ? [lintStep(prepared.env)] : []),
			...(wants("types") ? typeSteps(prepared.env) : []),
			...(wants("deps") ? [depsStep(prepared)] : []),
		];
		const unit = wants("unit") ? [unitStep(prepared, reports, extraArgs)] : [];
		const live = chosen.length === 1;
		const counted = await Promise.all([runInTurn(lane(), live), runInTurn(unit, live)]);
		if (wants("e2e")) {
			counted.push(await testWindow(prepared, extraArgs));
		}
		return sum(counted);
	} finally {
		prepared.close();
	}
}

async function runInTurn(steps, live) {
	const counted = [];
	for (const step of steps) {
		counted.push(await runStep(step, { live }));
	}
	return sum(counted);
}

async function testWindow(prepared, extraArgs) {
	if (!isBuilt()) {
		const { code, output } = await buildApp({ env: prepared.env, capture: true });
		say(`\n── build: ${code === 0 ? "ok" : "FAILED"}`);
		if (code !== 0) {
			// An old build would be tested in the new one's name.
			say(`${output.trimEnd()}\nThe end-to-end tests were left out: there is no app to test.`);
			return { ...NO_COUNTS, failed: 1 };
		}
	}
	const built = { ...NO_COUNTS, passed: 1 };
	return sum([built, await runStep(e2eStep(prepared, reports, extraArgs), { live: true })]);
}

function readArguments(args) {
	const only = args.find((arg) => arg.startsWith("--only="));
	const chosen = only ? only.slice("--only=".length).split(",") : STEP_NAMES;
	const unknown = chosen.find((name) => !STEP_NAMES.includes(name));
	if (unknown !== undefined) {
		throw new SetupError(`--only knows ${STEP_NAMES.join(", ")}, and not "${unknown}".`);
	}
	return { chosen, extraArgs: args.filter((arg) => arg !== only) };
}
