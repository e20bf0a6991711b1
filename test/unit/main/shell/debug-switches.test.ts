import { describe, expect, test } from "vitest";
import { debugSwitchAmong } from "../../../../src/main/shell/debug-switches.ts";

describe("switches that open the app to other programs", () => {
	test.each([
		["--remote-debugging-port=9222", "remote-debugging-port"],
		["--remote-debugging-pipe", "remote-debugging-pipe"],
		["-remote-debugging-port=0", "remote-debugging-port"],
		["--inspect", "inspect"],
		["--inspect=0", "inspect"],
		["--inspect-brk=127.0.0.1:9229", "inspect-brk"],
		["--INSPECT-BRK", "inspect-brk"],
		["/inspect-port:0", "inspect-port"],
	])("are found in %s", (arg, name) => {
		expect(debugSwitchAmong(["--lang=en", arg])).toBe(name);
	});

	test.each([
		"--user-data-dir=/home/ana/inspect",
		"--inspector",
		"inspect",
		"/home/ana/--inspect",
		"--",
	])("are not found in %s", (arg) => {
		expect(debugSwitchAmong([arg])).toBeUndefined();
	});
});
