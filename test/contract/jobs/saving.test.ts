import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Job } from "../../../src/contract/jobs.ts";
import { type Disk, realDisk } from "../../../src/main/store/disk.ts";
import { linkFaults } from "../../simulator/scenarios.ts";
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
});
afterEach(async () => {
	simulator.release();
	await rig.close();
	await simulator.close();
});

const stateOf = (job: Job) => job.outputs.map((output) => output.state);
/** Every picture was tried as often as it will be, and waits for the designer. */
const givenUp = (job: Job) =>
	job.outputs.length > 0 &&
	job.outputs.every(({ state, error }) => state === "pending" && error !== undefined);

describe("a set whose reply came", () => {
	it.each(["url", "b64_json"])(
		"is saved whole, in order, with its recipe: %s",
		async (response_format) => {
			rig = await startRig(disk);
			const account = await addAccount(rig, simulator);
			const { id } = await rig.jobs.submit(aRequest(account, { extras: { response_format } }));
			const job = await rig.ended(id);
			expect(job.state).toBe("done");
			const images = rig.library.imagesOf(id);
			expect(images.map(({ index }) => index)).toEqual([0, 1, 2]);
			expect(images.map(({ id }) => id)).toEqual(job.outputs.map(({ id }) => id));
			const { recipe } = await rig.library.get(images[0]?.id ?? job.outputs[0]?.id ?? failTest());
			expect(recipe).toMatchObject({ job: id, request: job.request, accountLabel: "Studio" });
			expect(recipe?.outputs.map(({ state }) => state)).toEqual(["saved", "saved", "saved"]);
			expect(simulator.submits()).toBe(1);
		},
	);

	it("tells the window of a state only after the one before it, and never of a link", async () => {
		rig = await startRig(disk);
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await rig.ended(id);
		const states = rig.changes
			.map(({ state }) => state)
			.filter((state, at, all) => state !== all[at - 1]);
		expect(states).toEqual(["queued", "preparing", "sending", "receiving", "done"]);
		expect(JSON.stringify(rig.changes)).not.toContain("/assets/");
	});

	const stalls = /stall/;
	const faults = Object.entries(linkFaults).filter(([name]) => !stalls.test(name));
	it.each(faults)("keeps the other pictures when one link is bad: %s", async (_, fault) => {
		rig = await startRig(disk);
		simulator.script({ kind: "links", fault, places: [1] });
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		const settled = (job: Job) =>
			job.outputs.length === 3 &&
			job.outputs.every(
				({ state, error }) => state !== "fetching" && (state !== "pending" || error),
			);
		const job = await rig.reached(id, settled);
		expect(job.outputs[0]?.state).toBe("saved");
		expect(job.outputs[2]?.state).toBe("saved");
		const bad = job.outputs[1];
		if (bad?.state !== "saved") expect(bad?.error?.message.length).toBeGreaterThan(20);
		expect(simulator.submits()).toBe(1);
	});

	it("can be fetched later when the server of the links was down", async () => {
		rig = await startRig(disk);
		simulator.script({ kind: "links", fault: { status: 503 } });
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		const waiting = await rig.reached(id, givenUp);
		expect(waiting.state).toBe("receiving");
		simulator.setLinks();
		await rig.reached(id, (job) => {
			void rig.jobs.saveAgain(id);
			return job.state === "done";
		});
		expect(simulator.submits()).toBe(1);
	});

	it("is not given up when its links say no for a while: it is fetched by itself later", async () => {
		rig = await startRig(disk);
		simulator.script({ kind: "links", fault: { status: 403 } });
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		const waiting = await rig.reached(id, givenUp);
		expect(waiting.outputs[0]?.error?.reason).toBe("link-refused");
		simulator.setLinks();
		expect((await rig.ended(id)).state).toBe("done");
		expect(simulator.submits()).toBe(1);
	});

	it("is lost, and says so, when its links have outlived their day", async () => {
		let ahead = 0;
		rig = await startRig(disk, { ahead: () => ahead });
		simulator.script({ kind: "links", fault: { status: 403 } });
		const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
		await rig.reached(id, givenUp);
		ahead = 25 * 60 * 60_000;
		const job = await rig.ended(id);
		expect(job.state).toBe("failed");
		expect(stateOf(job)).toEqual(["lost", "lost", "lost"]);
		expect(job.error?.reason).toBe("link-expired");
	});
});

/** A disk that fails like a full one until it is given room. */
function fullDisk(code: string): { disk: Disk; makeRoom: () => void } {
	let full = true;
	const fail = () => {
		if (full) throw Object.assign(new Error(`${code}: the disk says no`), { code });
	};
	const disk: Disk = {
		...realDisk,
		writeFile: async (path, bytes) => {
			fail();
			return realDisk.writeFile(path, bytes);
		},
		moveToNew: async (from, to) => {
			fail();
			return realDisk.moveToNew(from, to);
		},
	};
	return {
		disk,
		makeRoom: () => {
			full = false;
		},
	};
}

describe("a disk that says no", () => {
	it.each([
		["ENOSPC", "disk-full"],
		["EROFS", "folder-read-only"],
	])(
		"loses nothing: %s is said, and the pictures are saved once it is mended",
		async (code, reason) => {
			const { disk: bad, makeRoom } = fullDisk(code);
			rig = await startRig(disk, { disk: bad });
			const { id } = await rig.jobs.submit(aRequest(await addAccount(rig, simulator)));
			const job = await rig.reached(id, givenUp);
			expect(job.outputs.map(({ error }) => error?.reason)).toEqual([reason, reason, reason]);
			expect(job.state).toBe("receiving");
			makeRoom();
			await rig.reached(id, (now) => {
				void rig.jobs.saveAgain(id);
				return now.state === "done";
			});
			expect(rig.library.imagesOf(id)).toHaveLength(3);
			expect(simulator.submits()).toBe(1);
		},
	);

	it("never makes a new library where one was: a vanished folder is said", async () => {
		rig = await startRig(disk);
		const account = await addAccount(rig, simulator);
		await rm(join(disk.folder, "library"), { recursive: true });
		const { id } = await rig.jobs.submit(aRequest(account));
		const job = await rig.reached(id, givenUp);
		expect(job.outputs[0]?.error?.reason).toBe("folder-missing");
		expect(simulator.submits()).toBe(1);
	});
});

function failTest(): never {
	throw new Error("nothing was saved");
}
