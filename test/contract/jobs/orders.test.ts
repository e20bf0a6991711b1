import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import type { Job, SubmitOrder } from "../../../src/contract/jobs.ts";
import { newImageId, newJobId } from "../../../src/main/foundation/new-id.ts";
import type { JobMoney } from "../../../src/main/jobs/job-money.ts";
import type { SubmitFault } from "../../simulator/faults.ts";
import type { GatewayName, Simulator } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { requestFor } from "./gateway-requests.ts";
import {
	addAccount,
	makeRigDisk,
	type Rig,
	type RigDisk,
	type RigOptions,
	startRig,
} from "./studio-rig.ts";

const names = ["toapis", "tokaify", "reapi"] as const satisfies readonly GatewayName[];
type Name = (typeof names)[number];
let simulators: Record<Name, Simulator>;
let requests: Record<Name, GenerationRequest>;
let disk: RigDisk;
let rig: Rig;
beforeEach(async () => {
	disk = await makeRigDisk();
});
afterEach(async () => {
	await rig.close();
	for (const name of names) {
		simulators[name].release();
		await simulators[name].close();
	}
});

async function begin(options: RigOptions = {}) {
	rig = await startRig(disk, options);
	const started = await Promise.all(names.map((name) => startSimulator(name)));
	const [toapis, tokaify, reapi] = started;
	if (!toapis || !tokaify || !reapi) throw new Error("three simulators were started");
	simulators = { toapis, tokaify, reapi };
	const request = async (name: Name) =>
		requestFor(name, await addAccount(rig, simulators[name], name));
	requests = {
		toapis: await request("toapis"),
		tokaify: await request("tokaify"),
		reapi: await request("reapi"),
	};
}
const order = (
	wanted: readonly Name[],
	fallbacks: readonly Name[] = [],
	more = {},
): SubmitOrder => ({
	requests: wanted.map((name) => requests[name]),
	fallbacks: fallbacks.map((name) => requests[name]),
	overBudget: false,
	...more,
});
const submits = () => names.map((name) => simulators[name].submits().length);
const successor = (id: string): Promise<Job> => rig.reachedAny((job) => job.fallbackFor === id);
const refuse = (status: number, code: string, charged = false): SubmitFault => ({
	kind: "reply",
	charged,
	reply: {
		status,
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ error: { code, message: code, type: code } }),
	},
});
/** 10 cents a picture everywhere. */
const tenCents: Pick<JobMoney, "priceOf"> = {
	priceOf: (_, __, images) => ({ usdPerImage: 0.1, from: "list", worstUsd: 0.1 * images }),
};

describe("an order", () => {
	it("of several requests makes jobs that belong together, each at its price", async () => {
		await begin({ money: tenCents });
		const jobs = await rig.jobs.submitOrder(order(["toapis", "tokaify"]));
		expect(jobs.map(({ gateway }) => gateway)).toEqual(["toapis", "tokaify"]);
		expect(jobs[0]?.comparison).toBeDefined();
		expect(jobs[1]?.comparison).toBe(jobs[0]?.comparison);
		for (const { id, price } of jobs) {
			expect(price?.worstUsd).toBeCloseTo(0.3);
			expect((await rig.ended(id)).state).toBe("done");
			expect(rig.library.imagesOf(id)).toHaveLength(3);
		}
		expect(submits()).toEqual([1, 1, 0]);
	});

	it("keeps a job that is sent again in its comparison", async () => {
		await begin();
		simulators.tokaify.faults.nextSubmit(refuse(401, "invalid_api_key"));
		const [, refused] = await rig.jobs.submitOrder(order(["toapis", "tokaify"]));
		if (refused === undefined) throw new Error("two jobs were made");
		expect((await rig.ended(refused.id)).state).toBe("failed");
		const again = await rig.jobs.retry(refused.id);
		expect(again).toMatchObject({ retryOf: refused.id, comparison: refused.comparison });
		expect(refused.comparison).toBeDefined();
	});

	it("of one request is no comparison", async () => {
		await begin();
		const [job] = await rig.jobs.submitOrder(order(["tokaify"]));
		expect(job?.comparison).toBeUndefined();
	});

	it("makes nothing unless every request in it is right", async () => {
		await begin();
		const wrong = { ...requests.tokaify, prompt: "" };
		for (const bad of [
			{ ...order(["toapis"]), requests: [requests.toapis, wrong] },
			{ ...order(["toapis"]), fallbacks: [wrong] },
		]) {
			await expect(rig.jobs.submitOrder(bad)).rejects.toMatchObject({ reason: "form-incomplete" });
		}
		expect(rig.jobs.list()).toEqual([]);
		expect(submits()).toEqual([0, 0, 0]);
	});

	it("is made all together or not at all", async () => {
		await begin({
			journal: (real) => ({
				...real,
				putTogether: (jobs) =>
					real.putTogether(
						jobs.map((job, place) => {
							if (place === 1) throw appError("disk-full");
							return job;
						}),
					),
			}),
		});
		await expect(rig.jobs.submitOrder(order(["toapis", "tokaify"]))).rejects.toMatchObject({
			reason: "disk-full",
		});
		expect(rig.jobs.list()).toEqual([]);
		expect(submits()).toEqual([0, 0, 0]);
	});

	it("asks about its money as a whole before anything is made", async () => {
		const asked: Parameters<JobMoney["approve"]>[0][] = [];
		await begin({
			money: {
				...tenCents,
				approve: (whole) => {
					asked.push(whole);
					throw appError("budget-passed", { cost: "$0.60", left: "$0.10" });
				},
			},
		});
		const two = order(["toapis", "tokaify"], [], { shownUsd: 0.6 });
		await expect(rig.jobs.submitOrder(two)).rejects.toMatchObject({ reason: "budget-passed" });
		expect(asked).toMatchObject([{ shownUsd: 0.6, overBudget: false }]);
		expect(asked[0]?.worstUsd).toBeCloseTo(0.6);
		expect(rig.jobs.list()).toEqual([]);
	});
});

describe("falling back", () => {
	it.each([
		["no money", refuse(402, "insufficient_quota")],
		["a wrong key", refuse(401, "unauthorized")],
		["too many requests", refuse(429, "rate_limit_exceeded")],
		["an overloaded gateway", refuse(503, "overloaded")],
	])("goes on with the next gateway after %s", async (_, fault) => {
		await begin();
		simulators.toapis.faults.nextSubmit(fault);
		const [job] = await rig.jobs.submitOrder(order(["toapis"], ["tokaify", "reapi"]));
		const { id } = job ?? never();
		expect(job?.fallbacks?.map(({ gatewayTitle }) => gatewayTitle)).toEqual(["Tokaify", "reAPI"]);
		expect(await rig.ended(id)).toMatchObject({ state: "failed", error: { charged: "no" } });
		const next = await successor(id);
		expect(next).toMatchObject({ gateway: "tokaify", fallbackFor: id });
		expect(next.fallbacks?.map(({ gatewayTitle }) => gatewayTitle)).toEqual(["reAPI"]);
		expect((await rig.ended(next.id)).state).toBe("done");
		expect(submits()).toEqual([1, 1, 0]);
	});

	it("goes down the whole list, for the same set, and ends with the last", async () => {
		await begin();
		const follows = { way: "redo" as const, set: newJobId(), slots: [2, 0] };
		for (const name of names) requests[name] = { ...requests[name], follows };
		for (const name of names) simulators[name].faults.nextSubmit(refuse(401, "unauthorized"));
		const [job] = await rig.jobs.submitOrder(order(["toapis"], ["tokaify", "reapi"]));
		const second = await successor(job?.id ?? never());
		const third = await successor(second.id);
		expect((await rig.ended(third.id)).state).toBe("failed");
		expect([second.request, third.request]).toEqual([requests.tokaify, requests.reapi]);
		expect(submits()).toEqual([1, 1, 1]);
		expect(rig.jobs.list()).toHaveLength(3);
	});

	it("goes on when a gateway cannot be reached at all", async () => {
		await begin();
		await simulators.toapis.goDown();
		const [job] = await rig.jobs.submitOrder(order(["toapis"], ["tokaify"]));
		const next = await successor(job?.id ?? never());
		expect((await rig.ended(next.id)).state).toBe("done");
	});

	it("goes on after a task that failed and cost nothing", async () => {
		await begin();
		simulators.reapi.faults.nextPoll({
			kind: "fails",
			error: { code: 50000, message: "upstream failed" },
			charged: false,
		});
		const [job] = await rig.jobs.submitOrder(order(["reapi"], ["tokaify"]));
		const failed = await rig.ended(job?.id ?? never());
		expect(failed).toMatchObject({ state: "failed", error: { charged: "no" } });
		const next = await successor(failed.id);
		expect((await rig.ended(next.id)).state).toBe("done");
	});

	it.each([
		["a refused prompt", refuse(422, "content_policy_violation")],
		["a request that is wrong", refuse(400, "invalid_request_error")],
		["a failure that may have been charged", refuse(500, "internal_error", true)],
		["a lost connection", { kind: "reset", at: "after-body" } as const],
	])("does not go on after %s", async (_, fault) => {
		await begin();
		simulators.tokaify.faults.nextSubmit(fault);
		const [job] = await rig.jobs.submitOrder(order(["tokaify"], ["reapi"]));
		const ended = await rig.ended(job?.id ?? never());
		expect(["failed", "unknown"]).toContain(ended.state);
		expect(rig.jobs.list()).toHaveLength(1);
		expect(submits()).toEqual([0, 1, 0]);
	});

	it("does not go on after a reply that had places for pictures, whatever became of them", async () => {
		const busy = appError("gateway-busy", { gateway: "Tokaify", status: 503 }).failure;
		await begin({
			adapter: (real) => ({
				...real,
				readSubmit: () => ({ kind: "delivered", delivered: [{ kind: "refused", error: busy }] }),
			}),
		});
		const [job] = await rig.jobs.submitOrder(order(["tokaify"], ["reapi"]));
		const ended = await rig.ended(job?.id ?? never());
		expect(ended).toMatchObject({ state: "failed", error: { kind: "server", charged: "no" } });
		expect(rig.jobs.list()).toHaveLength(1);
	});

	it("does not go on after the designer stopped it", async () => {
		await begin();
		simulators.tokaify.faults.nextSubmit({ kind: "stall", at: "before-headers" });
		const [job] = await rig.jobs.submitOrder(order(["tokaify"], ["reapi"]));
		await simulators.tokaify.taken(1);
		await rig.jobs.cancel(job?.id ?? never());
		expect(rig.jobs.list()).toHaveLength(1);
	});

	it("passes over a gateway that cannot be asked any more", async () => {
		await begin();
		simulators.toapis.faults.nextSubmit(refuse(402, "insufficient_quota"));
		rig.network.report({ online: false });
		const [job] = await rig.jobs.submitOrder(order(["toapis"], ["tokaify", "reapi"]));
		rig.accounts.remove(requests.tokaify.account);
		rig.network.report({ online: true });
		const next = await successor(job?.id ?? never());
		expect(next).toMatchObject({ gateway: "reapi" });
		expect(next.fallbacks).toBeUndefined();
		expect((await rig.ended(next.id)).state).toBe("done");
	});

	it("waits for the designer's yes when the next does not fit the budget", async () => {
		await begin({ money: { ...tenCents, fits: (usd) => (usd ?? 0) <= -1 } });
		simulators.toapis.faults.nextSubmit(refuse(402, "insufficient_quota"));
		const [job] = await rig.jobs.submitOrder(order(["toapis"], ["tokaify"]));
		const next = await successor(job?.id ?? never());
		expect(next).toMatchObject({ state: "queued", hold: { reason: "over-budget" } });
		expect(submits()).toEqual([1, 0, 0]);
		await rig.jobs.release(next.id);
		expect((await rig.ended(next.id)).state).toBe("done");
	});

	it("is written down with the failure: a restart in between sends nothing twice", async () => {
		await begin();
		simulators.toapis.faults.nextSubmit(refuse(402, "insufficient_quota"));
		const [job] = await rig.jobs.submitOrder(order(["toapis"], ["tokaify"]));
		await successor(job?.id ?? never());
		await rig.close();
		rig = await startRig(disk);
		const next = await successor(job?.id ?? never());
		await rig.ended(next.id);
		expect(rig.jobs.list()).toHaveLength(2);
		expect(simulators.tokaify.submits().length).toBeLessThanOrEqual(1);
	});
});

describe("sending again", () => {
	it("waits for the designer's yes when it costs more than before", async () => {
		let cents = 10;
		await begin({
			money: {
				priceOf: (_, __, images) => ({
					usdPerImage: cents / 100,
					from: "list",
					worstUsd: (cents / 100) * images,
				}),
			},
		});
		simulators.tokaify.faults.nextSubmit(refuse(401, "unauthorized"));
		const request: GenerationRequest = {
			...requests.tokaify,
			parent: newImageId(),
			follows: { way: "extend", set: newJobId() },
			wording: [{ kind: "text", text: requests.tokaify.prompt }],
		};
		const { id } = await rig.jobs.submit(request);
		await rig.ended(id);
		cents = 20;
		const again = await rig.jobs.retry(id);
		expect(again.request).toEqual(request);
		expect(again).toMatchObject({ state: "queued", hold: { reason: "price-changed" } });
		expect(submits()).toEqual([0, 1, 0]);
		await rig.jobs.release(again.id);
		expect((await rig.ended(again.id)).state).toBe("done");
	});
});

it("an account is in use while a job of it goes on", async () => {
	await begin();
	simulators.tokaify.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const { id, account } = await rig.jobs.submit(requests.tokaify);
	expect(rig.jobs.isAccountInUse(account)).toBe(true);
	expect(rig.jobs.isAccountInUse(requests.reapi.account)).toBe(false);
	simulators.tokaify.release();
	await rig.ended(id);
	expect(rig.jobs.isAccountInUse(account)).toBe(false);
});

it("who keeps count hears of a job once it has ended, and what was placed for it is tidied", async () => {
	const settled: string[] = [];
	const tidied: string[] = [];
	await begin({
		onEnded: (job) => settled.push(`${job.id} ${job.state}`),
		placement: {
			place: async () => never(),
			tidy: async (job) => {
				tidied.push(job);
			},
			tidyLeftovers: async () => {},
			close: async () => {},
			hasHost: () => false,
		},
	});
	const { id } = await rig.jobs.submit(requests.tokaify);
	await rig.ended(id);
	expect(settled).toEqual([`${id} done`]);
	expect(tidied).toEqual([id]);
});

function never(): never {
	throw new Error("nothing is there");
}
