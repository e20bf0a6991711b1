import { afterEach, describe, expect, test, vi } from "vitest";
import { type FaultRow, stage } from "../../simulator/fault-row.ts";
import { faultTables } from "../../simulator/fault-tables.ts";
import { gatewayNames, type Simulator } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { idIn, obtainable, poll, statusIn, submit } from "./plain-client.ts";

let simulator: Simulator;
afterEach(async () => {
	simulator.release();
	await simulator.close();
});

const stalls = ({ fault }: FaultRow) =>
	("kind" in fault && fault.kind === "stall") ||
	("kind" in fault && fault.kind === "stream" && fault.end?.how === "stall");
const refusesConnections = ({ fault }: FaultRow) =>
	"kind" in fault && fault.kind === "refuse-connections";

/** Submits once, asks by the id as long as there is an end to wait for, and gives up on silence. */
async function runRow(row: FaultRow): Promise<void> {
	stage(simulator, row);
	const stop = new AbortController();
	const more = row.at === "stream" ? { stream: true } : {};
	const submitted = submit(simulator, more, stop.signal);
	if (stalls(row) && row.at !== "poll") {
		await vi.waitFor(() => {
			expect(simulator.chargedImages()).toBe(row.truth.charged);
			expect(simulator.delivered()).toHaveLength(row.truth.delivered);
		});
		stop.abort();
	}
	const reply = await submitted;
	if (row.at === "submit" && refusesConnections(row)) await simulator.comeBack();
	const id = idIn(reply);
	if (reply.status === 200 && id !== undefined) await askUntilOver(id, row);
}

async function askUntilOver(id: string, row: FaultRow): Promise<void> {
	for (let asked = 1; asked <= 5; asked += 1) {
		const stop = new AbortController();
		const answered = poll(simulator, id, stop.signal);
		if (asked === 1 && row.at === "poll" && stalls(row)) {
			await vi.waitFor(() => expect(simulator.polls()).toHaveLength(1));
			stop.abort();
		}
		const word = statusIn(await answered).toLowerCase();
		if (asked === 1 && row.at === "poll" && refusesConnections(row)) await simulator.comeBack();
		if (["completed", "failed", "cancelled", "canceled"].includes(word)) return;
	}
}

describe.each(gatewayNames)("%s", (gateway) => {
	const rows = faultTables[gateway].filter((row) => row.at !== "upload");

	test.each(rows.map((row) => [row.name, row] as const))(
		"%s: what is said of money and pictures is true",
		async (name, row) => {
			simulator = await startSimulator(gateway);
			expect(faultTables[gateway].filter((one) => one.name === name)).toHaveLength(1);
			await runRow(row);
			const { charged, delivered } = row.truth;
			expect({
				charged: simulator.chargedImages(),
				delivered: simulator.delivered().length,
			}).toEqual({ charged, delivered });
			const linksStall = row.at === "link" && "stalls" in row.fault;
			expect(await obtainable(simulator, linksStall)).toBe(row.truth.obtainable);
			expect(simulator.submits().length).toBeLessThanOrEqual(1);
		},
	);
});

test.each(["reset after the body was taken", "stall before the reply", "truncated JSON"])(
	"after '%s' at ToAPIs the task is there under the name it was given",
	async (name) => {
		simulator = await startSimulator("toapis");
		const row = faultTables.toapis.find((one) => one.name === name);
		if (row === undefined) throw new Error("the row is gone");
		expect(row.truth.findableByTag).toBe(true);
		await runRow(row);
		expect(simulator.delivered()).toHaveLength(0);
		await poll(simulator, "order-1");
		expect(statusIn(await poll(simulator, "order-1"))).toBe("completed");
		expect(await obtainable(simulator)).toBe(3);
		expect(simulator.submits()).toHaveLength(1);
	},
);
