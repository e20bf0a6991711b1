import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import type { GatewayAdapter, TaskAnswer } from "../../../src/main/gateways/gateway-adapter.ts";
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
	disk = await makeRigDisk();
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

/** A gateway whose answers about a task are bent on the way. */
const bending =
	(bend: (answer: TaskAnswer) => TaskAnswer): NonNullable<RigOptions["adapter"]> =>
	(real: GatewayAdapter) => {
		const { tasks } = real;
		if (tasks === undefined) return real;
		const readPoll: typeof tasks.readPoll = (reply, context) =>
			bend(tasks.readPoll(reply, context));
		return { ...real, tasks: { ...tasks, readPoll } };
	};

async function begin(gateway: "evolink" | "toapis", sim: object, options: RigOptions = {}) {
	simulator = await startSimulator(gateway, sim);
	rig = await startRig(disk, options);
	return rig.jobs.submit(requestFor(gateway, await addAccount(rig, simulator, gateway)));
}

describe("a task", () => {
	it("is asked after by the name it was given, whatever its answers call it", async () => {
		const { id } = await begin(
			"evolink",
			{ answersUntilDone: 3 },
			{ adapter: bending((answer) => ({ ...answer, remoteId: "the-answer-s-own-id" })) },
		);
		const job = await rig.ended(id);
		const [task] = simulator.tasks();
		expect(job).toMatchObject({ state: "done", remoteId: task?.id });
		expect(new Set(simulator.polls().map((poll) => poll.task))).toEqual(new Set([task?.id]));
		expect(rig.library.imagesOf(id)).toHaveLength(3);
	});
});

describe("links that say no before their time", () => {
	it("are kept when the ones their task has instead cannot be used at all", async () => {
		let asked = 0;
		const url = () => (asked++ === 0 ? `${simulator.origin}/gone.png` : "https://10.0.0.1/a.png");
		const adapter = bending((answer) => {
			if (answer.kind !== "delivered") return answer;
			return { ...answer, delivered: [{ kind: "link", url: url(), expiresAt: Date.now() + 1e7 }] };
		});
		const { id } = await begin("evolink", {}, { adapter });
		const tried = await rig.reached(
			id,
			({ outputs }) => asked > 1 && outputs[0]?.error !== undefined,
		);
		expect(tried).toMatchObject({
			state: "receiving",
			outputs: [{ state: "pending", error: { reason: "link-refused" } }],
		});
	});
});

describe("an account's room", () => {
	it("is given back even when the journal cannot be read at that moment", async () => {
		let unreadable = false;
		const { id } = await begin(
			"evolink",
			{},
			{
				adapter: (real) => ({ ...real, submitPace: { ...real.submitPace, atOnce: 1 } }),
				journal: (real) => ({
					...real,
					get: (job) => {
						if (unreadable) throw appError("storage-failed");
						return real.get(job);
					},
					put: (job) => {
						real.put(job);
						unreadable = job.state === "failed";
					},
				}),
			},
		);
		await rig.ended(id);
		const account = rig.find(id).account;
		simulator.faults.nextSubmit({
			kind: "reply",
			reply: { status: 401, body: '{"error":{"code":"unauthorized","message":"no"}}' },
			charged: false,
		});
		const refused = await rig.jobs.submit(requestFor("evolink", account));
		await rig.ended(refused.id);
		unreadable = false;
		const next = await rig.jobs.submit(requestFor("evolink", account));
		expect((await rig.ended(next.id)).state).toBe("done");
	});
});

describe("a gateway that this version does not know any more", () => {
	it("leaves a request that was out unknown, and not on its way for ever", async () => {
		simulator = await startSimulator("evolink");
		rig = await startRig(disk);
		simulator.faults.nextSubmit({ kind: "stall", at: "before-headers" });
		const { id } = await rig.jobs.submit(
			requestFor("evolink", await addAccount(rig, simulator, "evolink")),
		);
		await simulator.taken(1);
		await rig.close();
		const adapter = () => {
			throw appError("not-supported", { gateway: "evolink", said: "gone" });
		};
		rig = await startRig(disk, { adapter });
		expect(rig.find(id)).toMatchObject({ state: "unknown", error: { charged: "maybe" } });
	});
});
