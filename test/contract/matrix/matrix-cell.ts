import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { GatewayId, type JobId } from "../../../src/contract/ids.ts";
import { hasEnded, type Job } from "../../../src/contract/jobs.ts";
import { type FaultRow, stage } from "../../simulator/fault-row.ts";
import type { CannedReply, LinkFault } from "../../simulator/faults.ts";
import type { GatewayName, Simulator, SimulatorOptions } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { refusesConnections, stalls } from "../gateways/fault-judging.ts";
import { requestFor } from "../jobs/gateway-requests.ts";
import type { House } from "./matrix-house.ts";

/** One job at a gateway of its own where one thing goes wrong. */
export type Cell = {
	readonly gateway: GatewayName;
	readonly row: FaultRow;
	readonly simulator: Simulator;
	readonly id: JobId;
};

export type CellOptions = {
	/** Questions, uploads and links fail until the fault is taken back. */
	readonly stays?: boolean;
	/** What is wrong with all links besides, until the fault is taken back. */
	readonly links?: LinkFault;
	readonly simulator?: SimulatorOptions;
	readonly request?: Partial<GenerationRequest>;
};

/** Puts a fault in front of a gateway and sends it a request. */
export async function beginCell(
	house: House,
	gateway: GatewayName,
	row: FaultRow,
	options: CellOptions = {},
): Promise<Cell> {
	const simulator = await startSimulator(gateway, options.simulator);
	const linkStalls = row.at === "link" && "stalls" in row.fault;
	if (stalls(row) || linkStalls) house.ground.silent.set(simulator.origin, [row.at]);
	if (options.links !== undefined) simulator.faults.links(options.links);
	const soon = inTestTime(row);
	if (options.stays !== true) stage(simulator, soon);
	else if (soon.at === "poll") simulator.faults.nextPoll(soon.fault, "always");
	else if (soon.at === "upload") simulator.faults.nextUpload(soon.fault, "always");
	else stage(simulator, soon);
	// An upload finds nobody as soon as a submit would.
	if (row.at === "upload" && refusesConnections(row)) await simulator.goDown();
	const account = await house.accounts.save({
		gateway: GatewayId.parse(gateway),
		label: "Studio",
		baseUrl: simulator.baseUrl,
		key: { text: simulator.key, keeping: "weak" },
	});
	const { id } = await house.jobs.submit(
		requestFor(gateway, account.id, {
			...(row.at === "stream" && { stream: true }),
			...(row.at === "upload" && { references: [await house.aPicture()] }),
			...options.request,
		}),
	);
	return { gateway, row, simulator, id };
}

/** `Retry-After` of the tables is minutes and a fixed day; here it is a second from now. */
export function inTestTime(row: FaultRow): FaultRow {
	const { fault } = row;
	if (!("kind" in fault) || fault.kind !== "reply") return row;
	const after = fault.reply.headers?.["retry-after"];
	if (after === undefined) return row;
	const soon = /^\d+$/.test(after) ? "1" : new Date(Date.now() + 1_500).toUTCString();
	const reply: CannedReply = {
		...fault.reply,
		headers: { ...fault.reply.headers, "retry-after": soon },
	};
	return { ...row, fault: { ...fault, reply } } as FaultRow;
}

/** Takes every fault back. */
export async function mend({ simulator }: Pick<Cell, "simulator">): Promise<void> {
	simulator.faults.clear();
	simulator.faults.links();
	simulator.release();
	await listenAgain(simulator);
}

/** Somebody else may have the port for a moment, such as the other end of a connection. */
export async function listenAgain({ comeBack }: Pick<Simulator, "comeBack">): Promise<void> {
	for (let tries = 0; tries < 50; tries += 1) {
		try {
			await comeBack();
			return;
		} catch {
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}
	await comeBack();
}

/** Nothing more happens to the job by itself, as long as the fault stays. */
export const atRest = (job: Job): boolean =>
	hasEnded(job.state) || isResting(job) || job.hold !== undefined;

/** Every picture has been tried, and those that are still to come say why they did not. */
export const isResting = ({ state, streaming, outputs }: Job): boolean =>
	state === "receiving" &&
	streaming !== true &&
	outputs.some((one) => one.state === "pending") &&
	outputs.every((one) => one.state !== "fetching" && (one.state !== "pending" || one.error));

/** The fault has struck: the job is at rest, or it has met with trouble and goes on asking. */
export function hasStruck(job: Job, { row, simulator }: Cell): boolean {
	if (atRest(job)) return true;
	if (stalls(row) && row.at !== "poll") {
		// What stalls is on its way: the request was taken, or its stream has begun.
		return row.at !== "upload" && simulator.submits().length > 0 && job.state !== "preparing";
	}
	if (job.state !== "waiting") return false;
	return row.at === "poll" ? job.task?.trouble !== undefined || isOdd(job) : asksInVain(job);
}

const isOdd = ({ task }: Job): boolean => task?.known === false || (task?.late ?? false);

/** A task that may never have been taken is asked after by the name it was given. */
const asksInVain = ({ error }: Job): boolean => error !== undefined;

/** Longer than a gateway gets that does not know the name of a request. */
const A_MINUTE_MS = 61_000;

/**
 * The job once nothing more happens by itself; a name that is asked after in vain is given up after
 * a minute, which is made to pass.
 */
export async function untilRest(house: House, { id, simulator }: Cell): Promise<Job> {
	const asked = simulator.polls().length;
	const inVain = (job: Job) =>
		job.state === "waiting" &&
		simulator.tasks().length === 0 &&
		simulator.polls().length >= asked + 3;
	const job = await house.until(id, (one) => atRest(one) || inVain(one), "rest");
	if (!inVain(job)) return job;
	house.ground.ahead += A_MINUTE_MS;
	return await house.until(id, atRest, "rest");
}

/** Does what a designer can do for the job, until it ends; never what could cost anything. */
export async function goOn(house: House, cell: Cell): Promise<Job> {
	const { id } = cell;
	const { state, checkable } = house.find(id);
	if (state === "unknown" && checkable === true) await house.jobs.resolveUnknown(id, "check");
	if (state === "waiting") await house.jobs.checkAgain(id);
	let pressing = true;
	const pressed = (async () => {
		for (; pressing; await new Promise((resolve) => setTimeout(resolve, 60))) {
			if (house.find(id).state === "receiving") await house.jobs.saveAgain(id);
		}
	})();
	try {
		await untilRest(house, cell);
		return await house.until(id, (job) => hasEnded(job.state), "its end");
	} finally {
		pressing = false;
		await pressed;
	}
}
