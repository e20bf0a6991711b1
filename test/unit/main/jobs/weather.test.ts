import fc from "fast-check";
import { expect, it } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { GatewayId } from "../../../../src/contract/ids.ts";
import { jobStates } from "../../../../src/contract/jobs.ts";
import { Weather } from "../../../../src/contract/weather.ts";
import { newAccountId } from "../../../../src/main/foundation/new-id.ts";
import { type WeatherJob, weatherOf } from "../../../../src/main/jobs/weather.ts";

const account = newAccountId();
const gateway = GatewayId.parse("evolink");

function job(more: Partial<WeatherJob> = {}): WeatherJob {
	return { account, gateway, state: "done", sentAt: 1_000, limited: 0, outputs: [], ...more };
}
const took = (ms: number, more: Partial<WeatherJob> = {}) => job({ endedAt: 1_000 + ms, ...more });

it("says nothing of accounts that sent nothing that has ended", () => {
	expect(weatherOf([])).toEqual([]);
	expect(weatherOf([job({ sentAt: undefined, state: "canceled" })])).toEqual([]);
	expect(weatherOf([job({ state: "waiting" }), job({ state: "receiving" })])).toEqual([]);
});

it("tells the median time and what nine of ten stayed within, of jobs that brought pictures", () => {
	const times = [50, 10, 40, 20, 30, 60, 100, 80, 90, 70].map((s) => took(s * 1_000));
	const others = [
		took(9, { state: "failed" }),
		took(1, { state: "canceled" }),
		job({ state: "waiting" }),
	];
	expect(weatherOf([...times, ...others])).toEqual([
		{
			...{ account, gateway, sent: 12, refused: 0, limited: 0, failed: 1 },
			medianMs: 50_000,
			slowMs: 90_000,
		},
	]);
});

it("counts partial jobs among those that brought pictures, and one job is its own median", () => {
	expect(weatherOf([took(7_000, { state: "partial" })])).toMatchObject([
		{ medianMs: 7_000, slowMs: 7_000 },
	]);
});

it("leaves out times that a clock set back has spoilt", () => {
	const [weather] = weatherOf([job({ endedAt: 500 })]);
	expect(weather).toMatchObject({ sent: 1 });
	expect(weather).not.toHaveProperty("medianMs");
	expect(weather).not.toHaveProperty("slowMs");
});

it("tells refusals from failures, also when only one picture was refused", () => {
	const refused = appError("prompt-refused").failure;
	const pictureRefused = appError("result-refused").failure;
	const [weather] = weatherOf([
		job({ state: "failed", error: refused }),
		job({ state: "partial", outputs: [{}, { error: pictureRefused }, { error: pictureRefused }] }),
		job({ state: "failed", error: appError("gateway-failed").failure }),
		job({ state: "unknown", error: appError("connection-lost").failure }),
		job({ state: "canceled", error: appError("cancelled").failure }),
	]);
	expect(weather).toMatchObject({ sent: 5, refused: 2, failed: 2, limited: 0 });
});

it("counts jobs that met too many requests, whether they came through or not", () => {
	const turnedAway = appError("too-many-requests").failure;
	const [weather] = weatherOf([
		took(1_000, { limited: 3 }),
		job({ state: "failed", error: turnedAway, limited: 1 }),
		job({ state: "failed", error: turnedAway }),
		job({ state: "failed", error: appError("task-failed").failure, limited: 1 }),
	]);
	expect(weather).toMatchObject({ sent: 4, limited: 4, failed: 1 });
});

it("keeps accounts apart, also two of one gateway", () => {
	const other = newAccountId();
	const weather = weatherOf([took(1_000), took(3_000, { account: other }), took(1_000)]);
	expect(weather).toMatchObject([
		{ account, sent: 2, medianMs: 1_000 },
		{ account: other, sent: 1, medianMs: 3_000 },
	]);
});

it("never tells more than was sent, and always what the contract takes", () => {
	const failures = ["prompt-refused", "too-many-requests", "task-failed"] as const;
	const error = fc.option(
		fc.constantFrom(...failures).map((reason) => appError(reason).failure),
		{
			nil: undefined,
		},
	);
	const time = fc.option(fc.nat(1_000_000), { nil: undefined });
	const anyJob = fc.record({
		account: fc.constant(account),
		gateway: fc.constant(gateway),
		state: fc.constantFrom(...jobStates),
		sentAt: time,
		endedAt: time,
		limited: fc.nat(3),
		error,
		outputs: fc.array(fc.record({ error }), { maxLength: 3 }),
	});
	fc.assert(
		fc.property(fc.array(anyJob), (jobs) => {
			for (const weather of weatherOf(jobs)) {
				const { sent, refused, limited, failed, medianMs, slowMs } = Weather.parse(weather);
				expect(Math.max(refused, limited, refused + failed)).toBeLessThanOrEqual(sent);
				if (medianMs !== undefined) expect(slowMs).toBeGreaterThanOrEqual(medianMs);
			}
		}),
	);
});
