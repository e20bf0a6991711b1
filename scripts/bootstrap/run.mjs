import { spawn, spawnSync } from "node:child_process";
import { constants } from "node:os";
import { basename } from "node:path";
import { ROOT } from "./project.mjs";

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] the whole environment; ours when left out
 * @property {string} [cwd] the repository's root when left out
 * @property {boolean} [capture] keep the output instead of showing it
 * @property {boolean} [ownGroup] end the child's own children with it
 * @property {AbortSignal} [stop] ends the child when it fires
 */

/** Children that a signal to us must reach, each with the way to pass it on. */
const passOn = new Map();
let received;
let listening = false;

/**
 * Runs a program to its end. Signals that reach us are passed on, and once one has come we end
 * with the child instead of going on to the next step.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, stopped: boolean }>} the exit code (128 + the
 *   signal's number when a signal ended it, 127 when it could not start) and what was captured
 */
export function run(command, args, options = {}) {
	const { env = process.env, cwd = ROOT, capture = false, ownGroup = false, stop } = options;
	listen();
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: capture ? ["ignore", "pipe", "pipe"] : ["inherit", "inherit", "inherit"],
			// npm is a .cmd file on Windows, which only a shell can start.
			shell: command.endsWith(".cmd"),
			detached: ownGroup && process.platform !== "win32",
		});
		let output = "";
		let stopped = false;
		const keep = (chunk) => {
			output += chunk;
		};
		child.stdout?.setEncoding("utf8").on("data", keep);
		child.stderr?.setEncoding("utf8").on("data", keep);
		passOn.set(child, (signal) => end(child, signal, ownGroup));
		const onStop = () => {
			stopped = true;
			end(child, "SIGKILL", ownGroup);
		};
		stop?.addEventListener("abort", onStop);
		const settle = (code) => {
			stop?.removeEventListener("abort", onStop);
			passOn.delete(child);
			if (received && passOn.size === 0) {
				process.exit(code);
			}
			resolve({ code, output, stopped });
		};
		child.on("error", (error) => {
			output += `${error.message}\n`;
			settle(127);
		});
		child.on("close", (code, signal) => settle(code ?? 128 + constants.signals[signal]));
	});
}

/**
 * The command that runs npm: the very npm that started us where there is one.
 * @param {readonly string[]} args
 * @returns {[string, string[]]} command and arguments for {@link run}
 */
export function npm(args) {
	const script = process.env.npm_execpath;
	if (script && /^npm-cli\.[cm]?js$/.test(basename(script))) {
		return [process.execPath, [script, ...args]];
	}
	return [process.platform === "win32" ? "npm.cmd" : "npm", [...args]];
}

function listen() {
	if (listening) {
		return;
	}
	listening = true;
	for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
		process.on(signal, () => onSignal(signal));
	}
	// npm passes a signal to the shell between us, and not every shell passes it on: it is gone then,
	// and we have another parent.
	const parent = process.ppid;
	setInterval(() => process.ppid !== parent && !received && onSignal("SIGTERM"), 500).unref();
}

function onSignal(signal) {
	received = signal;
	if (passOn.size === 0) {
		process.exit(128 + constants.signals[signal]);
	}
	for (const send of passOn.values()) {
		send(signal);
	}
}

function end(child, signal, ownGroup) {
	if (process.platform === "win32") {
		// Windows has no signals, and ending a parent leaves its children running.
		spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"]);
		return;
	}
	try {
		process.kill(ownGroup ? -child.pid : child.pid, signal);
	} catch {
		// It ended in the meantime.
	}
}
