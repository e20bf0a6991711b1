import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { electronCache, inProject, readJson } from "./project.mjs";
import { run } from "./run.mjs";

/** A download that has not grown for this long is given up. */
const SILENCE_MS = 30_000;
/** How long a failed attempt is remembered where a stand-in exists. */
const MEMORY_MS = 12 * 3_600_000;

/** @returns {string} the version of Electron that package.json asks for */
export function wantedVersion() {
	return readJson(inProject("node_modules", "electron", "package.json")).version;
}

/** @returns {string} where the program lies in an unpacked Electron, on this system */
export function programPath() {
	const paths = { darwin: "Electron.app/Contents/MacOS/Electron", win32: "electron.exe" };
	return paths[process.platform] ?? "electron";
}

/** @returns {Promise<string | undefined>} the folder of the official build, where it is unpacked */
export async function installedOfficial() {
	const folder = inProject("node_modules", "electron", "dist");
	const version = await readFile(join(folder, "version"), "utf8").catch(() => "");
	const complete = existsSync(inProject("node_modules", "electron", "path.txt"));
	const right = version.trim().replace(/^v/, "") === wantedVersion();
	return complete && right && existsSync(join(folder, programPath())) ? folder : undefined;
}

/**
 * Lets Electron's own installer download the official build and check it against the checksums
 * that came with the npm package. It honours ELECTRON_MIRROR and proxies.
 * @returns {Promise<string | undefined>} undefined on success, else the reason in a few words
 */
export async function downloadOfficial() {
	const temp = mkdtempSync(join(tmpdir(), "seedcase-download-"));
	const env = {
		...process.env,
		// A folder of its own shows whether the download is growing.
		TMPDIR: temp,
		TEMP: temp,
		TMP: temp,
		ELECTRON_GET_NO_PROGRESS: "1",
		NODE_NO_WARNINGS: "1",
	};
	if (env.HTTPS_PROXY || env.https_proxy) {
		env.ELECTRON_GET_USE_PROXY = "true";
		env.NODE_USE_ENV_PROXY = "1";
	}
	const stop = new AbortController();
	const watch = watchGrowth(temp, () => stop.abort());
	try {
		const installer = inProject("node_modules", "electron", "install.js");
		const { code, output, stopped } = await run(process.execPath, [installer], {
			env,
			capture: true,
			ownGroup: true,
			stop: stop.signal,
		});
		if (stopped) {
			return "the download stood still";
		}
		return code === 0 && (await installedOfficial()) ? undefined : shortReason(output);
	} finally {
		clearInterval(watch);
		rmSync(temp, { recursive: true, force: true });
	}
}

/**
 * @returns {Promise<number | undefined>} milliseconds until the next attempt is worth while, after
 *   a recent failure for the same version and mirror; undefined when it is worth while now
 */
export async function attemptRestsForMs() {
	const note = readJson(failureNote());
	if (note === undefined || note.subject !== failureSubject()) {
		return undefined;
	}
	const leftMs = note.failedAt + MEMORY_MS - Date.now();
	return leftMs > 0 && leftMs <= MEMORY_MS ? leftMs : undefined;
}

/** Remembers that the official build could not be had. */
export async function rememberFailure() {
	await mkdir(electronCache(), { recursive: true });
	const note = { failedAt: Date.now(), subject: failureSubject() };
	await writeFile(failureNote(), JSON.stringify(note));
}

/** Forgets a remembered failure. */
export async function forgetFailure() {
	await rm(failureNote(), { force: true });
}

function failureNote() {
	return join(electronCache(), "official-unreachable.json");
}

/** What the failure was about. A digest, since a mirror's or proxy's address may hold a password. */
function failureSubject() {
	const { ELECTRON_MIRROR, HTTPS_PROXY, https_proxy } = process.env;
	const parts = [wantedVersion(), ELECTRON_MIRROR, HTTPS_PROXY ?? https_proxy];
	return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

function watchGrowth(folder, onSilence) {
	let size = -1;
	let grewAt = Date.now();
	return setInterval(() => {
		const now = folderBytes(folder) + folderBytes(inProject("node_modules", "electron", "dist"));
		if (now !== size) {
			size = now;
			grewAt = Date.now();
		} else if (Date.now() - grewAt > SILENCE_MS) {
			onSilence();
		}
	}, 1000);
}

function folderBytes(folder) {
	try {
		return readdirSync(folder, { recursive: true })
			.map((name) => statSync(join(folder, name)).size)
			.reduce((sum, bytes) => sum + bytes, 0);
	} catch {
		return 0;
	}
}

/** The line that names the failure, out of a stack that a person cannot use. */
function shortReason(output) {
	const line =
		output.split("\n").find((text) => /error|failed|code/i.test(text)) ?? "no reason given";
	return line.trim().slice(0, 160);
}
