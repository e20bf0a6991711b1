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
	const quiet = ["--no-audit", "--no-fund"];
	let result = await run(...npm(["ci", ...quiet]), { capture: true });
	if (result.code !== 0 && result.output.includes("EUSAGE")) {
		// npm ci wants every system's packages in the lock file, which a mirror may not offer. This
		// keeps to the versions that the file names, and does not write to it.
		say("package-lock.json is incomplete (npm run lock mends it); npm fills in the rest.");
		result = await run(...npm(["install", "--no-save", ...quiet]), { capture: true });
	}
	if (result.code !== 0) {
		throw new SetupError(`${wordsOf(result.output)}\n\nnpm could not install the packages.`);
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

/** npm's output without its warnings, most of which are about its own settings. */
function wordsOf(output) {
	const lines = output.split("\n").filter((line) => !line.startsWith("npm warn"));
	return lines.join("\n").trim();
}
