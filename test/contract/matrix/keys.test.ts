import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { GatewayId } from "../../../src/contract/ids.ts";
import type { GatewayAdapter } from "../../../src/main/gateways/gateway-adapter.ts";
import { gatewayAdapter } from "../../../src/main/gateways/registry.ts";
import { everything, type FaultRow, jsonOf } from "../../simulator/fault-row.ts";
import { type GatewayName, gatewayNames } from "../../simulator/simulator.ts";
import { type S3Server, startS3 } from "../references/s3-server.ts";
import { beginCell, type Cell, type CellOptions, untilRest } from "./matrix-cell.ts";
import { type Ground, type House, newGround, openHouse, removeGround } from "./matrix-house.ts";
import { about } from "./matrix-rounds.ts";
import { savedOf } from "./matrix-truth.ts";

const key = "planted/key+0123456789abcdef";
/** As it may be quoted: plain, inside JSON, in an address, in base64. */
const forms = [
	...[key, JSON.stringify(key.replaceAll("/", "\\/")).slice(1, -1), encodeURIComponent(key)],
	...[Buffer.from(key).toString("base64"), Buffer.from(`Bearer ${key}`).toString("base64")],
];
const said = `The key ${key} (${encodeURIComponent(key)}) is not yours: Authorization: Bearer ${key}`;
const quoted = (status: number) =>
	jsonOf(status, { success: false, error: { code: "odd", message: said, type: "odd" }, msg: said });

const adapterOf = (gateway: GatewayName): GatewayAdapter =>
	gatewayAdapter(GatewayId.parse(gateway));
const fine: FaultRow = {
	...{ name: "nothing", at: "link", fault: { serves: "wrong-type-name" }, truth: everything },
};
const row = (name: string, script: Pick<FaultRow, "at" | "fault">): FaultRow =>
	({ name, ...script, truth: everything }) as FaultRow;

/** Gateways that quote the key wherever they can. */
function quotingRows(gateway: GatewayName): readonly FaultRow[] {
	const { tasks, uploads, stream } = adapterOf(gateway);
	const submit = (status: number, charged: boolean) =>
		row(`${status}`, { at: "submit", fault: { kind: "reply", reply: quoted(status), charged } });
	const text = { status: 200, headers: { "content-type": "text/plain" }, body: said };
	const failure = { code: "odd", message: said };
	return [
		...[submit(401, false), submit(500, true), submit(200, true)],
		row("200 text", { at: "submit", fault: { kind: "reply", reply: text, charged: true } }),
		...(tasks === undefined
			? []
			: [
					row("poll 401", { at: "poll", fault: { kind: "reply", reply: quoted(401) } }),
					row("poll 500", { at: "poll", fault: { kind: "reply", reply: quoted(500) } }),
					row("word", { at: "poll", fault: { kind: "word", status: said } }),
					row("failed", { at: "poll", fault: { kind: "fails", error: failure, charged: false } }),
				]),
		...(uploads === undefined
			? []
			: [row("upload", { at: "upload", fault: { kind: "reply", reply: quoted(400) } })]),
		...(stream === undefined
			? []
			: [
					row("stream", {
						at: "stream",
						fault: { kind: "reply", reply: quoted(400), charged: false },
					}),
				]),
	];
}

let s3: S3Server;
let ground: Ground;
let house: House;
let cells: Cell[];
beforeAll(async () => {
	s3 = await startS3();
});
afterAll(() => s3.close());
beforeEach(async () => {
	cells = [];
	ground = await newGround();
	house = await openHouse(ground);
	const { id } = await house.hosts.save(s3.draft);
	ground.choice = { kind: "bucket", host: id };
});
afterEach(async () => {
	await Promise.all(cells.map(({ simulator }) => simulator.close()));
	await removeGround(ground);
});

async function run(gateway: GatewayName, fault: FaultRow, more: CellOptions = {}) {
	const cell = await beginCell(house, gateway, fault, { simulator: { key }, ...more });
	cells.push(cell);
	return { cell, job: await untilRest(house, cell) };
}

describe.each(gatewayNames)("the key of %s", (gateway) => {
	test("is in no file, no line of the log and no word to the window", async () => {
		const references = [await house.aPicture()];
		const { cell, job } = await run(gateway, fine, { request: { references } });
		expect(job.state, about(cell, job)).toBe("done");
		expect(await savedOf(house, cell)).toHaveLength(3);
		for (const fault of quotingRows(gateway)) await run(gateway, fault);
		await expectNowhere(forms);
	});
});

test("the secret of a bucket is nowhere, whether the bucket takes it or not", async () => {
	const secret = "bucket/secret+0123456789abcdef";
	const [host] = house.hosts.list();
	if (host === undefined) throw new Error("there is no bucket");
	await house.hosts.save({ ...s3.draft, id: host.id, secret: { text: secret, keeping: "weak" } });
	const { job } = await run("reapi", fine, { request: { references: [await house.aPicture()] } });
	expect(job).toMatchObject({ state: "failed", error: { reason: "host-rejected", charged: "no" } });
	await expectNowhere([secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]);
});

/** Searches everything the app has left: its files once it is closed, its log, what the window heard. */
async function expectNowhere(words: readonly string[]): Promise<void> {
	await house.close();
	const files = await readdir(ground.folder, { recursive: true, withFileTypes: true });
	const paths = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
	expect(paths.some((path) => path.endsWith("journal.db"))).toBe(true);
	const found: string[] = [];
	for (const path of paths) {
		const bytes = await readFile(path);
		if (words.some((word) => bytes.includes(word))) found.push(path.slice(ground.folder.length));
	}
	expect(ground.said.length).toBeGreaterThan(0);
	found.push(...ground.said.filter((line) => words.some((word) => line.includes(word))));
	expect(found).toEqual([]);
}
