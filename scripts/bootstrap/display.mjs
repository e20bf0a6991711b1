import { spawn } from "node:child_process";
import { SetupError, say } from "./project.mjs";

const START_LIMIT_MS = 20_000;

/** @returns {boolean} whether this is a Linux machine without a display */
export function needsVirtualDisplay() {
	const { DISPLAY, WAYLAND_DISPLAY } = process.env;
	return process.platform === "linux" && !DISPLAY && !WAYLAND_DISPLAY;
}

/**
 * Opens a display that exists in memory only. It closes with this process at the latest.
 * @returns {Promise<{ env: { DISPLAY: string }, close: () => void }>}
 * @throws {SetupError} when it does not come up
 */
export async function openVirtualDisplay() {
	say("There is no display here; the app runs under Xvfb, a display in memory.");
	// Xvfb picks a free number itself and tells it on descriptor 3, so two runs never collide. In a
	// group of its own, Ctrl+C reaches the app first and the display outlives it.
	const args = ["-displayfd", "3", "-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"];
	const server = spawn("Xvfb", args, {
		stdio: ["ignore", "ignore", "ignore", "pipe"],
		detached: true,
	});
	const close = () => server.kill();
	process.once("exit", close);
	const number = await displayNumber(server).catch((cause) => {
		close();
		throw new SetupError(`Xvfb did not start: ${cause.message}`, { cause });
	});
	server.unref();
	server.stdio[3].destroy();
	return { env: { DISPLAY: `:${number}` }, close };
}

function displayNumber(server) {
	return new Promise((resolve, reject) => {
		let text = "";
		const limit = setTimeout(() => reject(new Error("no answer")), START_LIMIT_MS);
		const settle = (act, value) => {
			clearTimeout(limit);
			act(value);
		};
		server.on("error", (error) => settle(reject, error));
		server.on("exit", (code) => settle(reject, new Error(`it ended with code ${code}`)));
		server.stdio[3].setEncoding("utf8").on("data", (chunk) => {
			text += chunk;
			if (text.includes("\n")) {
				settle(resolve, text.trim());
			}
		});
	});
}
