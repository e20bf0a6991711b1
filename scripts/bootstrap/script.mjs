import { existsSync } from "node:fs";
import { prepare } from "./prepare.mjs";
import { inProject, SetupError } from "./project.mjs";
import { run } from "./run.mjs";

/**
 * Runs a script's body: its number becomes the exit code, and a failure that a person can mend is
 * shown in words alone.
 * @param {() => Promise<number>} body
 */
export async function script(body) {
	try {
		process.exitCode = await body();
	} catch (error) {
		console.error(error instanceof SetupError ? error.message : error);
		process.exitCode = 1;
	}
}

/**
 * Prepares what is wished and hands over to another program until it ends.
 * @param {import("./prepare.mjs").Wishes} wishes
 * @param {(prepared: import("./prepare.mjs").Prepared) => [string, string[], NodeJS.ProcessEnv?]}
 *   command program, arguments, and what to add to the environment
 * @returns {Promise<number>} the program's exit code
 * @throws {SetupError} when something is missing that cannot be got
 */
export async function prepareAndRun(wishes, command) {
	const prepared = await prepare(wishes);
	try {
		const [program, args, extraEnv] = command(prepared);
		const { code } = await run(program, args, { env: { ...prepared.env, ...extraEnv } });
		return code;
	} finally {
		prepared.close();
	}
}

/**
 * The path of a script that another part of the project brings.
 * @param {string} path from the repository's root
 * @returns {string} an absolute path
 * @throws {SetupError} when it is not there
 */
export function existingScript(path) {
	if (!existsSync(inProject(path))) {
		throw new SetupError(`There is no ${path} in this copy of the project.`);
	}
	return inProject(path);
}
