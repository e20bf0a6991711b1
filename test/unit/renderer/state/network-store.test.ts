import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import { followNetwork, useNetwork } from "../../../../src/renderer/state/network-store.ts";

const listeners = new Set<(name: string, payload: unknown) => void>();
const page = new EventTarget();
const told: unknown[] = [];
let answer: Outcome<unknown> = { ok: true, value: undefined };

beforeEach(() => {
	told.length = 0;
	listeners.clear();
	answer = { ok: true, value: undefined };
	useNetwork.setState({ online: true });
	const call = async (_: string, input: unknown) => {
		told.push(input);
		return answer;
	};
	const on = (listener: (name: string, payload: unknown) => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	vi.stubGlobal("window", { seedcase: { call, on, pathOfFile: () => "" } });
	vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
	vi.stubGlobal("navigator", { onLine: true });
});
afterEach(() => vi.unstubAllGlobals());

test("main is told of every change the system reports, and decides what it means", async () => {
	const end = followNetwork();
	expect(told).toEqual([]);
	page.dispatchEvent(new Event("offline"));
	await Promise.resolve();
	expect(told).toEqual([{ online: false }]);
	expect(useNetwork.getState().online).toBe(true);
	for (const listener of listeners) listener("app.network", { online: false });
	expect(useNetwork.getState().online).toBe(false);
	end();
});

test("a start without a network is told at once", () => {
	vi.stubGlobal("navigator", { onLine: false });
	const end = followNetwork();
	expect(told).toEqual([{ online: false }]);
	end();
});

test("the system's word counts while main cannot be told", async () => {
	answer = { ok: false, error: appError("unknown-request", { name: "app.network" }).failure };
	const end = followNetwork();
	page.dispatchEvent(new Event("offline"));
	await vi.waitFor(() => expect(useNetwork.getState().online).toBe(false));
	page.dispatchEvent(new Event("online"));
	await vi.waitFor(() => expect(useNetwork.getState().online).toBe(true));
	end();
	page.dispatchEvent(new Event("offline"));
	expect(told).toHaveLength(2);
	expect(listeners.size).toBe(0);
});
