import { describe, expect, test } from "vitest";
import english from "../../../../../resources/locales/en/capability.json" with { type: "json" };
import chinese from "../../../../../resources/locales/zh-CN/capability.json" with { type: "json" };
import { Capability } from "../../../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { AccountId } from "../../../../../src/contract/ids.ts";
import { newJobId } from "../../../../../src/main/foundation/new-id.ts";
import { demoAdapter } from "../../../../../src/main/gateways/demo/demo-adapter.ts";
import { demoPainter, rehearsals } from "../../../../../src/main/gateways/demo/demo-models.ts";
import { deliveryOf } from "../delivery-of.ts";

const context = { gatewayTitle: "Demo", model: "Demo painter", baseUrl: "demo://studio", now: 0 };

function bodyOf(change: Partial<GenerationRequest>, references: readonly string[] = []) {
	const request: GenerationRequest = {
		account: AccountId.parse("01997d2e-0000-7000-8000-000000000000"),
		model: "demo-painter",
		prompt: "a heron",
		references: [],
		size: { kind: "tier", tier: "2K" },
		mode: "single",
		count: 1,
		extras: {},
		...change,
	};
	const message = demoAdapter.buildSubmit({
		request,
		capability: demoPainter,
		references: references.map((url) => ({ url })),
		job: newJobId(),
		baseUrl: "demo://studio",
	});
	expect(message).toMatchObject({ method: "POST", url: "demo://studio/images/generations" });
	expect(message.auth).toBeUndefined();
	return JSON.parse(String(message.body));
}

const reply = (body: unknown, status = 200) => ({
	status,
	headers: { "content-type": "application/json" },
	body: typeof body === "string" ? body : JSON.stringify(body),
});

describe("the Demo adapter", () => {
	test("its record is a valid capability, free of charge and in need of no key", () => {
		expect(Capability.parse(demoPainter)).toEqual(demoPainter);
		expect(demoPainter.price?.usdPerImage).toBe(0);
		expect(demoAdapter).toMatchObject({ needsKey: false, builtInBaseUrl: "demo://studio" });
	});

	test("every rehearsal has a name in both languages", () => {
		for (const language of [english, chinese]) {
			expect(Object.keys(language.extra.rehearse.choice)).toEqual([...rehearsals]);
		}
	});

	test("separate pictures, sets, sizes, references and switches go into the body", () => {
		expect(bodyOf({ count: 3 })).toEqual({
			model: "demo-painter",
			prompt: "a heron",
			size: "2K",
			output_format: "png",
			watermark: true,
			n: 3,
		});
		const set = bodyOf(
			{
				mode: "set",
				count: 5,
				size: { kind: "pixels", width: 2848, height: 1600 },
				format: "webp",
				watermark: false,
				extras: { rehearse: "slow" },
			},
			["data:image/png;base64,AA==", "https://example.com/a.jpg"],
		);
		expect(set).toMatchObject({
			size: "2848x1600",
			output_format: "webp",
			watermark: false,
			image: ["data:image/png;base64,AA==", "https://example.com/a.jpg"],
			sequential_image_generation: "auto",
			sequential_image_generation_options: { max_images: 5 },
			rehearse: "slow",
		});
		expect(set).not.toHaveProperty("n");
	});

	test("a field left at its default is not sent", () => {
		expect(bodyOf({ extras: { rehearse: "none" } })).not.toHaveProperty("rehearse");
	});

	test("a mixed reply keeps its pictures, and its refused one says why", () => {
		const { delivered, charged, remoteId } = deliveryOf(
			demoAdapter.readSubmit(
				reply({
					id: "demo-1",
					data: [
						{ url: "demo://studio/results/1.png?picture=x" },
						{ error: { code: "OutputImageSensitiveContentDetected", message: "no" } },
						{ url: null },
					],
					usage: { generated_images: 1 },
					unknown: true,
				}),
				context,
			),
		);
		expect(delivered).toMatchObject([
			{ kind: "link", url: "demo://studio/results/1.png?picture=x" },
			{ kind: "refused", error: { reason: "result-refused" } },
			{ kind: "refused", error: { reason: "empty-answer" } },
		]);
		expect(charged).toEqual({ images: 1 });
		expect(remoteId).toBe("demo-1");
	});

	test.each([
		[reply({ data: [] }), "empty-answer"],
		[reply("nonsense"), "not-json"],
		[{ ...reply("<!doctype html>"), headers: { "content-type": "text/html" } }, "html-page"],
	] as const)("what is no picture reply is an error: %#", (bad, reason) => {
		expect(() => demoAdapter.readSubmit(bad, context)).toThrow(
			expect.objectContaining({ failure: expect.objectContaining({ reason }) }),
		);
	});

	test("its test names its model, and anything else is an error", () => {
		const [question] = demoAdapter.buildTests("demo://studio");
		expect(question).toMatchObject({ method: "GET", url: "demo://studio/models" });
		expect(demoAdapter.readTests([reply({ data: [{ id: "demo-painter" }] })], context)).toEqual({
			models: ["demo-painter"],
		});
		expect(demoAdapter.readTests([reply({}, 500)], context).error?.reason).toBe("gateway-failed");
		expect(demoAdapter.readTests([], context).error?.reason).toBe("address-not-found");
	});
});
