import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inProject, toolScript } from "./project.mjs";
import { run } from "./run.mjs";

const STAMP = inProject("out", ".built-from");
const SOURCES = [
	"src",
	"resources",
	"electron.vite.config.ts",
	"package.json",
	"package-lock.json",
];
const PRODUCTS = ["out/main", "out/preload", "out/renderer"];

/** @returns {boolean} whether out/ is what a build of the present sources left there */
export function isBuilt() {
	return existsSync(STAMP) && readFileSync(STAMP, "utf8") === stampText();
}

/**
 * Builds the app into out/.
 * @param {import("./run.mjs").RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, stopped: boolean }>} as {@link run}
 */
export async function buildApp(options = {}) {
	forgetBuild();
	const sources = digestOf(SOURCES);
	const result = await run(process.execPath, [toolScript("electron-vite"), "build"], options);
	// A source that changed while the build ran may be half in it: then the next start builds anew.
	if (result.code === 0 && sources === digestOf(SOURCES)) {
		writeFileSync(STAMP, stampText());
	}
	return result;
}

/** Makes the next start build anew, as after electron-vite has written to out/ by itself. */
export function forgetBuild() {
	rmSync(STAMP, { force: true });
}

/** Content, not dates: a clone or a change of branch gives every file a new date. */
function stampText() {
	return `${digestOf(SOURCES)}\n${digestOf(PRODUCTS)}\n`;
}

function digestOf(paths) {
	const hash = createHash("sha256");
	for (const path of paths.flatMap(filesUnder)) {
		hash
			.update(`${path}\0`)
			.update(readFileSync(inProject(path)))
			.update("\0");
	}
	return hash.digest("hex");
}

function filesUnder(path) {
	const stats = statSync(inProject(path), { throwIfNoEntry: false });
	if (!stats?.isDirectory()) {
		return stats === undefined ? [] : [path];
	}
	const names = readdirSync(inProject(path)).sort();
	return names.flatMap((name) => filesUnder(join(path, name)));
}
