import { afterEach, beforeEach, expect, test } from "vitest";
import { gradientPng } from "../../simulator/png.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../../simulator/tokaify-simulator.ts";
import {
	createTokaifyCaller,
	four,
	lite,
	messageFor,
	request,
	type TokaifyCaller,
} from "./tokaify-caller.ts";

let simulator: TokaifySimulator;
let caller: TokaifyCaller;

beforeEach(async () => {
	simulator = await startTokaifySimulator();
	caller = await createTokaifyCaller(simulator);
});
afterEach(async () => {
	await caller.close();
	await simulator.close();
});

const dataUrl = (seed: number) =>
	`data:image/png;base64,${gradientPng({ width: 40, height: 30, seed }).toString("base64")}`;

test("the plainest request sends the documented fields and no others", async () => {
	await caller.submit(request());
	expect(simulator.bodies()).toEqual([
		{
			model: "doubao-seedream-4-0-250828",
			prompt: "A lighthouse in fog, 灯塔",
			size: "2K",
			watermark: true,
		},
	]);
	const [seen] = simulator.requests();
	expect(seen?.headers).toMatchObject({
		authorization: `Bearer ${simulator.key}`,
		"content-type": "application/json",
	});
});

test("every documented field reaches the gateway as documented", async () => {
	const references = [dataUrl(1), dataUrl(2), "https://pictures.example.com/shoe.png"];
	await caller.submit(
		request({
			model: lite.model,
			size: { kind: "pixels", width: 2848, height: 1600 },
			mode: "set",
			count: 3,
			watermark: false,
			extras: { response_format: "b64_json", user: "client-7", quality: "high", style: "vivid" },
		}),
		{ references },
	);
	expect(simulator.bodies()).toEqual([
		{
			model: "doubao-seedream-5-0-lite-260128",
			prompt: "A lighthouse in fog, 灯塔",
			image: references,
			size: "2848x1600",
			watermark: false,
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: 3 },
			response_format: "b64_json",
			user: "client-7",
			quality: "high",
			style: "vivid",
		},
	]);
	expect(simulator.charges()).toBe(3);
});

test("one reference is sent as a string", async () => {
	await caller.submit(request(), { references: [dataUrl(1)] });
	expect(simulator.bodies()[0]?.image).toBe(dataUrl(1));
});

test("several separate pictures are asked for with n, and a set is not mentioned", async () => {
	const { delivered } = await caller.submit(request({ count: 4 }));
	expect(simulator.bodies()[0]).toMatchObject({ n: 4 });
	expect(simulator.bodies()[0]).not.toHaveProperty("sequential_image_generation");
	expect(delivered).toHaveLength(4);
});

test("advanced fields left empty or at their default are not sent", async () => {
	await caller.submit(
		request({ extras: { response_format: "url", user: "", quality: "", style: "" } }),
	);
	expect(Object.keys(simulator.bodies()[0] ?? {})).toEqual([
		"model",
		"prompt",
		"size",
		"watermark",
	]);
});

test.each(["1K", "2K", "4K"])("the tier %s goes out as its word, on both models", async (tier) => {
	await caller.submit(request({ size: { kind: "tier", tier } }));
	await caller.submit(request({ model: lite.model, size: { kind: "tier", tier } }));
	expect(simulator.bodies().map((body) => body.size)).toEqual([tier, tier]);
});

test("every shape of both capability records is one the gateway takes", async () => {
	const sizes = [lite, four].flatMap(({ model, size }) =>
		size.tiers.flatMap(({ shapes }) =>
			shapes.map(({ width, height }) => ({ model, width, height })),
		),
	);
	for (const { model, width, height } of sizes) {
		await caller.submit(request({ model, size: { kind: "pixels", width, height } }));
	}
	expect(simulator.charges()).toBe(sizes.length);
	expect(sizes).toHaveLength(16 + 24);
});

test("links are delivered in order, with what the gateway made of the prompt", async () => {
	const submission = await caller.submit(request({ mode: "set", count: 3 }));
	expect(submission.delivered.map((one) => one.kind)).toEqual(["link", "link", "link"]);
	expect(submission.delivered[1]).toMatchObject({
		url: expect.stringMatching(/seedream-2\.png$/),
		revisedPrompt: expect.stringContaining("Picture 2"),
	});
	expect(submission.charged).toEqual({ images: 3 });
});

test("pictures inside the answer are delivered as their bytes", async () => {
	const { delivered } = await caller.submit(
		request({ mode: "set", count: 2, extras: { response_format: "b64_json" } }),
	);
	const pictures = delivered.map((one) =>
		one.kind === "inline" ? Buffer.from(one.base64, "base64").toString("latin1", 1, 4) : one.kind,
	);
	expect(pictures).toEqual(["PNG", "PNG"]);
});

test("a link that says how long it lives is delivered with its end", async () => {
	const signing = await startTokaifySimulator({ signedForSeconds: 86_400 });
	const signed = await createTokaifyCaller(signing);
	const before = Date.now();
	const { delivered } = await signed.submit(request());
	const expiresAt = delivered[0].kind === "link" ? (delivered[0].expiresAt ?? 0) : 0;
	expect(expiresAt).toBeGreaterThanOrEqual(before - 1000 + 86_400_000);
	expect(expiresAt).toBeLessThanOrEqual(Date.now() + 86_400_000);
	await signed.close();
	await signing.close();
});

test("waiting is as long as pictures take, and has an end", () => {
	const minutes = (count: number) =>
		messageFor(request({ mode: "set", count }), simulator.baseUrl).timeoutMs / 60_000;
	expect(minutes(1)).toBe(5);
	expect(minutes(4)).toBe(7);
	expect(minutes(15)).toBeCloseTo(14.33);
	expect(minutes(100)).toBe(15);
});

test("a test of the account lists the models and tells what is left", async () => {
	expect(await caller.test()).toEqual({
		models: ["doubao-seedream-5-0-lite-260128", "doubao-seedream-4-0-250828"],
		balance: { amount: 75, unit: "" },
	});
	expect(simulator.submits()).toBe(0);
});

test("a wrong key is found out by the test", async () => {
	const { error } = await caller.test("sk-wrong-key-000");
	expect(error).toMatchObject({ reason: "key-rejected", charged: "no" });
});

test("a gateway without billing pages still passes the test", async () => {
	const plain = await startTokaifySimulator({ billing: "none" });
	const asked = await createTokaifyCaller(plain);
	const result = await asked.test();
	expect(result.error).toBeUndefined();
	expect(result.models).toHaveLength(2);
	expect(result.balance).toBeUndefined();
	await asked.close();
	await plain.close();
});

test("neither the log nor an error ever holds the key", async () => {
	await caller.submit(request());
	await caller.submit(request(), { key: "sk-planted-key-4711" }).catch((error: unknown) => {
		expect(JSON.stringify(error)).not.toContain("planted");
	});
	expect(caller.logged()).toContain("/v1/images/generations");
	expect(caller.logged()).not.toContain("planted");
	expect(caller.logged()).not.toContain(simulator.key);
	expect(caller.logged()).not.toContain("lighthouse");
});
