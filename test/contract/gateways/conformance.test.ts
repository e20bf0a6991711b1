import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { AppError } from "../../../src/contract/errors.ts";
import { gatewayAdapters } from "../../../src/main/gateways/registry.ts";
import { jpegSamples } from "../../simulator/jpeg-samples.ts";
import { gradientPng } from "../../simulator/png.ts";
import {
	type GatewayName,
	gatewayNames,
	type SimulatorOptions,
} from "../../simulator/simulator.ts";
import { A_LINK, anyRequestFor, isAllowed } from "./arbitrary-request.ts";
import {
	adapterOf,
	createGatewayCaller,
	type GatewayCaller,
	requestFor,
	tasksOf,
	threeOf,
} from "./gateway-caller.ts";

const open: GatewayCaller[] = [];
async function call(
	gateway: GatewayName,
	options?: SimulatorOptions,
	now?: number,
): Promise<GatewayCaller> {
	const caller = await createGatewayCaller(gateway, options, now === undefined ? {} : { now });
	open.push(caller);
	return caller;
}
afterEach(async () => {
	for (const caller of open.splice(0)) await caller.close();
});

const models = gatewayNames.flatMap((gateway) =>
	adapterOf(gateway).models.map((capability) => [gateway, capability.model, capability] as const),
);
const HOUR_MS = 3_600_000;
const png = gradientPng({ width: 60, height: 40, seed: 3 });
const inline = `data:image/png;base64,${png.toString("base64")}`;

test("every gateway but the built-in one has a simulator", () => {
	const known = gatewayAdapters.filter((one) => one.builtInBaseUrl === undefined);
	expect(known.map((one) => one.id).toSorted()).toEqual([...gatewayNames].toSorted());
});

describe.each(models)("%s, %s", (gateway, _, capability) => {
	test("whatever the app lets out, the strict gateway takes, and makes what was asked for", async () => {
		const { adapter, simulator, submit } = await call(gateway);
		// Pictures go out in the way the model takes them: inside, or placed on this computer.
		const host = await call("evolink");
		const bytes = { bytes: png, mime: "image/png", name: "shoe.png" } as const;
		const placed = (await host.upload(bytes)).url;
		const picture = capability.references.by.includes("inline") ? inline : placed;
		const allowed = anyRequestFor(capability).filter((request) => isAllowed(request, capability));
		await fc.assert(
			fc.asyncProperty(allowed, async (request) => {
				const references = request.references.map((one) =>
					one.kind === "link" ? A_LINK : picture,
				);
				const before = simulator.chargedImages();
				const told = await submit(request, { references });
				if (told.thrown !== undefined) throw told.thrown;
				expect(simulator.chargedImages() - before).toBe(request.count);
				const body = Object(simulator.submits().at(-1)?.body);
				expect(body.prompt).toBe(request.prompt);
				expect(body.image_urls ?? [body.image ?? []].flat()).toEqual(references);
				expect(told.submission?.kind).toBe(adapter.tasks === undefined ? "delivered" : "waiting");
			}),
			{ numRuns: 60 },
		);
	});

	test("the form's own defaults go through", async () => {
		const { submit, simulator } = await call(gateway);
		const request = requestFor(capability);
		expect(isAllowed(request, capability)).toBe(true);
		expect(await submit(request)).toHaveProperty("submission");
		expect(simulator.chargedImages()).toBe(1);
	});
});

const taskGateways = gatewayNames.filter((gateway) => adapterOf(gateway).tasks !== undefined);

describe.each(taskGateways)("a task at %s", (gateway) => {
	const capability = adapterOf(gateway).models[0];
	if (capability === undefined) throw new Error("no model");

	test("is named, asked after, and delivered with links that end when the page says", async () => {
		const now = Date.now();
		const { submit, poll, simulator } = await call(gateway, {}, now);
		const { submission } = await submit(threeOf(capability));
		const [task] = simulator.tasks();
		expect(submission).toMatchObject({ kind: "waiting", remoteId: task?.id, known: true });
		expect(await poll(task?.id ?? "")).toMatchObject({ kind: "waiting", known: true });
		const answer = await poll(task?.id ?? "");
		if (answer.kind !== "delivered") throw new Error(answer.kind);
		const urls = answer.delivered.map((one) => (one.kind === "link" ? one.url : one.kind));
		expect(urls).toEqual(simulator.delivered().map((one) => one.url));
		const life = (capability.results.linkHours ?? 0) * HOUR_MS;
		for (const one of answer.delivered) {
			const left = one.kind === "link" ? (one.expiresAt ?? 0) - now : 0;
			// Counted from some moment of the task, which took seconds at the most.
			expect(Math.abs(left - life)).toBeLessThan(30_000);
		}
	});

	test("is asked after with the key, at the account's own address", async () => {
		const { adapter, simulator } = await call(gateway);
		const message = tasksOf(adapter).buildPoll({ remoteId: "a/b?c", baseUrl: simulator.baseUrl });
		expect(message).toMatchObject({ method: "GET", auth: { header: "authorization" } });
		expect(new URL(message.url).origin).toBe(simulator.origin);
		expect(new URL(message.url).search).toBe("");
	});
});

describe.each(gatewayNames)("an account of %s", (gateway) => {
	const { tellsBalance, tasks } = adapterOf(gateway);

	test("passes its test, which asks for no work", async () => {
		const { test: ask, simulator } = await call(gateway);
		const result = await ask();
		expect(result.error).toBeUndefined();
		expect(result.balance !== undefined).toBe(tellsBalance);
		if (tellsBalance) expect([75, 75 * 200]).toContain(result.balance?.amount);
		if (tasks === undefined) expect(result.models?.length).toBeGreaterThan(0);
		expect(simulator.submits()).toHaveLength(0);
	});

	test("with a wrong key is found out", async () => {
		const { test: ask } = await call(gateway);
		const { error } = await ask("sk-wrong-key-4711");
		expect(error).toMatchObject({ reason: "key-rejected", charged: "no" });
		expect(JSON.stringify(error)).not.toContain("4711");
	});

	test.each([
		["429", { status: 429, body: '{"error":{"code":429,"message":"slow down"}}' }],
		["500", { status: 500, body: "" }],
		["502 web page", { status: 502, headers: { "content-type": "text/html" }, body: "<html>" }],
		["200 web page", { status: 200, headers: { "content-type": "text/html" }, body: "<html>" }],
		["200 of another form", { status: 200, body: '{"hello":"world"}' }],
		["truncated", { status: 200, body: '{"data":' }],
	])("says what is wrong and that nothing was charged: %s", async (_, reply) => {
		const { test: ask, simulator } = await call(gateway);
		simulator.faults.nextQuestion({ kind: "reply", reply }, "always");
		const { error } = await ask();
		expect(error?.charged).toBe("no");
		expect(error?.message.length).toBeGreaterThan(20);
		expect(error?.message).not.toMatch(/…|undefined|\{\{/);
	});
});

const uploadGateways = gatewayNames.filter((gateway) => adapterOf(gateway).uploads !== undefined);

describe.each(uploadGateways)("an upload to %s", (gateway) => {
	const [jpeg = png] = jpegSamples;

	test.each([
		["image/png", png],
		["image/jpeg", jpeg],
	] as const)(
		"of %s can be read where it was put, and be sent as a reference",
		async (mime, bytes) => {
			const { upload, submit, simulator, adapter } = await call(gateway);
			const placed = await upload({ bytes, mime, name: '鞋 shoe\'s "best".bin' });
			const read = await fetch(placed.url);
			expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
			expect(read.headers.get("content-type")).toBe(mime);
			const [model] = adapter.models;
			if (model === undefined) throw new Error("no model");
			const told = await submit(threeOf(model), { references: [placed.url] });
			expect(told).toHaveProperty("submission");
			expect(simulator.uploads()).toHaveLength(1);
			expect(simulator.chargedImages()).toBe(3);
		},
	);

	test("costs nothing and carries the key to its own address alone", async () => {
		const { upload, simulator, adapter } = await call(gateway);
		await upload({ bytes: png, mime: "image/png", name: "shoe.png" });
		expect([simulator.submits().length, simulator.chargedImages()]).toEqual([0, 0]);
		const { uploads } = adapter;
		const message = uploads?.buildUpload(
			{ bytes: png, mime: "image/png", name: "shoe.png" },
			uploads.baseUrl(adapter.defaultBaseUrl ?? ""),
		);
		expect(message).toMatchObject({ free: true, method: "POST" });
		expect(message?.url).toMatch(/^https:\/\//);
	});

	test("can be taken away where the gateway lets it be", async () => {
		const { upload, remove, adapter, simulator } = await call(gateway);
		const placed = await upload({ bytes: png, mime: "image/png", name: "shoe.png" });
		if (adapter.uploads?.buildRemove === undefined) {
			expect(placed.id).toBeUndefined();
			return;
		}
		expect((await remove(placed.id ?? "")).status).toBe(200);
		expect(simulator.uploads()).toMatchObject([{ removed: true }]);
		expect((await fetch(placed.url)).status).toBe(404);
	});

	test("into a full account says so", async () => {
		const { upload, simulator } = await call(gateway, { uploadRoom: 0 });
		const thrown: unknown = await upload({
			...{ bytes: png, mime: "image/png", name: "shoe.png" },
		}).catch((error: unknown) => error);
		if (!(thrown instanceof AppError)) throw new Error("it was taken");
		expect(["uploads-full", "upload-failed"]).toContain(thrown.reason);
		expect(simulator.uploads()).toHaveLength(0);
	});
});
