import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { JobState } from "../../../src/contract/jobs.ts";
import { oddReplies, submitFaults } from "../../simulator/scenarios.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../../simulator/tokaify-simulator.ts";
import {
	addAccount,
	aRequest,
	makeRigDisk,
	type Rig,
	type RigDisk,
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

/** Faults that never answer are the business of the tests on cancelling and closing. */
const silent = new Set(["stall before the reply", "stall inside the reply"]);
/** Pictures arrive with this one before it goes wrong. */
const inMidReply = "reset inside the reply";
const answered = Object.entries(submitFaults).filter(
	([name]) => !silent.has(name) && name !== inMidReply,
);

describe("a submit that goes wrong", () => {
	it.each(answered)(
		"ends in a named state with a sentence, and is sent once: %s",
		async (_, fault) => {
			simulator.script(fault);
			const account = await addAccount(rig, simulator);
			const { id } = await rig.jobs.submit(aRequest(account));
			const job = await rig.ended(id);

			// What may have cost money is never called a plain failure.
			const certainlyFree: readonly JobState[] = ["failed"];
			if (simulator.charges() > 0) expect(certainlyFree).not.toContain(job.state);
			expect(["failed", "unknown"]).toContain(job.state);
			expect(job.state === "unknown").toBe(job.error?.charged !== "no");
			expect(job.error?.message.length).toBeGreaterThan(20);
			expect(job.error?.message).not.toContain("…");
			expect(simulator.submits()).toBe(1);
		},
	);

	it.each(answered)("is not sent again by a restart: %s", async (_, fault) => {
		simulator.script(fault);
		const account = await addAccount(rig, simulator);
		const { id } = await rig.jobs.submit(aRequest(account));
		const before = await rig.ended(id);
		await rig.close();
		rig = await startRig(disk);
		expect(rig.find(id)).toEqual(before);
		expect(simulator.submits()).toBe(1);
	});
});

it("a reply that breaks off gives the pictures that are in its beginning", async () => {
	simulator.script(submitFaults[inMidReply]);
	const account = await addAccount(rig, simulator);
	const { id } = await rig.jobs.submit(aRequest(account, { count: 8 }));
	const job = await rig.ended(id);
	expect(job).toMatchObject({ state: "partial", error: { reason: "connection-lost" } });
	const saved = rig.library.imagesOf(id);
	expect(saved.length).toBeGreaterThan(0);
	expect(saved.length).toBeLessThan(8);
	expect(simulator.submits()).toBe(1);
});

describe("a reply in an odd form", () => {
	it.each(Object.entries(oddReplies))(
		"gives every picture that is in it: %s",
		async (name, fault) => {
			simulator.script(fault);
			const account = await addAccount(rig, simulator);
			const { id } = await rig.jobs.submit(aRequest(account));
			const job = await rig.ended(id);
			const saved = job.outputs.filter((output) => output.state === "saved");
			expect(saved.length, name).toBeGreaterThan(0);
			expect(["done", "partial"]).toContain(job.state);
			// A set is as long as the model makes it; only a frame that was refused or lost, or charged
			// and not told of, leaves it incomplete.
			const untold = (job.charged?.images ?? 0) > saved.length;
			const whole = saved.length === job.outputs.length && !untold;
			expect(job.state).toBe(whole ? "done" : "partial");
			if (untold && job.outputs.length === saved.length) {
				expect(job.error?.reason).toBe("fewer-than-asked");
			}
			expect(rig.library.imagesOf(id)).toHaveLength(saved.length);
			for (const output of job.outputs) {
				if (output.state !== "saved") expect(output.error?.message.length).toBeGreaterThan(20);
			}
			expect(simulator.submits()).toBe(1);
		},
	);
});
