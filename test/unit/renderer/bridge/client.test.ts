import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Bridge } from "../../../../src/contract/bridge.ts";
import { appError } from "../../../../src/contract/errors.ts";
import {
	AskError,
	ask,
	failureOf,
	hear,
	pathOfFile,
} from "../../../../src/renderer/bridge/client.ts";

const calls: unknown[][] = [];
const listeners = new Set<(name: string, payload: unknown) => void>();
let answer: Awaited<ReturnType<Bridge["call"]>> = { ok: true, value: undefined };

const bridge: Bridge = {
	call: async (...given) => {
		calls.push(given);
		return answer;
	},
	on: (listener) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	},
	pathOfFile: (file) =>
		file instanceof File && file.name === "on-disk.png" ? "/a/on-disk.png" : "",
};

beforeEach(() => {
	calls.length = 0;
	vi.stubGlobal("window", { seedcase: bridge });
});
afterEach(() => vi.unstubAllGlobals());

describe("asking", () => {
	test("gives the value main answers with", async () => {
		answer = { ok: true, value: [] };
		await expect(ask("jobs.list")).resolves.toEqual([]);
		expect(calls).toEqual([["jobs.list", undefined]]);
	});

	test("a failure is thrown with all that main said", async () => {
		const { failure } = appError("key-rejected", { gateway: "Tokaify" });
		answer = { ok: false, error: failure };
		const thrown = await ask("accounts.list").catch((error: unknown) => error);
		expect(thrown).toBeInstanceOf(AskError);
		expect(failureOf(thrown)).toEqual(failure);
	});
});

test("anything else that was thrown is an internal failure with its own words", () => {
	expect(failureOf(new RangeError("off by one"))).toMatchObject({
		reason: "internal",
		facts: { said: "off by one" },
	});
});

test("a listener hears its own kind of event until it is ended", () => {
	const heard: unknown[] = [];
	const end = hear("menu.chosen", (id) => heard.push(id));
	for (const listener of listeners) listener("menu.chosen", "settings.open");
	for (const listener of listeners) listener("library.rebuilt", { images: 1 });
	end();
	for (const listener of listeners) listener("menu.chosen", "palette.open");
	expect(heard).toEqual(["settings.open"]);
});

test("many listeners are one subscription, which ends with the last of them", () => {
	const ends = Array.from({ length: 20 }, () => hear("menu.chosen", () => {}));
	expect(listeners.size).toBe(1);
	const heard: unknown[] = [];
	const end = hear("menu.chosen", (id) => heard.push(id));
	for (const endOne of ends) endOne();
	for (const listener of listeners) listener("menu.chosen", "settings.open");
	expect(heard).toEqual(["settings.open"]);
	end();
	expect(listeners.size).toBe(0);
});

test("a file that lies nowhere on disk has no path", () => {
	expect(pathOfFile(new File([], "on-disk.png"))).toBe("/a/on-disk.png");
	expect(pathOfFile(new File([], "from-a-page.png"))).toBeUndefined();
});
