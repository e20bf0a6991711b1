import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import { AccountId, GatewayId } from "../../../../src/contract/ids.ts";
import type { JobState } from "../../../../src/contract/jobs.ts";
import type { Weather } from "../../../../src/contract/weather.ts";
import { followWeather, useWeather } from "../../../../src/renderer/state/weather-store.ts";

const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
const listeners = new Set<(name: string, payload: unknown) => void>();
let asked = 0;
let answer: () => Outcome<unknown>;

const tell = (state: JobState) => {
	for (const listener of listeners) listener("jobs.changed", { state });
};

beforeEach(() => {
	vi.useFakeTimers();
	asked = 0;
	answer = () => {
		const weather: Weather = {
			...{ account, gateway: GatewayId.parse("evolink"), sent: asked },
			...{ refused: 0, limited: 0, failed: 0 },
		};
		return { ok: true, value: [weather] };
	};
	const call = async (name: string) => {
		if (name === "gateways.weather") asked += 1;
		return answer();
	};
	const on = (listener: (name: string, payload: unknown) => void) => {
		listeners.add(listener);
		return () => listeners.delete(listener);
	};
	vi.stubGlobal("window", { seedcase: { call, on, pathOfFile: () => "" } });
	useWeather.setState({ byAccount: new Map() });
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	listeners.clear();
});

test("is asked for at the start, and once for jobs that end together", async () => {
	const end = followWeather();
	await vi.runAllTimersAsync();
	expect(asked).toBe(1);
	for (let n = 0; n < 20; n += 1) tell("done");
	await vi.runAllTimersAsync();
	expect(asked).toBe(2);
	expect(useWeather.getState().byAccount.get(account)?.sent).toBe(2);
	end();
});

test("is not asked for when a job only moves on", async () => {
	const end = followWeather();
	await vi.runAllTimersAsync();
	for (const state of ["queued", "sending", "waiting", "receiving"] as const) tell(state);
	await vi.runAllTimersAsync();
	expect(asked).toBe(1);
	end();
});

test("keeps coming while jobs end one after the other without a pause", async () => {
	const end = followWeather();
	await vi.runAllTimersAsync();
	for (let n = 0; n < 50; n += 1) {
		tell("done");
		await vi.advanceTimersByTimeAsync(100);
	}
	expect(asked).toBeGreaterThan(4);
	end();
});

test("stays as it was when main cannot tell, and ends when told to", async () => {
	const end = followWeather();
	await vi.runAllTimersAsync();
	answer = () => ({ ok: false, error: appError("internal", { said: "no" }).failure });
	tell("failed");
	await vi.runAllTimersAsync();
	expect(useWeather.getState().byAccount.size).toBe(1);
	tell("failed");
	end();
	const before = asked;
	tell("failed");
	await vi.runAllTimersAsync();
	expect(asked).toBe(before);
});
