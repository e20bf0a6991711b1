import { expect, test } from "vitest";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { newJobId } from "../../../src/main/foundation/new-id.ts";
import type { GatewayName } from "../../simulator/simulator.ts";
import { adapterOf, requestFor, withCaller } from "./gateway-caller.ts";

const prompt = "A lighthouse in fog, 灯塔";
const first = "https://pictures.example.com/shoe.png";
const second = "https://pictures.example.com/sole.jpg";
const job = newJobId();
const pixels = (width: number, height: number) => ({ kind: "pixels", width, height }) as const;
const tier = (id: string) => ({ kind: "tier", tier: id }) as const;
const set = (count: number) => ({ mode: "set", count }) as const;

type Case = readonly [
	what: string,
	gateway: GatewayName,
	model: string,
	request: Partial<GenerationRequest>,
	references: readonly string[],
	/** As the page says it arrives: these fields and no others. */
	body: Readonly<Record<string, unknown>>,
];

const lite50 = "doubao-seedream-5-0-lite-260128";
const cases: readonly Case[] = [
	[
		"ToAPIs: the plainest request",
		"toapis",
		"doubao-seedream-5-0",
		{ size: pixels(2048, 2048), extras: { tag_task: false } },
		[],
		{ size: "1:1", n: 1, metadata: { resolution: "2K" } },
	],
	[
		"ToAPIs: every field of the page and the tag",
		"toapis",
		"doubao-seedream-5-0",
		{ size: pixels(2016, 4704), ...set(3) },
		[first, second],
		{
			size: "9:21",
			n: 3,
			image_urls: [first, second],
			metadata: { resolution: "3K" },
			client_business_id: `seedcase-${job}`,
		},
	],
	[
		"EvoLink: a shape left open",
		"evolink",
		"doubao-seedream-5.0-lite",
		{ size: tier("2K"), format: undefined },
		[],
		{ n: 1, size: "auto", quality: "2K" },
	],
	[
		"EvoLink: a ratio with its tier, also the one whose pixels the page would refuse",
		"evolink",
		"doubao-seedream-5.0-lite",
		{ size: pixels(4704, 2016), format: "jpeg" },
		[],
		{ n: 1, size: "21:9", quality: "3K", model_params: { output_format: "jpeg" } },
	],
	[
		"EvoLink: pixels go without a tier; search, format, callback and references",
		"evolink",
		"doubao-seedream-5.0-lite",
		{
			...set(4),
			size: pixels(2560, 1440),
			format: "png",
			extras: { web_search: true, callback_url: "https://hooks.example.com/done" },
		},
		[first, second],
		{
			n: 4,
			size: "2560x1440",
			image_urls: [first, second],
			model_params: { output_format: "png", tools: [{ type: "web_search" }] },
			callback_url: "https://hooks.example.com/done",
		},
	],
	[
		"reAPI: the plainest request says its watermark",
		"reapi",
		"doubao-seedream-5-0-lite",
		{ size: pixels(2848, 1600), format: undefined, watermark: undefined },
		[],
		{ size: "16:9", resolution: "2K", n: 1, watermark: false },
	],
	[
		"reAPI: every field of the page",
		"reapi",
		"doubao-seedream-5-0-lite",
		{ ...set(4), size: tier("3K"), format: "png", watermark: true },
		[first],
		{
			size: "auto",
			resolution: "3K",
			n: 4,
			image_urls: [first],
			output_format: "png",
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: 4 },
			watermark: true,
		},
	],
	[
		"Ark 5.0 lite: every field of the reference",
		"ark",
		lite50,
		{
			...set(3),
			size: tier("3K"),
			format: "png",
			watermark: false,
			stream: true,
			extras: { web_search: true, response_format: "b64_json" },
		},
		[first, second],
		{
			image: [first, second],
			size: "3K",
			output_format: "png",
			watermark: false,
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: 3 },
			stream: true,
			response_format: "b64_json",
			tools: [{ type: "web_search" }],
		},
	],
	[
		"Ark 4.0: its own prompt mode, no format",
		"ark",
		"doubao-seedream-4-0-250828",
		{ size: pixels(1280, 720), stream: false, extras: { optimize_prompt_mode: "fast" } },
		[first],
		{
			image: first,
			size: "1280x720",
			watermark: true,
			optimize_prompt_options: { mode: "fast" },
		},
	],
	[
		"ModelArk 4.5: neither format nor n",
		"modelark",
		"seedream-4-5-251128",
		{ size: tier("4K"), watermark: false, stream: false },
		[],
		{ size: "4K", watermark: false },
	],
	[
		"Tokaify: a stream",
		"tokaify",
		"doubao-seedream-4-0-250828",
		{ ...set(2), size: tier("2K"), watermark: false, stream: true },
		[],
		{
			size: "2K",
			watermark: false,
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: 2 },
			stream: true,
		},
	],
];

test.each(cases)("%s", (_, gateway, model, changes, references, body) =>
	withCaller(gateway, async ({ submit, simulator }) => {
		const capability = adapterOf(gateway).models.find((one) => one.model === model);
		if (capability === undefined) throw new Error(`no model ${model}`);
		const told = await submit(requestFor(capability, { prompt, ...changes }), { references, job });
		expect(simulator.submits()).toMatchObject([{ body: expect.anything() }]);
		expect(simulator.submits()[0]?.body).toEqual({ model, prompt, ...body });
		expect(told.thrown).toBeUndefined();
		const [seen] = simulator.requests();
		expect(seen?.headers).toMatchObject({
			authorization: `Bearer ${simulator.key}`,
			"content-type": "application/json",
		});
	}),
);

test.each(["toapis", "evolink"] as const)(
	"%s: an upload is one multipart file with the key, and asks for no work",
	(gateway) =>
		withCaller(gateway, async ({ upload, simulator, adapter }) => {
			const bytes = Buffer.from("/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAEB", "base64");
			await upload({ bytes, mime: "image/jpeg", name: "a.jpg" }).catch(() => {});
			const [seen] = simulator.requests();
			expect(seen).toMatchObject({ method: "POST" });
			expect(seen?.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
			expect(seen?.headers.authorization).toBe(`Bearer ${simulator.key}`);
			expect(adapter.uploads?.maxBytes).toBeGreaterThanOrEqual(10_000_000);
		}),
);

test("what EvoLink and ToAPIs say of their charge is read", async () => {
	for (const gateway of ["evolink", "toapis"] as const) {
		await withCaller(gateway, async ({ submit, adapter }) => {
			const [capability] = adapter.models;
			if (capability === undefined) throw new Error("no model");
			const request = requestFor(capability, { mode: "set", count: 3 });
			const { submission } = await submit(request);
			const charged = submission?.charged;
			expect(charged).toEqual(gateway === "evolink" ? { credits: 5.4, reserved: true } : undefined);
		});
	}
});

test("how long EvoLink says a task takes is read, less the time that has passed", () =>
	withCaller(
		"evolink",
		async ({ submit, adapter }) => {
			const [capability] = adapter.models;
			if (capability === undefined) throw new Error("no model");
			const { submission } = await submit(requestFor(capability));
			expect(submission).toMatchObject({ kind: "waiting", remainingMs: 19_000, progress: 0 });
		},
		{ estimatedSeconds: 20 },
	));
