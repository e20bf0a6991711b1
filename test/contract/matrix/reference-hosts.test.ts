import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GatewayId } from "../../../src/contract/ids.ts";
import { type FaultRow, nothing, stage } from "../../simulator/fault-row.ts";
import { faultTables } from "../../simulator/fault-tables.ts";
import type { GatewayName, Simulator } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { refusesConnections, stalls } from "../gateways/fault-judging.ts";
import { type S3Server, s3Error, startS3 } from "../references/s3-server.ts";
import { atRest, beginCell, type Cell, inTestTime, listenAgain } from "./matrix-cell.ts";
import { about, sharedHouse } from "./matrix-rounds.ts";
import { expectAllSaved, expectTruth, sendAgain } from "./matrix-truth.ts";

const house = sharedHouse();
const fine: FaultRow = {
	name: "nothing",
	at: "poll",
	fault: { kind: "word", status: "processing" },
	truth: nothing,
};

/** A job of reAPI, which has no upload of its own, with a picture. */
async function begin(): Promise<Cell> {
	const references = [await house().aPicture()];
	return beginCell(house(), "reapi", fine, { request: { references } });
}

/** Nothing left this computer for reAPI; once the host works, Send again does. */
async function expectFree(cell: Cell, mend: () => Promise<void>): Promise<void> {
	const job = await house().until(cell.id, atRest, "rest");
	await expectTruth(house(), cell, job);
	expect(job, about(cell, job)).toMatchObject({ state: "failed", error: { charged: "no" } });
	expect(cell.simulator.submits()).toHaveLength(0);
	await mend();
	await sendAgain(house(), cell);
}

const hosts: readonly GatewayName[] = ["evolink", "toapis"];
describe.each(hosts)("reAPI with pictures held by an account of %s", (gateway) => {
	const rows = faultTables[gateway].filter((row) => row.at === "upload");
	test.each(rows.map((row) => [row.name, row] as const))("%s", async (_, row) => {
		const host = await startSimulator(gateway);
		const { ground, accounts } = house();
		const { baseUrl } = host;
		const account = await accounts.save({
			...{ gateway: GatewayId.parse(gateway), label: "Host", baseUrl },
			key: { text: host.key, keeping: "weak" },
		});
		ground.choice = { kind: "account", account: account.id };
		if (stalls(row)) ground.silent.set(host.origin, [row.at]);
		stage(host, inTestTime(row));
		if (refusesConnections(row)) await host.goDown();
		const cell = await begin();
		try {
			if (/: (?:reset|stall)/.test(row.name)) {
				const job = await house().until(cell.id, atRest, "rest");
				expect(job.state, about(cell, job)).toBe("done");
				expect(cell.simulator.submits()).toHaveLength(1);
				await expectAllSaved(house(), cell);
			} else {
				await expectFree(cell, () => {
					host.faults.clear();
					return listenAgain(host);
				});
			}
			expect(host.submits()).toHaveLength(0);
			expect(host.charges()).toHaveLength(0);
		} finally {
			await closeAll([host, cell.simulator]);
		}
	});
});

describe("reAPI with pictures held in a bucket", () => {
	let s3: S3Server;
	beforeAll(async () => {
		s3 = await startS3();
		const { id } = await house().hosts.save(s3.draft);
		house().ground.choice = { kind: "bucket", host: id };
	});
	afterAll(() => s3.close());

	const html = { status: 502, headers: { "content-type": "text/html" }, body: "<html></html>" };
	const faults = {
		"403 denied": s3Error(403, "AccessDenied"),
		"403 wrong signature": s3Error(403, "SignatureDoesNotMatch"),
		"403 wrong clock": s3Error(403, "RequestTimeTooSkewed"),
		"404 no bucket": s3Error(404, "NoSuchBucket"),
		"400 wrong region": s3Error(400, "AuthorizationHeaderMalformed", "<Region>eu-west-1</Region>"),
		"500 failed": s3Error(500, "InternalError"),
		"503 slow down": s3Error(503, "SlowDown"),
		"502 web page": html,
		"507 full": s3Error(507, "InsufficientStorage"),
	};
	test.each(Object.entries(faults))("%s", async (_, reply) => {
		s3.answerNext("PUT", reply);
		const cell = await begin();
		await expectFree(cell, async () => {});
		await cell.simulator.close();
	});

	test("a job that is done leaves nothing in the bucket", async () => {
		const cell = await begin();
		const job = await house().until(cell.id, atRest, "rest");
		expect(job.state, about(cell, job)).toBe("done");
		await expect.poll(() => s3.objects()).toEqual([]);
		await cell.simulator.close();
	});
});

function closeAll(simulators: readonly Simulator[]): Promise<unknown> {
	return Promise.all(simulators.map((one) => one.close()));
}
