import { describe, expect, it } from "vitest";
import { appError, type ErrorReason } from "../../../../src/contract/errors.ts";
import type { JobPrice } from "../../../../src/contract/money.ts";
import { systemClock } from "../../../../src/main/foundation/clock.ts";
import { createNetwork } from "../../../../src/main/foundation/network.ts";
import { gatewayAdapter } from "../../../../src/main/gateways/registry.ts";
import { moneyHold, waitsForNetwork } from "../../../../src/main/jobs/hold.ts";
import type { JobMoney } from "../../../../src/main/jobs/job-money.ts";
import { aJournalJob } from "./a-journal-job.ts";

const usd = (worstUsd: number): JobPrice => ({ usdPerImage: worstUsd / 3, from: "list", worstUsd });
const money = (now: number | undefined, left: number): JobMoney => ({
	priceOf: () => (now === undefined ? undefined : usd(now)),
	approve: () => {},
	fits: (worst) => worst === undefined || worst <= left,
	inDollars: (_, charge) => charge,
});

describe("money holds a job", () => {
	const job = aJournalJob({ price: usd(0.3) });
	const held = (now: number | undefined, left: number) =>
		moneyHold(job, job, job.price?.worstUsd, { money: money(now, left), clock: systemClock })
			?.reason;

	it("that costs more than was agreed to, and not for the dust of a sum", () => {
		expect(held(0.31, 10)).toBe("price-changed");
		expect(held(0.1 + 0.2, 10)).toBeUndefined();
		expect(held(0.2, 10)).toBeUndefined();
		expect(held(undefined, -10)).toBeUndefined();
	});

	it("that no longer fits, its own share counted once", () => {
		expect(held(0.3, 0)).toBeUndefined();
		expect(held(0.3, -0.01)).toBe("over-budget");
		expect(held(0.2, -0.05)).toBeUndefined();
	});

	it("but never one that is free", () => {
		expect(held(0, -10)).toBeUndefined();
	});

	it("that takes the place of an ended one, which still is in the sums", () => {
		const next = aJournalJob();
		const ports = { money: money(0.5, 0.1), clock: systemClock };
		expect(moneyHold(next, job, undefined, ports)?.reason).toBe("over-budget");
		expect(moneyHold(next, { ...job, price: usd(0.4) }, undefined, ports)).toBeUndefined();
		expect(moneyHold(next, undefined, undefined, ports)?.reason).toBe("over-budget");
	});
});

describe("a job that could not be sent", () => {
	const network = createNetwork();
	const ports = { network, adapterFor: gatewayAdapter };
	const waits = (reason: ErrorReason, code?: string, unreached = 0) =>
		waitsForNetwork(
			aJournalJob({ unreached }),
			appError(reason, code === undefined ? {} : { code }).failure,
			ports,
		);

	it("waits for a network that is certainly not there, whatever went wrong for want of it", () => {
		network.report({ online: false });
		expect(waits("unreachable", "ECONNREFUSED", 100)).toBe(true);
		expect(waits("upload-failed")).toBe(true);
		expect(waits("key-missing")).toBe(false);
		expect(waits("reference-gone")).toBe(false);
		network.report({ online: true });
	});

	it("believes a few times that there is none when the system says otherwise", () => {
		expect(waits("unreachable", "ENOTFOUND", 4)).toBe(true);
		expect(waits("unreachable", "ENOTFOUND", 5)).toBe(false);
		expect(waits("unreachable", "ECONNREFUSED")).toBe(false);
		expect(waits("unreachable", "address")).toBe(false);
	});
});
