import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { isLinuxRoot, SetupError, say } from "./project.mjs";
import { run } from "./run.mjs";

/** Debian's and Ubuntu's names of what Electron needs. */
const LIBRARY_PACKAGES = [
	"libgtk-3-0",
	"libnss3",
	"libasound2",
	"libgbm1",
	"libxss1",
	"libatk-bridge2.0-0",
	"libdrm2",
	"libxkbcommon0",
	"libcups2",
];
const DISPLAY_PACKAGES = ["xvfb", "xauth"];
const FONT_PACKAGES = ["fonts-noto-cjk"];

/**
 * Makes sure that Electron's shared libraries, a display where none is there, and a font with
 * Chinese are on this Linux machine. As root on Debian or Ubuntu it installs them; otherwise it
 * says how. A missing font is told and tolerated: the app runs without it.
 * @param {{ executable: string, needsDisplay: boolean }} need
 * @throws {SetupError} when something is missing that Electron cannot run without
 */
export async function ensureSystemLibraries(need) {
	if (process.platform !== "linux") {
		return;
	}
	const missing = findMissing(need);
	if (missing.packages.length === 0) {
		return;
	}
	const apt = isOnPath("apt-get");
	if (apt && isLinuxRoot()) {
		await install(missing);
		const still = findMissing(need);
		if (still.vital) {
			throw new SetupError(`Still missing on this system: ${still.words.join(", ")}.`);
		}
		return;
	}
	const how = apt
		? `Run once: sudo apt-get install -y ${packageNames(missing.packages).join(" ")}`
		: `Install what your system calls ${missing.packages.join(", ")} (Debian's names).`;
	const message = `Missing on this system: ${missing.words.join(", ")}.\n${how}`;
	if (missing.vital) {
		throw new SetupError(message);
	}
	say(message);
}

/**
 * Looks for a program on the search path.
 * @param {string} name
 * @returns {boolean}
 */
export function isOnPath(name) {
	const folders = (process.env.PATH ?? "").split(":");
	return folders.some((folder) => existsSync(`${folder}/${name}`));
}

function findMissing({ executable, needsDisplay }) {
	const words = [];
	const packages = [];
	const libraries = missingLibraries(executable);
	if (libraries.length > 0) {
		words.push(...libraries);
		packages.push(...LIBRARY_PACKAGES);
	}
	if (needsDisplay && !isOnPath("Xvfb")) {
		words.push("Xvfb (a display for machines without one)");
		packages.push(...DISPLAY_PACKAGES);
	}
	const vital = packages.length > 0;
	if (!hasChineseFont()) {
		words.push("a font with Chinese");
		packages.push(...FONT_PACKAGES);
	}
	return { words, packages, vital };
}

function missingLibraries(executable) {
	const { stdout } = spawnSync("ldd", [executable], { encoding: "utf8" });
	const lines = (stdout ?? "").split("\n").filter((line) => line.includes("not found"));
	return lines.map((line) => line.trim().split(" ")[0]);
}

function hasChineseFont() {
	const { stdout, error } = spawnSync("fc-list", [":lang=zh-cn", "family"], { encoding: "utf8" });
	// Without fontconfig's tool, the folder of Debian's package tells.
	return error ? existsSync("/usr/share/fonts/opentype/noto") : stdout.trim() !== "";
}

async function install({ words, packages, vital }) {
	say(`Installing system packages (missing: ${words.join(", ")})…`);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	await run("apt-get", ["update", "-q"], { env, capture: true });
	const names = packageNames(packages);
	const args = ["install", "-y", "-q", "--no-install-recommends", ...names];
	const { code, output } = await run("apt-get", args, { env, capture: true });
	if (code === 0) {
		return;
	}
	const message = `apt-get install ${names.join(" ")} failed:\n${output.trimEnd()}`;
	if (vital) {
		throw new SetupError(message);
	}
	say(message);
}

/** Since 2024 Debian and Ubuntu call some libraries by a name that ends in t64. */
function packageNames(packages) {
	return packages.map((name) => {
		const renamed = spawnSync("apt-cache", ["show", `${name}t64`], { stdio: "ignore" });
		return renamed.status === 0 ? `${name}t64` : name;
	});
}
