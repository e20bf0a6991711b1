import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Capability } from "../../../../../src/contract/capability.ts";
import { CustomGateway } from "../../../../../src/contract/custom-gateway.ts";
import { AppError } from "../../../../../src/contract/errors.ts";
import { GatewayId, JobId } from "../../../../../src/contract/ids.ts";
import { blockingProblems } from "../../../../../src/contract/problem.ts";
import { validateRequest } from "../../../../../src/contract/validate-request.ts";
import { customAdapter } from "../../../../../src/main/gateways/custom/custom-adapter.ts";
import { anyRequestFor, ready } from "../../../contract/any-capability.ts";
import { anyCustomGateway, anyCustomTask } from "../../../contract/any-custom-gateway.ts";

const id = GatewayId.parse("custom-0197a0b0-0000-7000-8000-000000000001");
const job = JobId.parse("0197a0b0-0000-7000-8000-00000000000a");
const bases = fc.constantFrom(
	"https://api.example.com",
	"https://api.example.com/v1",
	"http://127.0.0.1:8080/api/v3",
);
const adapterOf = (spec: CustomGateway, baseUrl = "https://api.example.com") =>
	customAdapter({ id, title: "Mine", spec, baseUrl });

const anyOrder = fc
	.record({ spec: anyCustomGateway, baseUrl: bases })
	.chain(({ spec, baseUrl }) => {
		const adapter = adapterOf(spec, baseUrl);
		const records = adapter.models.map((record) => Capability.parse(record));
		return fc
			.constantFrom(...records)
			.chain((capability) => anyRequestFor(capability).map((request) => ({ capability, request })))
			.map((pair) => ({ ...pair, adapter, spec, baseUrl }));
	});

describe("any gateway a designer can describe", () => {
	test("has models whose records hold, and a request for one goes to the account's own origin, with the key in its header", () => {
		fc.assert(
			fc.property(anyOrder, ({ adapter, capability, request, baseUrl }) => {
				const problems = validateRequest(request, capability, { ...ready, hasReferenceHost: true });
				fc.pre(blockingProblems(problems).length === 0);
				const references = request.references.map((_, n) => ({ url: `https://a.example/${n}` }));
				const sent = adapter.buildSubmit({ request, capability, references, job, baseUrl });
				expect(sent.method).toBe("POST");
				expect(new URL(sent.url).origin).toBe(new URL(baseUrl).origin);
				expect(sent.url.startsWith(`${baseUrl}/`)).toBe(true);
				expect(sent.auth).toEqual({ header: "authorization", prefix: "Bearer " });
				const body = JSON.parse(String(sent.body));
				expect(body).toMatchObject({ model: capability.model, prompt: request.prompt });
				for (const { url } of references) expect(String(sent.body)).toContain(url);
			}),
		);
	});

	test("is asked after a task at its own origin, whatever the gateway called it", () => {
		fc.assert(
			fc.property(
				anyCustomTask,
				bases,
				fc.string({ unit: "binary" }),
				(spec, baseUrl, remoteId) => {
					const poll = adapterOf(spec, baseUrl).tasks?.buildPoll({ remoteId, baseUrl });
					expect(poll?.method).toBe("GET");
					expect(new URL(poll?.url ?? "").origin).toBe(new URL(baseUrl).origin);
				},
			),
		);
	});

	test("uploads to its own origin, free of charge", () => {
		const withUpload = anyCustomTask.filter(({ references }) => references === "upload");
		fc.assert(
			fc.property(withUpload, bases, (spec, baseUrl) => {
				const { uploads } = adapterOf(spec, baseUrl);
				const file = { bytes: new Uint8Array([1]), mime: "image/png", name: "a.png" } as const;
				const sent = uploads?.buildUpload(file, uploads.baseUrl(baseUrl));
				expect(new URL(sent?.url ?? "").origin).toBe(new URL(baseUrl).origin);
				expect(sent?.free).toBe(true);
			}),
		);
	});

	test("is tested by questions alone, below its own address", () => {
		fc.assert(
			fc.property(anyCustomGateway, bases, (spec, baseUrl) => {
				const tests = adapterOf(spec, baseUrl).buildTests(baseUrl);
				for (const { method, url } of tests) {
					expect(method).toBe("GET");
					expect(url.startsWith(`${baseUrl}/`)).toBe(true);
				}
			}),
		);
	});

	test("answers anything at all without anything but words going wrong", () => {
		const reply = fc.record({
			status: fc.integer({ min: 200, max: 599 }),
			headers: fc.constant({}),
			body: fc.oneof(fc.string(), fc.json()),
		});
		const context = { gatewayTitle: "Mine", model: "m", baseUrl: "https://a.example", now: 0 };
		fc.assert(
			fc.property(anyCustomGateway, reply, (spec, one) => {
				const adapter = adapterOf(spec);
				expect(adapter.readError(one, context)).toBeInstanceOf(AppError);
				for (const read of [
					adapter.readSubmit,
					adapter.tasks?.readPoll,
					adapter.uploads?.readUpload,
				]) {
					try {
						read?.({ ...one, status: 200 }, context);
					} catch (error) {
						expect(error).toBeInstanceOf(AppError);
					}
				}
				for (const replies of [[], [one], [one, one, one]]) {
					const found = adapter.readTests(replies, context);
					expect(found.error?.charged ?? "no").toBe("no");
				}
			}),
		);
	});
});

const model = {
	id: "seedream",
	title: "Seedream",
	sizes: "ratio" as const,
	tiers: ["2K" as const, "4K" as const],
	maxImages: 4,
	maxReferences: 3,
	usdPerImage: 0.05,
};

test("the designer's price is the model's, since the day the account was made", () => {
	const spec = CustomGateway.parse({
		kind: "sync",
		models: [model],
		submitPath: "/images/generations",
		tierField: "resolution",
		references: "inline",
		count: "sequential",
		outputFormat: true,
		watermark: true,
		stream: true,
		responseFormat: true,
	});
	const [record] = adapterOf(spec).models;
	expect(record?.price).toEqual({
		usdPerImage: 0.05,
		source: { page: "what was entered in Settings", read: "2025-06-24" },
	});
	expect(record).toMatchObject({
		single: { max: 1 },
		set: { max: 4 },
		formats: ["jpeg", "png"],
		results: { by: "reply" },
		references: { max: 3, by: ["inline", "link"] },
		size: { shapesBy: "ratio", auto: "never" },
	});
});
