import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import { GatewayId } from "../../../src/contract/ids.ts";
import type { JobState } from "../../../src/contract/jobs.ts";
import type { JournalRepo } from "../../../src/main/store/journal-repo.ts";
import { submitFaults } from "../../simulator/scenarios.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../../simulator/tokaify-simulator.ts";
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
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

const begin = async (options: RigOptions = {}) => {
	rig = await startRig(disk, options);
	return addAccount(rig, simulator);
};

describe("money is never spent twice", () => {
	it("when Send again is pressed twice for a job of unknown outcome", async () => {
		const account = await begin();
		simulator.script(submitFaults["reset after the body was taken"]);
		const { id } = await rig.jobs.submit(aRequest(account));
		await rig.ended(id);
		const [again, twice] = await Promise.allSettled([
			rig.jobs.resolveUnknown(id, "send-again"),
			rig.jobs.resolveUnknown(id, "send-again"),
		]);
		expect(twice).toMatchObject({ status: "rejected", reason: { reason: "job-not-found" } });
		if (again.status === "rejected") throw again.reason;
		await expect(rig.jobs.retry(id)).rejects.toMatchObject({ reason: "cannot-send-again" });
		await rig.ended(again.value.id);
		expect(simulator.submits()).toBe(2);
	});

	it("when Send again is pressed twice for a job that failed", async () => {
		const account = await begin();
		simulator.script(submitFaults["429 with seconds"]);
		const { id } = await rig.jobs.submit(aRequest(account));
		await rig.ended(id);
		const [first, second] = await Promise.all([rig.jobs.retry(id), rig.jobs.retry(id)]);
		expect(second.id).toBe(first.id);
		await rig.ended(first.id);
		expect(simulator.submits()).toBe(2);
	});

	it("by sending a job again that is done", async () => {
		const account = await begin();
		const { id } = await rig.jobs.submit(aRequest(account));
		await rig.ended(id);
		await expect(rig.jobs.retry(id)).rejects.toMatchObject({ reason: "cannot-send-again" });
		expect(simulator.submits()).toBe(1);
	});
});

it("a key goes to no address but its own, even when the account moves while a job waits", async () => {
	const account = await begin();
	const elsewhere = await startTokaifySimulator({ key: "sk-another-key-0123456789" });
	simulator.script(...Array.from({ length: 3 }, () => submitFaults["stall before the reply"]));
	const jobs = [];
	for (let n = 0; n < 4; n += 1) jobs.push(await rig.jobs.submit(aRequest(account)));
	await simulator.taken(3);
	await rig.accounts.save({
		id: account,
		gateway: GatewayId.parse("tokaify"),
		label: "Moved",
		baseUrl: elsewhere.baseUrl,
		key: { text: elsewhere.key, keeping: "session" },
	});
	simulator.release();
	const last = jobs[3];
	if (last === undefined) throw new Error("four jobs were made");
	const job = await rig.ended(last.id);
	expect(job).toMatchObject({
		state: "failed",
		error: { reason: "account-changed", charged: "no" },
	});
	expect(simulator.submits()).toBe(3);
	expect(elsewhere.submits()).toBe(0);
	await elsewhere.close();
});

/** A journal on a full disk for every write of a job in this state, until it is given room. */
function fullFor(state: JobState) {
	let full = true;
	let refused = 0;
	return {
		refused: () => refused,
		makeRoom: () => {
			full = false;
		},
		journal: (real: JournalRepo): JournalRepo => ({
			...real,
			put: (job) => {
				if (full && job.state === state) {
					refused += 1;
					throw appError("disk-full");
				}
				real.put(job);
			},
		}),
	};
}

describe("a journal on a full disk", () => {
	it("loses no paid reply: it is kept, and taken once there is room", async () => {
		const full = fullFor("receiving");
		const account = await begin({ journal: full.journal });
		const { id } = await rig.jobs.submit(aRequest(account));
		await rig.reached(id, () => full.refused() > 0);
		expect(rig.find(id).state).toBe("sending");
		await expect(rig.jobs.cancel(id)).rejects.toMatchObject({ reason: "cannot-cancel-now" });
		full.makeRoom();
		expect((await rig.ended(id)).state).toBe("done");
		expect(simulator.submits()).toBe(1);
		expect(rig.library.imagesOf(id)).toHaveLength(3);
	});

	it("loses no paid reply when the app is closed before there is room", async () => {
		const full = fullFor("receiving");
		const account = await begin({ journal: full.journal });
		const { id } = await rig.jobs.submit(aRequest(account));
		await rig.reached(id, () => full.refused() > 0);
		await rig.close();
		rig = await startRig(disk);
		expect((await rig.ended(id)).state).toBe("done");
		expect(simulator.submits()).toBe(1);
	});

	it("sends nothing while it cannot be written down, does not spin, and goes on with room", async () => {
		const full = fullFor("sending");
		const account = await begin({ journal: full.journal });
		const { id } = await rig.jobs.submit(aRequest(account));
		await rig.reached(id, () => full.refused() >= 3);
		expect(simulator.submits()).toBe(0);
		full.makeRoom();
		expect((await rig.ended(id)).state).toBe("done");
		expect(simulator.submits()).toBe(1);
	});
});

it("a fault of our own after the request was out says that it may have been charged", async () => {
	const account = await begin({
		adapter: (real) => ({
			...real,
			readSubmit: () => {
				throw new TypeError("a bug");
			},
		}),
	});
	const { id } = await rig.jobs.submit(aRequest(account));
	const job = await rig.ended(id);
	expect(job).toMatchObject({ state: "unknown", error: { kind: "internal", charged: "maybe" } });
	expect(simulator.submits()).toBe(1);
});

it("Stop pressed when the pictures are already paid for saves them all the same", async () => {
	const account = await begin();
	const { id } = await rig.jobs.submit(aRequest(account));
	await rig.reached(id, (job) => job.state === "receiving" || job.state === "done");
	await rig.jobs.cancel(id).catch(() => {});
	expect((await rig.ended(id)).state).toBe("done");
});
