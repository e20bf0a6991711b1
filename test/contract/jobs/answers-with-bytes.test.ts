import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { appError } from "../../../src/contract/errors.ts";
import type { GatewayAdapter } from "../../../src/main/gateways/gateway-adapter.ts";
import type { HttpClient } from "../../../src/main/http/http-client.ts";
import { gradientPng } from "../../simulator/png.ts";
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
	simulator = await startSimulator("evolink");
	disk = await makeRigDisk();
});
afterEach(async () => {
	await rig.close();
	await simulator.close();
});

/** A gateway with tasks whose answers hold the pictures themselves, as a custom one may. */
const inBytes = (real: GatewayAdapter): GatewayAdapter => ({
	...real,
	...(real.tasks && {
		tasks: {
			...real.tasks,
			readPoll: (reply, context) => {
				const answer = real.tasks?.readPoll(reply, context);
				if (answer === undefined) throw new Error("it has tasks");
				if (answer.kind !== "delivered") return answer;
				const [first, ...rest] = answer.delivered.map((_, index) => ({
					kind: "inline" as const,
					base64: gradientPng({ width: 40 + index, height: 30, seed: index }).toString("base64"),
				}));
				if (first === undefined) throw new Error("a delivery is never empty");
				return { ...answer, delivered: [first, ...rest] };
			},
		},
	}),
});
const begin = async (options: RigOptions) => {
	rig = await startRig(disk, { adapter: inBytes, ...options });
	const account = await addAccount(rig, simulator, "evolink");
	return rig.jobs.submit(requestFor("evolink", account));
};
const savedWidths = (id: Parameters<Rig["library"]["imagesOf"]>[0]) =>
	rig.library.imagesOf(id).map(({ width }) => width);
const nothingKept = () =>
	vi.waitFor(async () => expect(await readdir(join(disk.folder, "replies"))).toEqual([]));

it("pictures in the answer about a task are kept until they are saved, and no longer", async () => {
	const { id } = await begin({});
	expect((await rig.ended(id)).state).toBe("done");
	expect(savedWidths(id)).toEqual([40, 41, 42]);
	await nothingKept();
});

it("an answer that is too large to hold goes through a file", async () => {
	const http = (real: HttpClient): HttpClient => ({
		...real,
		send: async (request, options) => {
			const reply = await real.send(request, options);
			// As the client itself does with more than 4 MB.
			if (reply.body.includes("completed")) {
				throw appError("asking-failed", { gateway: options.gatewayTitle, code: "too-large" });
			}
			return reply;
		},
	});
	const { id } = await begin({ http });
	expect((await rig.ended(id)).state).toBe("done");
	expect(savedWidths(id)).toEqual([40, 41, 42]);
	await nothingKept();
});

it("a full disk loses none of them: the task is asked again until they can be kept", async () => {
	let full = true;
	const { id } = await begin({
		journal: (real) => ({
			...real,
			put: (job) => {
				if (full && job.state === "receiving") throw appError("disk-full");
				real.put(job);
			},
		}),
	});
	await rig.reached(id, () => simulator.polls().length >= 4);
	expect(rig.find(id).state).toBe("waiting");
	full = false;
	expect((await rig.ended(id)).state).toBe("done");
	expect(savedWidths(id)).toEqual([40, 41, 42]);
});
