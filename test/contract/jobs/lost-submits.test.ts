import { afterEach, beforeEach, describe, expect, it } from "vitest";
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

let simulator: Simulator;
let disk: RigDisk;
let rig: Rig;
beforeEach(async () => {
	disk = await makeRigDisk();
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

async function begin(gateway: GatewayName, fault: SubmitFault, options: RigOptions = {}) {
	simulator = await startSimulator(gateway);
	simulator.faults.nextSubmit(fault);
	rig = await startRig(disk, options);
	return rig.jobs.submit(requestFor(gateway, await addAccount(rig, simulator, gateway)));
}

/** The gateway has taken the request, and the reply does not arrive. */
const lostReplies: readonly (readonly [string, SubmitFault])[] = [
	["a reset connection", { kind: "reset", at: "after-body" }],
	["a reset inside the reply", { kind: "reset", at: "inside-reply" }],
	[
		"a proxy's 502",
		{
			kind: "reply",
			charged: true,
			reply: { status: 502, headers: { "content-type": "text/html" }, body: "<html></html>" },
		},
	],
];

describe("a submit whose reply is lost", () => {
	it.each(lostReplies)("is found again by its name: %s", async (_, fault) => {
		const { id } = await begin("toapis", fault);
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "done", remoteId: simulator.tasks()[0]?.id });
		expect(job.error).toBeUndefined();
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.chargedImages()).toBe(3);
	});

	it("is found again by its name after the app was closed meanwhile", async () => {
		const { id } = await begin("toapis", { kind: "stall", at: "before-headers" });
		await simulator.taken(1);
		await rig.close();
		simulator.release();
		rig = await startRig(disk);
		expect((await rig.ended(id)).state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
	});

	it("is unknown once the gateway has not known its name for a minute, and can be checked", async () => {
		let ahead = 0;
		const fault: SubmitFault = { kind: "reset", at: "before-body" };
		const { id } = await begin("toapis", fault, { ahead: () => ahead });
		await rig.reached(id, ({ state }) => state === "waiting" && simulator.polls().length >= 4);
		expect(rig.find(id).state).toBe("waiting");
		ahead = 61_000;
		const job = await rig.ended(id);
		expect(job).toMatchObject({
			state: "unknown",
			checkable: true,
			error: { reason: "task-not-taken", charged: "maybe" },
		});
		expect((await rig.jobs.checkAgain(id)).state).toBe("waiting");
		expect((await rig.ended(id)).state).toBe("unknown");
		expect(simulator.submits()).toHaveLength(1);
	});

	it("is unknown where the gateway takes no names, and cannot be checked", async () => {
		const { id } = await begin("evolink", { kind: "reset", at: "after-body" });
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "unknown", error: { reason: "connection-lost" } });
		expect(job.checkable).toBeUndefined();
		await expect(rig.jobs.resolveUnknown(id, "check")).rejects.toMatchObject({
			reason: "job-not-found",
		});
		await expect(rig.jobs.checkAgain(id)).rejects.toMatchObject({ reason: "job-not-found" });
		expect(simulator.polls()).toHaveLength(0);
		expect(simulator.submits()).toHaveLength(1);
	});
});
