import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import { GatewayId } from "../../../src/contract/ids.ts";
import type { JobPrice } from "../../../src/contract/money.ts";
import type { HttpClient } from "../../../src/main/http/http-client.ts";
import type { Simulator } from "../../simulator/simulator.ts";
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

let simulator: Simulator;
let disk: RigDisk;
let rig: Rig;
beforeEach(async () => {
	simulator = await startSimulator("tokaify");
	disk = await makeRigDisk();
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

/** Rests take as long as in real life, so that only the network's return can end one. */
const begin = async (options: RigOptions = {}) => {
	rig = await startRig(disk, { patient: true, ...options });
	return requestFor("tokaify", await addAccount(rig, simulator));
};
const price = (worstUsd: number): JobPrice => ({
	usdPerImage: worstUsd / 3,
	from: "list",
	worstUsd,
});

describe("without a network", () => {
	it("a request waits, and goes out when the network is back", async () => {
		const request = await begin();
		rig.network.report({ online: false });
		const { id } = await rig.jobs.submit(request);
		const held = await rig.reached(id, ({ hold }) => hold !== undefined);
		expect(held).toMatchObject({ state: "queued", hold: { reason: "offline" } });
		expect(simulator.submits()).toHaveLength(0);
		rig.network.report({ online: true });
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "done" });
		expect(job.hold).toBeUndefined();
		expect(simulator.submits()).toHaveLength(1);
	});

	it("a request waits over a restart too", async () => {
		const request = await begin();
		rig.network.report({ online: false });
		const { id } = await rig.jobs.submit(request);
		await rig.reached(id, ({ hold }) => hold !== undefined);
		await rig.close();
		rig = await startRig(disk);
		expect((await rig.ended(id)).state).toBe("done");
		expect(simulator.submits()).toHaveLength(1);
	});

	it("a request that waits can be cancelled, and costs nothing", async () => {
		const request = await begin();
		rig.network.report({ online: false });
		const { id } = await rig.jobs.submit(request);
		const job = await rig.jobs.cancel(id);
		expect(job).toMatchObject({ state: "canceled", error: { charged: "no" } });
		expect(job.hold).toBeUndefined();
		rig.network.report({ online: true });
		expect(simulator.submits()).toHaveLength(0);
	});

	it("waits for the designer's yes when it costs more by then", async () => {
		let now = price(0.1);
		const request = await begin({ money: { priceOf: () => now } });
		rig.network.report({ online: false });
		const { id } = await rig.jobs.submit(request);
		now = price(0.2);
		rig.network.report({ online: true });
		const held = await rig.reached(id, ({ hold }) => hold?.reason === "price-changed");
		expect(held.price).toEqual(price(0.1));
		expect(simulator.submits()).toHaveLength(0);
		await rig.jobs.release(id);
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "done", price: price(0.2) });
		expect(simulator.submits()).toHaveLength(1);
	});

	it("waits for the designer's yes when the budget is passed by then", async () => {
		let fits = true;
		const request = await begin({ money: { priceOf: () => price(0.1), fits: () => fits } });
		rig.network.report({ online: false });
		const { id } = await rig.jobs.submit(request);
		fits = false;
		rig.network.report({ online: true });
		await rig.reached(id, ({ hold }) => hold?.reason === "over-budget");
		expect(simulator.submits()).toHaveLength(0);
		await rig.jobs.release(id);
		expect((await rig.ended(id)).state).toBe("done");
	});

	it("the built-in gateway works all the same", async () => {
		const http = (real: HttpClient): HttpClient => ({
			...real,
			sendToFile: async () => {
				throw appError("demo-failed");
			},
		});
		const request = await begin({ http });
		rig.network.report({ online: false });
		const demo = rig.accounts.list().find(({ gateway }) => gateway === "demo");
		if (demo === undefined) throw new Error("there is no Demo account");
		const { model } = rig.adapterFor(GatewayId.parse("demo")).models[0] ?? request;
		const { id } = await rig.jobs.submit({ ...request, account: demo.id, model });
		expect((await rig.ended(id)).error?.reason).toBe("demo-failed");
	});

	it("nothing is sent while the computer sleeps, and everything once it wakes", async () => {
		const request = await begin();
		rig.network.report({ awake: false });
		const { id } = await rig.jobs.submit(request);
		expect(rig.find(id)).toMatchObject({ state: "queued" });
		expect(rig.find(id).hold).toBeUndefined();
		rig.network.report({ awake: true });
		expect((await rig.ended(id)).state).toBe("done");
	});
});

/** Fails so many sends as a computer without a network does, although the system says that it has one. */
const failing = (code: string, times: number) => {
	let left = times;
	const http = (real: HttpClient): HttpClient => ({
		...real,
		sendToFile: async (request, options) => {
			if (left-- > 0) throw appError("unreachable", { gateway: options.gatewayTitle, code });
			return real.sendToFile(request, options);
		},
	});
	return { http, tried: () => times - left };
};

describe("a network that the system only believes to have", () => {
	it.each(["ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH", "ENETDOWN"])(
		"a request that met %s is tried again after a rest",
		async (code) => {
			const { http } = failing(code, 2);
			const request = await begin({ http, patient: false });
			const { id } = await rig.jobs.submit(request);
			expect((await rig.ended(id)).state).toBe("done");
			const holds = rig.changes.filter(({ state, hold }) => state === "queued" && hold);
			expect(holds.map(({ hold }) => hold?.reason)).toContain("offline");
			expect(simulator.submits()).toHaveLength(1);
		},
	);

	it("is not believed in for ever: an address that nobody knows is said", async () => {
		const { http, tried } = failing("ENOTFOUND", 1_000);
		const request = await begin({ http, patient: false });
		const { id } = await rig.jobs.submit(request);
		const job = await rig.ended(id);
		expect(job).toMatchObject({
			state: "failed",
			error: { reason: "unreachable", charged: "no" },
		});
		expect(tried()).toBe(6);
	});

	it("a refused connection is a failure at once", async () => {
		const { http, tried } = failing("ECONNREFUSED", 1_000);
		const request = await begin({ http, patient: false });
		const { id } = await rig.jobs.submit(request);
		expect((await rig.ended(id)).state).toBe("failed");
		expect(tried()).toBe(1);
	});
});

it("a gateway that says too many requests is left in peace for as long as it wants", async () => {
	const request = await begin();
	simulator.faults.nextSubmit({
		kind: "reply",
		charged: false,
		reply: {
			status: 429,
			headers: { "content-type": "application/json", "retry-after": "1" },
			body: JSON.stringify({ error: { code: "", message: "slow down", type: "rate" } }),
		},
	});
	const { id } = await rig.jobs.submit(request);
	const refused = await rig.ended(id);
	expect(refused).toMatchObject({ state: "failed", error: { kind: "rate", charged: "no" } });
	expect(rig.journal.get(id)?.limited).toBe(1);
	const at = performance.now();
	const next = await rig.jobs.submit(request);
	expect((await rig.ended(next.id)).state).toBe("done");
	const [first, second] = simulator.submits();
	expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(900);
	expect(performance.now() - at).toBeLessThan(15_000);
});
