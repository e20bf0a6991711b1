import fc from "fast-check";
import { expect, test } from "vitest";
import { GatewayId } from "../../../src/contract/ids.ts";
import { hasEnded, type Job } from "../../../src/contract/jobs.ts";
import { sha256OfFile } from "../../../src/main/store/disk.ts";
import { type FaultRow, stage } from "../../simulator/fault-row.ts";
import { faultTables } from "../../simulator/fault-tables.ts";
import { type GatewayName, gatewayNames, type Simulator } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { refusesConnections } from "../gateways/fault-judging.ts";
import { requestFor } from "../jobs/gateway-requests.ts";
import { inShort } from "./job-watch.ts";
import { atRest, inTestTime, mend } from "./matrix-cell.ts";
import { type House, newGround, openHouse, removeGround } from "./matrix-house.ts";

const JOBS = 40;
/** Two fixed runs: a failure is seen again. */
const SEEDS = [20_261_121, 715_517];
/** By then whatever can strike has struck. */
const LONG_ENOUGH_MS = 2_500;

type Order = { readonly gateway: GatewayName; readonly row: FaultRow | undefined };

/** Half of the jobs bring a fault with them, which may strike another job of the same gateway. */
const anOrder: fc.Arbitrary<Order> = fc.constantFrom(...gatewayNames).chain((gateway) =>
	fc.record({
		gateway: fc.constant(gateway),
		row: fc.option(fc.constantFrom(...faultTables[gateway].filter(isForMany)), { nil: undefined }),
	}),
);

/** One door for many jobs: it is not shut, and links fail only where a submit said so. */
function isForMany(row: FaultRow): boolean {
	return (
		(row.at === "submit" || row.at === "poll" || row.at === "stream") && !refusesConnections(row)
	);
}

test.each(SEEDS)(
	"of forty jobs with faults at random none is sent twice, stuck or lost (seed %i)",
	async (seed) => {
		const orders = fc.array(anOrder, { minLength: JOBS, maxLength: JOBS });
		await fc.assert(fc.asyncProperty(orders, fc.boolean(), goThrough), {
			seed,
			numRuns: 2,
			endOnFailure: true,
		});
	},
	60_000,
);

async function goThrough(orders: readonly Order[], closes: boolean): Promise<void> {
	const ground = await newGround();
	let house = await openHouse(ground);
	const gateways = new Map<GatewayName, Simulator>();
	try {
		for (const name of gatewayNames) {
			const simulator = await startSimulator(name);
			gateways.set(name, simulator);
			ground.silent.set(simulator.origin, ["submit", "stream", "poll"]);
		}
		const jobs = await sendAll(house, orders, gateways);
		await Promise.race([
			Promise.all([...jobs.keys()].map((id) => house.until(id, atRest, "rest"))).catch(() => {}),
			new Promise((resolve) => setTimeout(resolve, LONG_ENOUGH_MS)),
		]);
		if (closes) await house.close();
		await Promise.all([...gateways.values()].map((simulator) => mend({ simulator })));
		if (closes) house = await openHouse(ground);
		for (const id of jobs.keys()) await endOf(house, id);
		await expectTrue(house, jobs, gateways);
	} finally {
		await house.close();
		await Promise.all([...gateways.values()].map((simulator) => simulator.close()));
		await removeGround(ground);
	}
}

async function sendAll(
	house: House,
	orders: readonly Order[],
	gateways: ReadonlyMap<GatewayName, Simulator>,
): Promise<Map<Job["id"], { readonly gateway: GatewayName; readonly prompt: string }>> {
	const accounts = new Map<GatewayName, Job["account"]>();
	for (const [gateway, { baseUrl, key: text }] of gateways) {
		const draft = { gateway: GatewayId.parse(gateway), label: gateway, baseUrl };
		const { id } = await house.accounts.save({ ...draft, key: { text, keeping: "weak" } });
		accounts.set(gateway, id);
	}
	const jobs = new Map();
	for (const [place, { gateway, row }] of orders.entries()) {
		const [simulator, account] = [gateways.get(gateway), accounts.get(gateway)];
		if (simulator === undefined || account === undefined) throw new Error(`no ${gateway}`);
		if (row !== undefined) stage(simulator, inTestTime(row));
		const prompt = `panda number ${place}`;
		const stream = row?.at === "stream" ? { stream: true } : {};
		const { id } = await house.jobs.submit(requestFor(gateway, account, { prompt, ...stream }));
		jobs.set(id, { gateway, prompt });
	}
	return jobs;
}

/** The designer presses what there is to press. */
async function endOf(house: House, id: Job["id"]): Promise<void> {
	const { state, checkable } = house.find(id);
	if (state === "unknown" && checkable === true) await house.jobs.resolveUnknown(id, "check");
	if (state === "waiting") await house.jobs.checkAgain(id);
	const pressing = setInterval(() => {
		const job = house.find(id);
		if (job.state === "receiving") void house.jobs.saveAgain(id);
		// A name that no gateway knows is given up after a minute.
		if (job.state === "waiting" && job.remoteId !== undefined) house.ground.ahead += 1_000;
	}, 50);
	try {
		await house.until(id, (job) => hasEnded(job.state), "its end");
	} finally {
		clearInterval(pressing);
	}
}

async function expectTrue(
	house: House,
	jobs: Awaited<ReturnType<typeof sendAll>>,
	gateways: ReadonlyMap<GatewayName, Simulator>,
): Promise<void> {
	const sent = [...gateways.values()].flatMap((simulator) => simulator.submits());
	expect(sent.length).toBeLessThanOrEqual(jobs.size);
	for (const [id, { gateway, prompt }] of jobs) {
		const job = house.find(id);
		const simulator = gateways.get(gateway);
		const mine = sent.filter(
			({ body }) => (body as { prompt?: string } | undefined)?.prompt === prompt,
		);
		expect(mine.length, `${prompt}: ${inShort(job)}`).toBeLessThanOrEqual(1);
		const charge = simulator?.charges().find((one) => one.id === mine[0]?.id);
		if ((charge?.images ?? 0) > 0)
			expect([job.state, job.error?.charged]).not.toEqual(["failed", "no"]);

		const given = simulator?.delivered().filter((one) => one.job === mine[0]?.id) ?? [];
		const files = house.library.imagesOf(id).map((image) => house.library.fileOf(image.id));
		const saved = await Promise.all(files.map(async (file) => sha256OfFile(await file)));
		expect(saved.sort(), `${gateway} ${prompt}: ${inShort(job)}`).toEqual(
			given.map(({ sha256 }) => sha256).sort(),
		);
	}
}
