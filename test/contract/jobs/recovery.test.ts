import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gradientPng } from "../../simulator/png.ts";
import { submitFaults } from "../../simulator/scenarios.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../../simulator/tokaify-simulator.ts";
import { requestFor } from "./gateway-requests.ts";
import {
	addAccount,
	aRequest,
	makeRigDisk,
	type Rig,
	type RigDisk,
	type RigOptions,
	startRig,
} from "./studio-rig.ts";

let simulator: TokaifySimulator;
let disk: RigDisk;
let rig: Rig;
beforeEach(async () => {
	simulator = await startTokaifySimulator();
	disk = await makeRigDisk();
	rig = await startRig(disk);
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

const restart = async () => {
	await rig.close();
	rig = await startRig(disk);
};

describe("the app closes", () => {
	it("in mid-request: the job is unknown afterwards, and is not sent again", async () => {
		simulator.script(submitFaults["stall before the reply"]);
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await simulator.taken(1);
		await restart();
		const job = rig.find(id);
		expect(job.state).toBe("unknown");
		expect(job.error).toMatchObject({ reason: "closed-while-sending", charged: "maybe" });
		expect(simulator.submits()).toBe(1);
	});

	it("after the last byte of the reply, before anyone read it: its pictures are saved", async () => {
		simulator.script(submitFaults["stall before the reply"]);
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await simulator.taken(1);
		await rig.close();
		// What a power cut right after the rename of the spooled reply leaves behind.
		const picture = gradientPng({ width: 64, height: 48, seed: 7 }).toString("base64");
		const reply = JSON.stringify({ created: 1, data: [{ b64_json: picture }] });
		await writeFile(join(disk.folder, "replies", `${id}.reply`), reply);
		rig = await startRig(disk);
		const job = await rig.ended(id);
		expect(job.state).toBe("done");
		expect(rig.library.imagesOf(id)).toMatchObject([{ width: 64, height: 48 }]);
		expect(simulator.submits()).toBe(1);
	});

	it("with jobs in the queue: none of them leaves before all that was going on is put right", async () => {
		const oneAtATime: RigOptions = {
			adapter: (real) => ({ ...real, submitPace: { ...real.submitPace, atOnce: 1 } }),
		};
		await rig.close();
		rig = await startRig(disk, oneAtATime);
		simulator.script(submitFaults["stall before the reply"]);
		const account = await addAccount(rig, simulator);
		const sent = await rig.jobs.submit(aRequest(account));
		await simulator.taken(1);
		const queued = await rig.jobs.submit(aRequest(account));
		await rig.close();
		rig = await startRig(disk, oneAtATime);
		expect(rig.find(sent.id).state).toBe("unknown");
		expect((await rig.ended(queued.id)).state).toBe("done");
		const states = rig.changes.filter(({ id }) => id === queued.id).map(({ state }) => state);
		expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
			...["preparing", "sending", "receiving", "done"],
		]);
		expect(simulator.submits()).toBe(2);
	});

	it("between reply and pictures: they are fetched by the next start", async () => {
		simulator.script({ kind: "links", fault: { stalls: "before-headers" } });
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await rig.reached(id, (job) => job.outputs.some(({ state }) => state === "fetching"));
		simulator.setLinks();
		await restart();
		const job = await rig.ended(id);
		expect(job.state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toBe(1);
	});
});

describe("an unknown job", () => {
	const makeUnknown = async () => {
		simulator.script(submitFaults["reset after the body was taken"]);
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		expect((await rig.ended(id)).state).toBe("unknown");
		return id;
	};

	it("is sent again only as a new job, by the designer's own choice", async () => {
		const id = await makeUnknown();
		const again = await rig.jobs.resolveUnknown(id, "send-again");
		expect(again).toMatchObject({ retryOf: id });
		expect((await rig.ended(again.id)).state).toBe("done");
		expect(rig.jobs.list().map((job) => job.id)).toEqual([again.id]);
		expect(simulator.submits()).toBe(2);
	});

	it("can be dismissed, and stays so after a restart", async () => {
		const id = await makeUnknown();
		await rig.jobs.resolveUnknown(id, "dismiss");
		await restart();
		expect(rig.jobs.list()).toEqual([]);
		expect(simulator.submits()).toBe(1);
	});
});

describe("cancelling", () => {
	it("before the request is out costs nothing", async () => {
		// Three at a time: the fourth waits its turn.
		simulator.script(...Array.from({ length: 3 }, () => submitFaults["stall before the reply"]));
		const account = await addAccount(rig, simulator);
		const jobs = await Promise.all(
			Array.from({ length: 4 }, () => rig.jobs.submit(aRequest(account))),
		);
		await simulator.taken(3);
		const last = jobs[3];
		if (last === undefined) throw new Error("four jobs were made");
		const canceled = await rig.jobs.cancel(last.id);
		expect(canceled).toMatchObject({ state: "canceled", error: { charged: "no" } });
		expect(simulator.submits()).toBe(3);
	});

	it.each(["before-headers", "inside-reply"] as const)(
		"a request that is out asks a gateway that can be asked whether it has it: %s",
		async (at) => {
			const gateway = await startSimulator("toapis");
			gateway.faults.nextSubmit({ kind: "stall", at });
			const { id } = await rig.jobs.submit(
				requestFor("toapis", await addAccount(rig, gateway, "toapis")),
			);
			await gateway.taken(1);
			const stopped = await rig.jobs.cancel(id);
			expect(stopped).toMatchObject({
				state: "waiting",
				error: { reason: "cancelled-while-sending", charged: "maybe" },
			});
			const job = await rig.ended(id);
			expect(job.state).toBe("done");
			expect(job.error).toBeUndefined();
			expect(rig.library.imagesOf(id)).toHaveLength(3);
			expect(gateway.submits()).toHaveLength(1);
			gateway.release();
			await gateway.close();
		},
	);

	it("while the request is out says that it may still be charged", async () => {
		simulator.script(submitFaults["stall before the reply"]);
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await simulator.taken(1);
		const canceled = await rig.jobs.cancel(id);
		expect(canceled).toMatchObject({ state: "canceled", error: { charged: "maybe" } });
	});

	it("is refused while paid pictures are being saved", async () => {
		simulator.script({ kind: "links", fault: { stalls: "before-headers" } });
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await rig.reached(id, (job) => job.state === "receiving");
		await expect(rig.jobs.cancel(id)).rejects.toMatchObject({ reason: "cannot-cancel-now" });
	});
});

describe("a retry", () => {
	it("is a new job with the same request; the old one stays as it was", async () => {
		simulator.script(submitFaults["429 with seconds"]);
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		const failed = await rig.ended(id);
		expect(failed.error).toMatchObject({ kind: "rate", charged: "no", retryAfterMs: 7_000 });
		const again = await rig.jobs.retry(id);
		expect((await rig.ended(again.id)).state).toBe("done");
		expect(rig.find(id)).toEqual(failed);
	});
});
