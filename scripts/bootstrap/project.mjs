import { readFileSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A failure whose message is all a person needs: it is shown without a stack. */
export class SetupError extends Error {
	name = "SetupError";
}

/**
 * Joins a path to the repository's root.
 * @param {...string} parts
 * @returns {string} an absolute path
 */
export function inProject(...parts) {
	return join(ROOT, ...parts);
}

/**
 * Reads a JSON file.
 * @param {string} path
 * @returns {any} its content, or undefined when it is absent or is not JSON
 */
export function readJson(path) {
	try {
		return JSON.parse(readFileSync(path, "utf8"));
	} catch {
		return undefined;
	}
}

/**
 * The script file of a command that an installed package offers, for running it with a Node of
 * our choice; the shell wrappers in node_modules/.bin differ between systems.
 * @param {string} packageName
 * @param {string} [command] needed where the package offers several
 * @returns {string} an absolute path
 * @throws {SetupError} when the package is not installed or has no such command
 */
export function toolScript(packageName, command = packageName) {
	const folder = inProject("node_modules", packageName);
	const bin = readJson(join(folder, "package.json"))?.bin;
	const script = typeof bin === "string" ? bin : bin?.[command];
	if (script === undefined) {
		throw new SetupError(`The package ${packageName} is not installed. Run: npm ci`);
	}
	return join(folder, script);
}

/** @returns {string} the folder that keeps Electron copies between clones */
export function electronCache() {
	const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
	return join(base, "seedcase", "electron");
}

/** @returns {boolean} whether this is Linux and the user is root */
export function isLinuxRoot() {
	return process.platform === "linux" && userInfo().uid === 0;
}

/**
 * Prints one line of what the scripts are doing.
 * @param {string} line
 */
export function say(line) {
	console.log(line);
}
