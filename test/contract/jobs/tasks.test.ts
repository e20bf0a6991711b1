import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../../src/contract/jobs.ts";
import type { PollFault } from "../../simulator/faults.ts";
import type { GatewayName, Simulator, SimulatorOptions } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { requestFor, taskGateways } from "./gateway-requests.ts";
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

/** A job of a gateway's simulator that has just been made. */
async function begin(
	gateway: GatewayName,
	sim: SimulatorOptions = {},
	options: RigOptions = {},
): Promise<Job> {
	simulator = await startSimulator(gateway, sim);
	rig = await startRig(disk, options);
	return rig.jobs.submit(requestFor(gateway, await addAccount(rig, simulator, gateway)));
}
const restart = async (options: RigOptions = {}) => {
	await rig.close();
	rig = await startRig(disk, options);
};
const page = (status: number, body: string, headers = {}): PollFault => ({
	kind: "reply",
	reply: { status, headers: { "content-type": "application/json", ...headers }, body },
});
const htmlPage = (status: number): PollFault => ({
	kind: "reply",
	reply: { status, headers: { "content-type": "text/html" }, body: "<!doctype html><html></html>" },
});
const noSuchTask = page(404, JSON.stringify({ error: { code: 404, message: "task not found" } }));
const waiting = (job: Job) => job.state === "waiting" && job.task?.checkedAt !== undefined;
const savedShas = () => simulator.delivered().map(({ sha256 }) => sha256);

describe.each(taskGateways)("a task of %s", (gateway) => {
	it("is asked after until its pictures are there, and never again", async () => {
		const { id } = await begin(gateway, { answersUntilDone: 4 });
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "done" });
		expect(job.task).toBeUndefined();
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		const { recipe } = await rig.library.get(rig.library.imagesOf(id)[0]?.id ?? never());
		expect(recipe?.outputs.map(({ sha256 }) => sha256)).toEqual(savedShas());
		expect(recipe).toMatchObject({ remoteId: simulator.tasks()[0]?.id, sentAt: job.sentAt });
		expect(recipe?.endedAt).toBe(job.endedAt);
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.pace().afterTheEnd).toBe(0);
		const states = rig.changes.map(({ state }) => state);
		expect(states.filter((state, at) => state !== states[at - 1])).toEqual([
			...["queued", "preparing", "sending", "waiting", "receiving", "done"],
		]);
	});

	it("shows a word that no page has, and waits on", async () => {
		const { id } = await begin(gateway, { answersUntilDone: "held" });
		await rig.reached(id, waiting);
		simulator.faults.nextPoll({ kind: "word", status: "reticulating" }, "always");
		const odd = await rig.reached(id, ({ task }) => task?.status === "reticulating");
		expect(odd).toMatchObject({ state: "waiting", task: { known: false, late: false } });
		simulator.faults.clear();
		simulator.finishAll();
		expect((await rig.ended(id)).state).toBe("done");
	});

	const strays: readonly (readonly [string, PollFault])[] = [
		["500", page(500, "{}")],
		["a web page with 502", htmlPage(502)],
		["a web page with 404", htmlPage(404)],
		["a web page with 200", htmlPage(200)],
		["429 with seconds", page(429, "{}", { "retry-after": "0" })],
		["401", page(401, JSON.stringify({ error: { code: 401, message: "Invalid token" } }))],
		["402", page(402, JSON.stringify({ error: { code: 402, message: "no credits" } }))],
		["403", page(403, JSON.stringify({ error: { code: 403, message: "forbidden" } }))],
		["half an answer", { kind: "cut-short" }],
		["a reset connection", { kind: "reset", at: "after-body" }],
		["one 404", noSuchTask],
	];
	it.each(strays)("goes on after %s in place of an answer", async (name, fault) => {
		const { id } = await begin(gateway, { answersUntilDone: "held" });
		await rig.reached(id, waiting);
		const times = name === "one 404" ? 1 : 3;
		simulator.faults.nextPoll(fault, times);
		const asked = simulator.polls().length;
		await rig.reached(id, () => simulator.polls().length > asked + times);
		if (name !== "one 404") {
			const troubled = rig.changes.filter((job) => job.task?.trouble !== undefined);
			expect(troubled[0]?.task?.trouble).toMatchObject({ charged: "no" });
			expect(troubled[0]?.task?.trouble?.message).not.toContain("…");
		}
		simulator.finishAll();
		const job = await rig.ended(id);
		expect(job.state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
	});

	it("is unknown when the gateway forgets it, and comes home when it is checked again", async () => {
		const { id } = await begin(gateway, { answersUntilDone: "held" });
		await rig.reached(id, waiting);
		simulator.faults.nextPoll(noSuchTask, "always");
		const lost = await rig.ended(id);
		expect(lost).toMatchObject({
			state: "unknown",
			checkable: true,
			error: { reason: "task-not-found", charged: "maybe" },
		});
		simulator.faults.clear();
		simulator.finishAll();
		const checked = await rig.jobs.resolveUnknown(id, "check");
		expect(checked.endedAt).toBeUndefined();
		expect((await rig.ended(id)).state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
	});

	it("that failed says why, and is not asked after again", async () => {
		const error = { code: "content_policy_violation", message: "The prompt was refused." };
		const { id } = await begin(gateway, { answersUntilDone: "held" });
		await rig.reached(id, waiting);
		simulator.faults.nextPoll({ kind: "fails", error, charged: false });
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "failed", outputs: [] });
		expect(job.error?.message.length).toBeGreaterThan(20);
		expect(simulator.pace().afterTheEnd).toBe(0);
	});

	it("goes on after a restart, and is neither sent nor paid for twice", async () => {
		const { id } = await begin(gateway, { answersUntilDone: "held" });
		await rig.reached(id, waiting);
		await restart();
		expect(rig.find(id).state).toBe("waiting");
		simulator.finishAll();
		expect((await rig.ended(id)).state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.chargedImages()).toBe(3);
	});

	it("is not stopped or dismissed: its pictures would be paid for and lost", async () => {
		const { id } = await begin(gateway, { answersUntilDone: "held" });
		await rig.reached(id, waiting);
		const no = { reason: "task-cannot-be-cancelled" };
		await expect(rig.jobs.cancel(id)).rejects.toMatchObject(no);
		await expect(rig.jobs.dismiss(id)).rejects.toMatchObject(no);
		expect(rig.find(id).state).toBe("waiting");
	});

	it("past its time is late, not failed; checked again, it comes home", async () => {
		let ahead = 0;
		const { id } = await begin(gateway, { answersUntilDone: "held" }, { ahead: () => ahead });
		await rig.reached(id, waiting);
		ahead = 26 * 60 * 60_000;
		const late = await rig.reached(id, ({ task }) => task?.late === true);
		expect(late).toMatchObject({ state: "waiting" });
		expect(late.task?.nextCheckAt).toBeUndefined();
		const asked = simulator.polls().length;
		await restart({ ahead: () => ahead });
		await rig.reached(id, ({ task }) => task?.late === true && simulator.polls().length > asked);
		simulator.finishAll();
		await rig.jobs.checkAgain(id);
		expect((await rig.ended(id)).state).toBe("done");
		expect(simulator.submits()).toHaveLength(1);
	});

	it("that is late can be given up: it leaves the list, and is never called failed", async () => {
		let ahead = 0;
		const { id } = await begin(gateway, { answersUntilDone: "held" }, { ahead: () => ahead });
		await rig.reached(id, waiting);
		ahead = 26 * 60 * 60_000;
		await rig.reached(id, ({ task }) => task?.late === true);
		const { account } = rig.find(id);
		await rig.jobs.dismiss(id);
		expect(rig.jobs.list()).toEqual([]);
		expect(rig.journal.get(id)).toMatchObject({ state: "unknown", dismissed: true });
		expect(rig.jobs.isAccountInUse(account)).toBe(false);
	});

	it("is not written to disk at every question", async () => {
		let written = 0;
		const { id } = await begin(
			gateway,
			{ answersUntilDone: "held" },
			{
				journal: (real) => ({
					...real,
					put: (job) => {
						written += 1;
						real.put(job);
					},
				}),
			},
		);
		await rig.reached(id, () => simulator.polls().length > 5);
		const before = written;
		const asked = simulator.polls().length;
		await rig.reached(id, () => simulator.polls().length > asked + 10);
		expect(written).toBe(before);
	});
});

describe("links of a task that say no", () => {
	it("are asked for once more, and the better ones are used", async () => {
		let asked = 0;
		const { id } = await begin(
			"evolink",
			{},
			{
				adapter: (real) => ({
					...real,
					...(real.tasks && {
						tasks: {
							...real.tasks,
							readPoll: (reply, context) => {
								const answer = real.tasks?.readPoll(reply, context) ?? never();
								if (answer.kind !== "delivered" || asked++ > 0) return answer;
								const [first, ...rest] = answer.delivered.map((one) =>
									one.kind === "link"
										? { ...one, url: `${simulator.origin}/assets/gone.png` }
										: one,
								);
								return { ...answer, delivered: [first ?? never(), ...rest] };
							},
						},
					}),
				}),
			},
		);
		const job = await rig.ended(id);
		expect(job.state).toBe("done");
		expect(asked).toBe(2);
		expect(rig.library.imagesOf(id)).toHaveLength(3);
	});

	it("are lost once their time is over and the task has no others", async () => {
		let ahead = 0;
		const { id } = await begin("toapis", {}, { ahead: () => ahead });
		simulator.faults.links({ status: 403 });
		await rig.reached(id, ({ outputs }) => outputs[0]?.error?.reason === "link-refused");
		ahead = 25 * 60 * 60_000;
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "failed", error: { reason: "link-expired" } });
		expect(job.outputs.map(({ state }) => state)).toEqual(["lost", "lost", "lost"]);
	});
});

function never(): never {
	throw new Error("nothing is there");
}
