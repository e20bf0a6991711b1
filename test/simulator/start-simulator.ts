import type { IncomingMessage, ServerResponse } from "node:http";
import { arkSide, modelarkSide } from "./ark-side.ts";
import { type Desk, keyRefusal, outletOf, type Visit } from "./desk.ts";
import { createDoor } from "./door.ts";
import { evolinkSide } from "./evolink-side.ts";
import type { GatewaySide } from "./gateway-side.ts";
import { reapiSide } from "./reapi-side.ts";
import { createResultAssets } from "./result-assets.ts";
import { seenPace } from "./seen-pace.ts";
import type { GatewayName, Simulator, SimulatorOptions } from "./simulator.ts";
import { SimulatorState } from "./simulator-state.ts";
import { takePoll } from "./take-poll.ts";
import { takeSubmit } from "./take-submit.ts";
import { serveUpload, takeRemoval, takeUpload } from "./take-upload.ts";
import { toapisSide } from "./toapis-side.ts";
import { tokaifySide } from "./tokaify-side.ts";
import { writeReply } from "./write-reply.ts";

const sides: Readonly<Record<GatewayName, GatewaySide>> = {
	tokaify: tokaifySide,
	toapis: toapisSide,
	evolink: evolinkSide,
	reapi: reapiSide,
	ark: arkSide,
	modelark: modelarkSide,
};

/**
 * Starts a stand-in for a gateway on a free port of 127.0.0.1. It refuses whatever the gateway's
 * pages refuse, counts what it was asked and what it charged, and goes wrong only as told:
 *
 *     const simulator = await startSimulator("evolink", { answersUntilDone: "held" });
 *     stage(simulator, faultNamed("evolink", "poll: 502 web page"));  // the next question only
 *     … a job through an account of { baseUrl: simulator.baseUrl, key: simulator.key } …
 *     simulator.finishAll();  // the next answer says "completed"
 *     expect(simulator.submits()).toHaveLength(1);
 *     expect(simulator.delivered().map((one) => one.sha256)).toEqual(…the files on disk…);
 *     await simulator.close();
 *
 * Tasks are done with the second answer about them, unless `answersUntilDone` or `workMs` says
 * otherwise. Uploads and result links are served by the simulator itself, over http. Links among a
 * request's references are fetched when they lead to this computer. `faultTables` has every fault,
 * by gateway; `goDown` and `comeBack` are an outage.
 */
export async function startSimulator(
	gateway: GatewayName,
	options: SimulatorOptions = {},
): Promise<Simulator> {
	const side = sides[gateway];
	const state = new SimulatorState();
	const assets = createResultAssets(options, () => state.stall());
	const door = createDoor((request, response) => serve(desk, request, response));
	const key = options.key ?? side.key;
	const desk: Desk = {
		...{ side, state, assets, options, key, origin: door.origin },
		refuseConnections: () => void door.shut(),
	};
	await door.open();
	return {
		...{ gateway, key, origin: door.origin(), baseUrl: `${door.origin()}${side.basePath}` },
		submits: () => state.submits,
		charges: () => [...state.charges.values()],
		chargedImages: () => [...state.charges.values()].reduce((sum, row) => sum + row.images, 0),
		tasks: () => [...state.tasks.values()].map((task) => task.seen()),
		polls: () => state.polls,
		pace: () => seenPace(state),
		uploads: () => [...state.uploads.values()].map(({ file: _, ...seen }) => seen),
		delivered: () => [...state.given.values()],
		requests: () => state.requests,
		fetches: assets.fetches,
		faults: {
			nextSubmit: (fault, times) => {
				// What never arrives cannot be waited for.
				if (fault.kind === "refuse-connections") void door.shut();
				else state.submitFaults.add(fault, times);
			},
			nextPoll: (fault, times) => state.pollFaults.add(fault, times),
			nextUpload: (fault, times) => state.uploadFaults.add(fault, times),
			nextQuestion: (fault, times) => state.questionFaults.add(fault, times),
			links: assets.setAll,
			clear: () => state.clearFaults(),
		},
		finish: (id) => state.tasks.get(id)?.end(),
		finishAll: () => {
			for (const task of state.tasks.values()) task.end();
		},
		taken: (submits) => state.taken(submits),
		release: () => state.release(),
		...{ goDown: door.shut, comeBack: door.open, close: door.shut },
	};
}

async function serve(
	desk: Desk,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const { side, state, assets } = desk;
	const path = new URL(request.url ?? "/", "http://simulator").pathname;
	const note = state.saw(request, path);
	response.on("finish", () => note({ status: response.statusCode }));
	const visit: Visit = { desk, request, response, path, note };
	const { method } = request;
	if (serveUpload(visit)) return;
	if (await assets.serve(request, response, path)) return;
	if (method === "POST" && path === side.submitPath) {
		await takeSubmit(visit);
		return;
	}
	const task = side.work.kind === "task" ? side.work.idIn(path) : undefined;
	if (method === "GET" && side.work.kind === "task" && task !== undefined) {
		await takePoll(visit, side.work, task);
		return;
	}
	const way = side.uploads?.wayOf(path);
	if (method === "POST" && side.uploads !== undefined && way !== undefined) {
		await takeUpload(visit, side.uploads, way);
		return;
	}
	const removed = side.uploads?.removedId?.(path);
	if (method === "DELETE" && side.uploads !== undefined && removed !== undefined) {
		await takeRemoval(visit, side.uploads, removed);
		return;
	}
	await answerQuestion(visit);
}

/** Questions after money and models, and every address that is none. */
async function answerQuestion(visit: Visit): Promise<void> {
	const { desk, request, path } = visit;
	const { side, state, options } = desk;
	const billing = options.billing ?? { limit: 100, used: 25 };
	const known = request.method === "GET" ? side.questions(path, billing) : undefined;
	if (known === undefined) {
		const address = `${request.method} ${request.url}`;
		await writeReply(outletOf(visit), side.refuse("unknown-address", `Invalid URL (${address})`));
		return;
	}
	const fault = state.questionFaults.take();
	if (fault?.kind === "reset" && fault.at === "before-body") {
		request.socket.resetAndDestroy();
		return;
	}
	const refused = keyRefusal(visit);
	const scripted = fault?.kind === "reply" ? fault.reply : undefined;
	const reply =
		refused === undefined ? (scripted ?? known) : (side.hidesWrongKey?.(path) ?? refused);
	await writeReply(outletOf(visit), reply, fault);
}
