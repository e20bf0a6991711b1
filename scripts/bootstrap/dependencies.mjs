import { existsSync } from "node:fs";
import { inProject, readJson, SetupError, say } from "./project.mjs";
import { npm, run } from "./run.mjs";

/**
 * Installs the packages of package-lock.json unless they already stand in node_modules.
 * @throws {SetupError} when npm fails
 */
export async function installDependencies() {
	const reason = whyInstall();
	if (reason === undefined) {
		return;
	}
	say(`Installing packages (${reason})…`);
	const { code, output } = await run(...npm(["ci", "--no-audit", "--no-fund"]), { capture: true });
	if (code !== 0) {
		throw new SetupError(`${output.trimEnd()}\n\nnpm ci failed; its words stand above.`);
	}
	say("Packages installed.");
}

/**
 * Compares what npm noted about node_modules with package-lock.json. Time stamps would not do:
 * a fresh clone and a change of branch both make new ones.
 * @returns {string | undefined} what is amiss, or undefined when all is in place
 */
function whyInstall() {
	const wanted = readJson(inProject("package-lock.json"))?.packages;
	const present = readJson(inProject("node_modules", ".package-lock.json"))?.packages;
	if (wanted === undefined) {
		throw new SetupError("package-lock.json is missing or damaged.");
	}
	if (present === undefined) {
		return "none are there yet";
	}
	for (const [path, { version, optional }] of Object.entries(wanted)) {
		// The first entry is the project itself. Optional ones may be meant for another system.
		const absent = present[path] === undefined;
		if (path !== "" && !(absent && optional) && present[path]?.version !== version) {
			return `${path.replace(/^.*node_modules\//, "")} ${version} is missing`;
		}
	}
	const extra = Object.keys(present).find((path) => wanted[path] === undefined);
	if (extra !== undefined) {
		return `${extra} is no longer wanted`;
	}
	const { dependencies, devDependencies } = wanted[""];
	const gone = Object.keys({ ...dependencies, ...devDependencies }).find(
		(name) => !existsSync(inProject("node_modules", name, "package.json")),
	);
	return gone === undefined ? undefined : `${gone} is missing`;
}
