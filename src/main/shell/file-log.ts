import { join } from "node:path";
import electronLog from "electron-log/main";
import { type Log, scrub } from "../foundation/log.ts";

const MAX_BYTES = 2 * 1024 * 1024;

/** The log in the app's data folder, kept small, with keys taken out on the way in. */
export function createFileLog(folder: string): Log {
	electronLog.transports.file.resolvePathFn = () => join(folder, "logs", "main.log");
	electronLog.transports.file.maxSize = MAX_BYTES;
	electronLog.transports.file.level = "info";
	electronLog.transports.console.level = process.env.SEEDCASE_LOG === "1" ? "info" : false;
	const write =
		(level: "info" | "warn" | "error"): Log["info"] =>
		(message, facts) => {
			const text = facts === undefined ? message : `${message} ${JSON.stringify(facts)}`;
			electronLog[level](scrub(text));
		};
	return { info: write("info"), warn: write("warn"), error: write("error") };
}
