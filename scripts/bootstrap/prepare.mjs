import { buildApp, isBuilt } from "./app-build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { needsVirtualDisplay, openVirtualDisplay } from "./display.mjs";
import { getElectronRuntime, runtimeEnv } from "./electron-runtime.mjs";
import { isLinuxRoot, SetupError, say } from "./project.mjs";
import { ensureSystemLibraries } from "./system-libraries.mjs";

/**
 * @typedef {object} Wishes
 * @property {boolean} [electron] get an Electron that runs here; a build or a display implies it
 * @property {boolean} [build] build the app unless out/ is fresh
 * @property {boolean} [display] see to a display where there is none
 *
 * @typedef {object} Prepared
 * @property {NodeJS.ProcessEnv} env the environment for everything that is started from here
 * @property {import("./electron-runtime.mjs").ElectronRuntime | undefined} runtime
 * @property {() => void} close closes the display; the end of the process does it too
 */

/**
 * Brings this machine to the point where the asked-for thing can run, doing only what is missing:
 * packages, then Electron, system libraries, the build and the display.
 * @param {Wishes} wishes
 * @returns {Promise<Prepared>}
 * @throws {SetupError} with a sentence for the person at the screen
 */
export async function prepare({ electron = false, build = false, display = false }) {
	await installDependencies();
	const prepared = { env: { ...process.env }, runtime: undefined, close: () => {} };
	if (!electron && !build && !display) {
		return prepared;
	}
	const needsDisplay = display && needsVirtualDisplay();
	prepared.runtime = await getElectronRuntime();
	Object.assign(prepared.env, runtimeEnv(prepared.runtime));
	await ensureSystemLibraries({ executable: prepared.runtime.executable, needsDisplay });
	if (build && !isBuilt()) {
		await buildOrThrow(prepared.env);
	}
	if (needsDisplay) {
		const opened = await openVirtualDisplay();
		Object.assign(prepared.env, opened.env);
		prepared.close = opened.close;
	}
	return prepared;
}

/**
 * Arguments that Electron needs on this machine. Chromium refuses its sandbox to root on Linux,
 * so start and test scripts leave it off there, and nowhere else.
 * @returns {string[]}
 */
export function electronArguments() {
	return isLinuxRoot() ? ["--no-sandbox"] : [];
}

async function buildOrThrow(env) {
	say("Building the app…");
	const { code, output } = await buildApp({ env, capture: true });
	if (code !== 0) {
		throw new SetupError(`${output.trimEnd()}\n\nThe build failed; its words stand above.`);
	}
}
