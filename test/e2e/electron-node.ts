import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";

/** Absolute path of the program the app runs in. */
const program: string = createRequire(import.meta.url)("electron");

/**
 * Runs a script of this folder in Electron's own Node, which is newer than the tests' may be.
 * @returns what it printed
 */
export async function runInElectronNode(script: string, args: readonly string[]): Promise<string> {
	const env = { ...process.env, ELECTRON_RUN_AS_NODE: "1" };
	const path = join(import.meta.dirname, script);
	const { stdout } = await promisify(execFile)(program, [path, ...args], { env });
	return stdout;
}
