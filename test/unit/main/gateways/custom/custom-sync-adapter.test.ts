import { describe, expect, test } from "vitest";
import { CustomSync } from "../../../../../src/contract/custom-gateway.ts";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { AccountId, GatewayId, JobId } from "../../../../../src/contract/ids.ts";
import { customSyncAdapter } from "../../../../../src/main/gateways/custom/custom-sync-adapter.ts";

const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
const job = JobId.parse("0197a0b0-0000-7000-8000-00000000000a");
const baseUrl = "https://api.example.com/v1";
const model = {
	id: "seedream",
	title: "Seedream",
	sizes: "tier-or-pixels",
	tiers: ["2K", "4K"],
	maxImages: 6,
	maxReferences: 3,
};
const plain = {
	kind: "sync",
	models: [model],
	submitPath: "/images/generations",
	tierField: "resolution",
	references: "inline",
	count: "n",
	outputFormat: false,
	watermark: false,
	stream: false,
	responseFormat: false,
};
const request: GenerationRequest = {
	account,
	model: "seedream",
	prompt: "a cat",
	references: [],
	size: { kind: "tier", tier: "2K" },
	mode: "single",
	count: 1,
	extras: {},
};

function adapterOf(spec: object) {
	const id = GatewayId.parse(`custom-${account}`);
	return customSyncAdapter({ id, title: "Mine", baseUrl, spec: CustomSync.parse(spec) });
}

function bodyOf(spec: object, wish: Partial<GenerationRequest>, urls: readonly string[] = []) {
	const adapter = adapterOf(spec);
	const [capability] = adapter.models;
	if (capability === undefined) throw new Error("no model");
	const references = urls.map((url) => ({ url }));
	const addressed = { request: { ...request, ...wish }, capability, references, job, baseUrl };
	return JSON.parse(String(adapter.buildSubmit(addressed).body));
}

describe("the body has the fields the designer named, and no others", () => {
	test("the least", () => {
		expect(bodyOf(plain, {})).toEqual({ model: "seedream", prompt: "a cat", size: "2K" });
	});

	test("pixels, a number of pictures, one reference and several", () => {
		const pixels = { kind: "pixels", width: 2304, height: 1728 } as const;
		expect(bodyOf(plain, { size: pixels, count: 3 })).toMatchObject({ size: "2304x1728", n: 3 });
		expect(bodyOf(plain, {}, ["data:,a"])).toMatchObject({ image: "data:,a" });
		expect(bodyOf(plain, {}, ["data:,a", "data:,b"])).toMatchObject({
			image: ["data:,a", "data:,b"],
		});
	});

	test("a set in Ark's own fields", () => {
		const sequential = { ...plain, count: "sequential" };
		expect(bodyOf(sequential, { mode: "set", count: 4 })).toMatchObject({
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: 4 },
		});
		expect(bodyOf(sequential, {})).not.toHaveProperty("sequential_image_generation");
	});

	test("every switch", () => {
		const all = {
			...plain,
			outputFormat: true,
			watermark: true,
			stream: true,
			responseFormat: true,
		};
		const wish = {
			format: "png",
			watermark: false,
			stream: true,
			extras: { response_format: "b64_json" },
		} as const;
		expect(bodyOf(all, wish)).toMatchObject({
			output_format: "png",
			watermark: false,
			stream: true,
			response_format: "b64_json",
		});
		expect(bodyOf(all, {})).toEqual({
			model: "seedream",
			prompt: "a cat",
			size: "2K",
			output_format: "jpeg",
			watermark: true,
		});
		expect(bodyOf(plain, wish)).toEqual({ model: "seedream", prompt: "a cat", size: "2K" });
	});

	test("a ratio beside a tier, also inside another field", () => {
		const ratios = {
			...plain,
			models: [{ ...model, sizes: "ratio" }],
			tierField: "metadata.resolution",
		};
		const size = { kind: "pixels", width: 5504, height: 3040 } as const;
		expect(bodyOf(ratios, { size })).toMatchObject({
			size: "16:9",
			metadata: { resolution: "4K" },
		});
	});
});

test("it is said to stream only where the designer said so", () => {
	expect(adapterOf(plain).stream).toBeUndefined();
	expect(adapterOf({ ...plain, stream: true }).stream).toBeDefined();
});

test("pictures are read as Ark gives them", () => {
	const context = { gatewayTitle: "Mine", model: "m", baseUrl, now: 0 };
	const body = JSON.stringify({
		data: [{ url: "https://cdn.example/1.png" }, { b64_json: "aGk=" }],
	});
	const read = adapterOf(plain).readSubmit({ status: 200, headers: {}, body }, context);
	expect(read).toMatchObject({
		kind: "delivered",
		delivered: [
			{ kind: "link", url: "https://cdn.example/1.png" },
			{ kind: "inline", base64: "aGk=" },
		],
	});
});
