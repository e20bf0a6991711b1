import { existsSync } from "node:fs";
import { join } from "node:path";
import { NotHere } from "./benchmark.ts";

/** The repository, which is the app once it is built. */
export const APP_FOLDER = join(import.meta.dirname, "../..");

/** Root needs it on Linux; nobody else gets it. */
export const electronArguments =
	process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** @throws NotHere where no window can be opened, or there is nothing to open in it */
export function requireWindow(): void {
	const { DISPLAY, WAYLAND_DISPLAY } = process.env;
	if (process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY) {
		throw new NotHere("there is no display; `npm run bench` brings one.");
	}
	if (!existsSync(join(APP_FOLDER, "out/main/index.js"))) {
		throw new NotHere("the app is not built; `npm run bench` builds it.");
	}
}

/** The environment for an Electron that is an app again and not a Node, as we are. */
export function windowEnvironment(
	more: Readonly<Record<string, string>> = {},
): Record<string, string> {
	const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
	const defined = Object.entries(env).filter(
		(entry): entry is [string, string] => entry[1] !== undefined,
	);
	return { ...Object.fromEntries(defined), LANG: "en_US.UTF-8", LANGUAGE: "en", ...more };
}
