import { expect, test } from "vitest";
import { routes } from "../../../../src/contract/routes.ts";
import { mayFloatAsk, mayFloatHear, mayWindowAsk } from "../../../../src/main/ipc/float-rights.ts";

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

test("the pages that paint and print may ask for nothing, nor may a window that has gone", () => {
	const windows = { studio: () => 1, isFloat: (id: number) => id === 2 };
	const may = (id: number, name: string) => mayWindowAsk(id, name, windows);
	expect([may(1, "jobs.submit"), may(2, "boards.get"), may(2, "jobs.submit")]).toEqual([
		true,
		true,
		false,
	]);
	expect([may(3, "jobs.submit"), may(3, "boards.get")]).toEqual([false, false]);
	expect(mayWindowAsk(1, "boards.get", { ...windows, studio: () => undefined })).toBe(false);
});
