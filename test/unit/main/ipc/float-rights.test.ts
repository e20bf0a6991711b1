import { expect, test } from "vitest";
import { routes } from "../../../../src/contract/routes.ts";
import { mayFloatAsk, mayFloatHear } from "../../../../src/main/ipc/float-rights.ts";

test("a floating board asks for what it shows, and changes nothing but its own look", () => {
	expect(Object.keys(routes).filter(mayFloatAsk).sort()).toEqual([
		"app.info",
		"boards.floatLook",
		"boards.get",
		"boards.list",
		"settings.get",
	]);
	expect(mayFloatAsk("constructor")).toBe(false);
	expect(mayFloatAsk(undefined)).toBe(false);
});

test("a floating board hears of boards and settings alone", () => {
	expect(mayFloatHear("boards.edited")).toBe(true);
	expect(mayFloatHear("settings.changed")).toBe(true);
	expect(mayFloatHear("jobs.changed")).toBe(false);
	expect(mayFloatHear("accounts.changed")).toBe(false);
});
