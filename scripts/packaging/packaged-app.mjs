import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Finds the program that electron-builder has made for this system.
 * @param {string} output electron-builder's output folder
 * @returns {{ folder: string, program: string, fuses: string } | undefined} the unpacked app, the
 *   program to start, and what the fuse tools want to be given; undefined when nothing is there
 */
export function findPackagedApp(output) {
	const [pattern, name] = {
		darwin: [/^mac/, "Seedcase.app"],
		win32: [/^win.*-unpacked$/, "Seedcase.exe"],
		linux: [/^linux.*-unpacked$/, "seedcase"],
	}[process.platform];
	const folders = existsSync(output) ? readdirSync(output) : [];
	const folder = folders.find((entry) => pattern.test(entry));
	const fuses = folder && join(output, folder, name);
	if (!fuses || !existsSync(fuses)) {
		return undefined;
	}
	const program = process.platform === "darwin" ? join(fuses, "Contents/MacOS/Seedcase") : fuses;
	return { folder: join(output, folder), program, fuses };
}
