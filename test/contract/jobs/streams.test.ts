import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import type { Job } from "../../../src/contract/jobs.ts";
import type { GatewayAdapter } from "../../../src/main/gateways/gateway-adapter.ts";
import type { StreamEnd, StreamForm } from "../../simulator/faults.ts";
import { gradientPng } from "../../simulator/png.ts";
import type { GatewayName, Simulator, SimulatorOptions } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { requestFor, streamGateways } from "./gateway-requests.ts";
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

async function begin(
	gateway: GatewayName,
	stream: { readonly form?: StreamForm; readonly end?: StreamEnd } = {},
	options: RigOptions = {},
	sim: SimulatorOptions = {},
): Promise<Job> {
	simulator = await startSimulator(gateway, sim);
	simulator.faults.nextSubmit({ kind: "stream", ...stream });
	rig = await startRig(disk, options);
	const account = await addAccount(rig, simulator, gateway);
	return rig.jobs.submit(requestFor(gateway, account, { stream: true }));
}
const saved = (job: Job) => job.outputs.filter(({ state }) => state === "saved");
const stalled = (after: number): { end: StreamEnd } => ({ end: { how: "stall", after } });
/** The last thing a job does. */
const nothingKept = () =>
	vi.waitFor(async () => expect(await readdir(join(disk.folder, "replies"))).toEqual([]));

/** Frames of a stream as bytes in place of links, each another picture. */
const inBytes = (real: GatewayAdapter): GatewayAdapter => ({
	...real,
	...(real.stream && {
		stream: {
			readEvent: (event, context) =>
				(real.stream?.readEvent(event, context) ?? []).map((part) =>
					part.kind === "picture" && part.delivered.kind === "link"
						? { ...part, delivered: { kind: "inline", base64: pictureOf(part.index ?? 0) } }
						: part,
				),
		},
	}),
});
const pictureOf = (index: number) =>
	gradientPng({ width: 40 + index, height: 30, seed: index }).toString("base64");

describe.each(streamGateways)("a stream of %s", (gateway) => {
	it("is saved picture by picture while it goes on", async () => {
		const { id } = await begin(gateway, stalled(2));
		const going = await rig.reached(id, (job) => saved(job).length === 2);
		expect(going).toMatchObject({ state: "receiving", streaming: true });
		expect(rig.library.imagesOf(id)).toHaveLength(2);
		simulator.release();
		const job = await rig.ended(id);
		expect(job.state).toBe("done");
		expect(job.streaming).toBeUndefined();
		expect(job.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
		expect(job.charged).toMatchObject({ images: 3 });
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
		expect(simulator.fetches()).toEqual([1, 1, 1]);
		await nothingKept();
	});

	const forms: readonly StreamForm[] = [
		...(["one-line", "pretty", "many-data-lines", "comments", "crlf", "nameless"] as const),
	];
	it.each(forms)("is read in every form: %s", async (form) => {
		const { id } = await begin(gateway, { form });
		expect((await rig.ended(id)).state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
	});

	it("that turns out to be plain JSON is a reply like any other", async () => {
		const { id } = await begin(gateway, { form: "plain-json" });
		expect((await rig.ended(id)).state).toBe("done");
		expect(rig.changes.some(({ streaming }) => streaming)).toBe(false);
		expect(rig.library.imagesOf(id)).toHaveLength(3);
	});

	const breaks: readonly StreamEnd[] = [
		{ how: "cut-in-event", after: 2 },
		{ how: "reset", after: 2 },
		{ how: "error-event", after: 2 },
		{ how: "nameless-error", after: 2 },
	];
	it.each(breaks)("keeps what came before it broke off: $how", async (end) => {
		const { id } = await begin(gateway, { end });
		const job = await rig.ended(id);
		expect(job.state).toBe("partial");
		expect(job.streaming).toBeUndefined();
		expect(job.error?.message.length).toBeGreaterThan(20);
		expect(saved(job)).toHaveLength(simulator.delivered().length);
		expect(rig.library.imagesOf(id)).toHaveLength(2);
		expect(simulator.submits()).toHaveLength(1);
	});

	it.each(["cut-in-event", "error-event"] as const)(
		"without any picture is no success: %s",
		async (how) => {
			const { id } = await begin(gateway, { end: { how, after: 0 } });
			const job = await rig.ended(id);
			expect(["failed", "unknown"]).toContain(job.state);
			expect(job.state === "unknown").toBe(job.error?.charged !== "no");
			expect(job.outputs).toEqual([]);
		},
	);

	it("has a refused frame at its place, and the others", async () => {
		const { id } = await begin(gateway, { end: { how: "refuses-one", after: 1 } });
		const job = await rig.ended(id);
		expect(job.state).toBe("partial");
		expect(job.outputs.filter(({ state }) => state === "refused")).toHaveLength(1);
		expect(rig.library.imagesOf(id)).toHaveLength(job.outputs.length - 1);
		expect(new Set(job.outputs.map(({ index }) => index)).size).toBe(job.outputs.length);
	});

	it.each(["no-completed", "no-done"] as const)(
		"is done without its last word: %s",
		async (how) => {
			const { id } = await begin(gateway, { end: { how } });
			await rig.ended(id);
			expect(rig.library.imagesOf(id)).toHaveLength(3);
		},
	);

	it("goes on from what came when the app is closed in the middle of it", async () => {
		const { id } = await begin(gateway, stalled(2));
		await rig.reached(id, (job) => saved(job).length === 1 || saved(job).length === 2);
		await rig.close();
		rig = await startRig(disk);
		const job = await rig.ended(id);
		expect(job).toMatchObject({ state: "partial", error: { reason: "closed-while-sending" } });
		expect(rig.library.imagesOf(id)).toHaveLength(2);
		expect(simulator.submits()).toHaveLength(1);
	});

	it("cannot be stopped once a picture has come", async () => {
		const { id } = await begin(gateway, stalled(1));
		await rig.reached(id, ({ streaming }) => streaming === true);
		await expect(rig.jobs.cancel(id)).rejects.toMatchObject({ reason: "cannot-cancel-now" });
		await expect(rig.jobs.dismiss(id)).rejects.toMatchObject({ reason: "cannot-cancel-now" });
	});
});

describe("a stream on a full disk", () => {
	/** A journal that takes no picture until it is given room. */
	const full = () => {
		let isFull = true;
		let refused = 0;
		const options: RigOptions = {
			journal: (real) => ({
				...real,
				put: (job) => {
					if (isFull && job.state === "receiving") {
						refused += 1;
						throw appError("disk-full");
					}
					real.put(job);
				},
			}),
		};
		const makeRoom = () => {
			isFull = false;
		};
		return { options, refused: () => refused, makeRoom };
	};

	it.each([
		["as links", (real: GatewayAdapter) => real],
		["as bytes", inBytes],
	])("loses no picture that came while there was no room: %s", async (_, adapter) => {
		const { options, refused, makeRoom } = full();
		const { id } = await begin("ark", {}, { ...options, adapter });
		await rig.reached(id, () => refused() > 3);
		expect(rig.find(id).state).toBe("sending");
		makeRoom();
		expect((await rig.ended(id)).state).toBe("done");
		expect(rig.library.imagesOf(id)).toHaveLength(3);
		expect(simulator.submits()).toHaveLength(1);
	});

	it("takes the first picture at the end of its stream when there was no room for it before", async () => {
		const { options, refused, makeRoom } = full();
		const { id } = await begin("ark", stalled(1), options);
		await rig.reached(id, () => refused() > 0);
		makeRoom();
		simulator.release();
		const job = await rig.ended(id);
		expect(job.state).toBe("done");
		expect(job.outputs.map(({ index }) => index)).toEqual([0, 1, 2]);
	});
});

describe("a stream of pictures as bytes", () => {
	it("is saved picture by picture, and leaves nothing behind", async () => {
		const { id } = await begin("ark", stalled(2), { adapter: inBytes });
		await rig.reached(id, (job) => saved(job).length === 2);
		simulator.release();
		expect((await rig.ended(id)).state).toBe("done");
		const widths = rig.library.imagesOf(id).map(({ width }) => width);
		expect(widths).toEqual([40, 41, 42]);
		await nothingKept();
	});

	it("is in the kept beginning of the reply when the app was killed before it was taken", async () => {
		const { id } = await begin("ark", stalled(1), { adapter: inBytes });
		await rig.reached(id, (job) => saved(job).length === 1);
		await rig.close();
		// A kill leaves the part as it is: two pictures, of which the journal knows one.
		const events = [0, 1].map(
			(index) =>
				`event: image_generation.partial_succeeded\ndata: ${JSON.stringify({
					type: "image_generation.partial_succeeded",
					image_index: index,
					b64_json: pictureOf(index),
				})}\n\n`,
		);
		await writeFile(join(disk.folder, "replies", `${id}.reply.broken`), events.join(""));
		rig = await startRig(disk);
		const job = await rig.ended(id);
		expect(job.state).toBe("partial");
		const images = rig.library.imagesOf(id);
		expect(images.map(({ width }) => width)).toEqual([40, 41]);
		await nothingKept();
	});
});
