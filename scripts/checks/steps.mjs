import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, toolScript } from "../bootstrap/project.mjs";

/**
 * @typedef {object} Step
 * @property {string} name what --only calls it
 * @property {string} title the heading on screen
 * @property {string} command
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} env
 * @property {string} [report] where the step leaves its counts; without one it counts as one check
 */

/** Colours only for eyes: the tools see a pipe, so they are told what stands at its other end. */
const colors = process.stdout.isTTY === true;

/** The names that --only knows, in the order they are shown. */
export const STEP_NAMES = ["lint", "types", "deps", "unit", "e2e"];

/** @returns {Step} */
export function lintStep(env) {
	return {
		name: "lint",
		title: "lint and format",
		command: process.execPath,
		args: [
			toolScript("@biomejs/biome", "biome"),
			"ci",
			`--colors=${colors ? "force" : "off"}`,
			".",
		],
		env,
	};
}

/** @returns {Step[]} one for each room's tsconfig */
export function typeSteps(env) {
	const configs = readdirSync(ROOT).filter((name) => /^tsconfig\..+\.json$/.test(name));
	return configs.sort().map((config) => ({
		name: "types",
		title: `types: ${config.split(".")[1]}`,
		command: process.execPath,
		args: [toolScript("typescript", "tsc"), "--pretty", "false", "-p", config],
		env,
	}));
}

/** @returns {Step} */
export function depsStep(prepared) {
	const cruiser = toolScript("dependency-cruiser", "depcruise");
	return onElectronsNode(prepared, {
		name: "deps",
		title: "who imports whom",
		args: [cruiser, "src", "--config", ".dependency-cruiser.mjs"],
	});
}

/** @returns {Step} */
export function unitStep(prepared, reports, extraArgs) {
	const report = join(reports, "unit.json");
	const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
	return onElectronsNode(prepared, {
		name: "unit",
		title: "unit and contract tests",
		args: [toolScript("vitest"), "run", ...reporters, ...extraArgs],
		report,
	});
}

/** @returns {Step} */
export function e2eStep(prepared, reports, extraArgs) {
	const report = join(reports, "e2e.json");
	const cli = toolScript("@playwright/test", "playwright");
	return {
		name: "e2e",
		title: "end-to-end tests",
		command: process.execPath,
		args: [cli, "test", "--config=playwright.config.ts", "--reporter=list,json", ...extraArgs],
		env: { ...prepared.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
		report,
	};
}

/**
 * The environment for all steps.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function stepEnv({ NO_COLOR, FORCE_COLOR, ...env }) {
	return { ...env, ...(colors ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) };
}

/** Some tools want a newer Node than 20, and Electron carries one. */
function onElectronsNode({ env, runtime }, step) {
	return {
		...step,
		command: runtime.executable,
		env: { ...env, ELECTRON_RUN_AS_NODE: "1" },
	};
}
