import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AppError, appError } from "../../../src/contract/errors.ts";
import { cannedJson } from "../../simulator/canned-replies.ts";
import { gradientPng } from "../../simulator/png.ts";
import type { GatewayName, Simulator } from "../../simulator/simulator.ts";
import { startSimulator } from "../../simulator/start-simulator.ts";
import { fileOf, type HostRig, linksOnly, startHostRig } from "./host-rig.ts";

let rig: HostRig;
let running: Simulator[];
beforeEach(async () => {
	running = [];
	rig = await startHostRig();
});
afterEach(async () => {
	await rig.close();
	await Promise.all(running.map((simulator) => simulator.close()));
});

async function start(gateway: GatewayName, options = {}): Promise<Simulator> {
	const simulator = await startSimulator(gateway, options);
	running.push(simulator);
	return simulator;
}
const picture = gradientPng({ width: 64, height: 64, seed: 1 });
const placeFor = async (
	gateway: Parameters<HostRig["target"]>[0],
	job = rig.job(),
	bytes: Uint8Array = picture,
) => rig.placement().place(fileOf(bytes), await rig.target(gateway, { job }));
const refusal = (work: Promise<unknown>): Promise<AppError["failure"]> =>
	work.then(
		() => Promise.reject(new Error("it was placed")),
		(error: AppError) => error.failure,
	);

describe("a gateway with an upload of its own", () => {
	it.each(["evolink", "toapis"] as const)(
		"%s holds the picture, whatever host was chosen",
		async (name) => {
			const gateway = await start(name);
			rig.world.choice = { kind: "bucket", host: (await rig.hosts.save(anyBucket)).id };
			const { url } = await placeFor(gateway);
			expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(picture)).toBe(true);
			expect(gateway.uploads()).toMatchObject([{ mime: "image/png", url }]);
			expect(gateway.charges()).toEqual([]);
			expect(rig.logged()).not.toContain(gateway.key);
		},
	);

	it("takes a picture once for all jobs of one account, until two hours before its link ends", async () => {
		const gateway = await start("evolink");
		rig.world.removePlaced = false;
		const target = await rig.target(gateway);
		const place = () => rig.placement().place(fileOf(picture), target);
		const [first, ...others] = await Promise.all([place(), place(), place()]);
		expect(others).toEqual([first, first]);
		rig.restart();
		rig.later(69.9);
		expect(await place()).toEqual(first);
		expect(gateway.uploads()).toHaveLength(1);
		rig.later(0.2);
		expect((await place()).url).not.toBe(first?.url);
		expect(gateway.uploads()).toHaveLength(2);
	});

	it("gets the picture again for another account: links of one may not be read by the other", async () => {
		const gateway = await start("evolink");
		await placeFor(gateway);
		await placeFor(gateway);
		expect(gateway.uploads()).toHaveLength(2);
	});

	it("whose links have no stated life is relied on for a few hours", async () => {
		const gateway = await start("toapis");
		const target = await rig.target(gateway);
		const place = () => rig.placement().place(fileOf(picture), target);
		await place();
		rig.later(3.9);
		await place();
		expect(gateway.uploads()).toHaveLength(1);
		rig.later(0.2);
		await place();
		expect(gateway.uploads()).toHaveLength(2);
	});

	it("gets a picture anew that it could not read", async () => {
		const gateway = await start("toapis");
		const target = await rig.target(gateway);
		const place = () => rig.placement().place(fileOf(picture), target);
		await place();
		await rig.end(target.job, "failed", appError("reference-refused").failure);
		await place();
		expect(gateway.uploads()).toHaveLength(2);
	});

	it("is asked once more when the connection breaks off before an answer", async () => {
		const gateway = await start("evolink");
		gateway.faults.nextUpload({ kind: "reset", at: "before-body" });
		await placeFor(gateway);
		expect(gateway.uploads()).toHaveLength(1);
	});

	it("that goes on breaking off is told as such, and costs nothing", async () => {
		const gateway = await start("evolink");
		gateway.faults.nextUpload({ kind: "reset", at: "before-body" }, "always");
		const failure = await refusal(placeFor(gateway));
		expect(failure).toMatchObject({ reason: "asking-failed", charged: "no" });
	});

	it.each([
		["a wrong key", 401, { success: false, code: 401, msg: "Unauthorized" }, "key-rejected"],
		["a full account", 400, { success: false, code: 40003, msg: "Quota exceeded" }, "uploads-full"],
		["no with status 200", 200, { success: false, code: 50001, msg: "storage" }, "upload-failed"],
		["a failing server", 500, { success: false, code: 500, msg: "oops" }, "upload-failed"],
	] as const)("that says %s is believed", async (_, status, body, reason) => {
		const gateway = await start("evolink");
		gateway.faults.nextUpload({ kind: "reply", reply: cannedJson(status, body) });
		const failure = await refusal(placeFor(gateway));
		expect(failure).toMatchObject({ reason, charged: "no" });
		expect(gateway.submits()).toEqual([]);
	});

	it("is not sent what is too large for it", async () => {
		const gateway = await start("toapis");
		const large = new Uint8Array(10_000_001);
		const failure = await refusal(placeFor(gateway, rig.job(), large));
		expect(failure).toMatchObject({
			reason: "upload-too-large",
			facts: { host: "ToAPIs", have: "10.1 MB", limit: "10 MB" },
		});
		expect(gateway.requests()).toEqual([]);
	});

	it("has its files taken away after the job, with the key of the account", async () => {
		const gateway = await start("evolink");
		const target = await rig.target(gateway);
		await rig.placement().place(fileOf(picture), target);
		await rig.end(target.job);
		expect(gateway.uploads()).toMatchObject([{ removed: true }]);
		expect(rig.placed.all()).toEqual([]);
	});

	it("keeps them where there is no way to remove, and forgets them when their time is over", async () => {
		const gateway = await start("toapis");
		const target = await rig.target(gateway);
		await rig.placement().place(fileOf(picture), target);
		await rig.end(target.job);
		expect(rig.placed.all()).toHaveLength(1);
		rig.later(25);
		await rig.placement().tidyLeftovers();
		expect(rig.placed.all()).toEqual([]);
	});
});

describe("a gateway without an upload", () => {
	it("needs a host, and says where to choose one", async () => {
		const failure = await refusal(placeFor(linksOnly));
		expect(failure).toMatchObject({ reason: "no-reference-host", charged: "no" });
		expect(failure.message).toContain("reAPI");
		expect(rig.placement().hasHost()).toBe(false);
	});

	it("has its pictures held by another account, with that account's key", async () => {
		const holder = await start("evolink");
		await rig.chooseAccount(holder);
		expect(rig.placement().hasHost()).toBe(true);
		const job = rig.job();
		const { url } = await placeFor(linksOnly, job);
		expect((await fetch(url)).status).toBe(200);
		await rig.end(job);
		expect(holder.uploads()).toMatchObject([{ removed: true }]);
	});

	it("hears that the account it relied on is gone", async () => {
		const { id } = await rig.chooseAccount(await start("evolink"));
		rig.accounts.remove(id);
		expect(rig.placement().hasHost()).toBe(false);
		expect(await refusal(placeFor(linksOnly))).toMatchObject({ reason: "host-not-found" });
	});

	it("cannot rely on an account that holds no pictures", async () => {
		const reapi = await start("reapi");
		await rig.chooseAccount(reapi);
		expect(rig.placement().hasHost()).toBe(false);
		expect(await refusal(placeFor(linksOnly))).toMatchObject({ reason: "host-not-found" });
	});

	it("forgets what an account held that has gone since", async () => {
		const holder = await start("evolink");
		const { id } = await rig.chooseAccount(holder);
		const job = rig.job();
		await placeFor(linksOnly, job);
		rig.accounts.remove(id);
		await rig.end(job);
		expect(rig.placed.all()).toEqual([]);
		expect(holder.uploads()).toMatchObject([{ removed: false }]);
	});
});

it.each([
	"http://127.0.0.1:1/a.png",
	"https://10.0.0.7/a.png",
	"http://files.example.com/a.png",
	"https://user:pass@files.example.com/a.png",
])("an upload's link that no gateway should fetch is not sent on: %s", async (file_url) => {
	const holder = await start("evolink");
	const body = { success: true, code: 200, data: { file_id: "f1", file_url } };
	holder.faults.nextUpload({ kind: "reply", reply: cannedJson(200, body) });
	const outside = { gateway: "evolink", baseUrl: "https://evolink.example.com", key: holder.key };
	const target = await rig.target(outside);
	const { uploads = missing() } = target.adapter;
	// An account on the internet; only its uploads lead to this computer.
	const adapter = { ...target.adapter, uploads: { ...uploads, baseUrl: () => holder.origin } };
	const failure = await refusal(rig.placement().place(fileOf(picture), { ...target, adapter }));
	expect(failure).toMatchObject({ reason: "upload-failed", charged: "no" });
	expect(failure.message).not.toContain("pass");
});

function missing(): never {
	throw new Error("the gateway has no uploads");
}

const anyBucket = {
	...{ label: "Bucket", endpoint: "https://s3.example.com", region: "auto", bucket: "b" },
	...{ prefix: "", pathStyle: false, accessKeyId: "AKIA" },
};
