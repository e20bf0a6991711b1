import fc from "fast-check";
import type { Capability } from "../../../../src/contract/capability.ts";
import type { GenerationRequest } from "../../../../src/contract/generation.ts";
import { AccountId, JobId, ReferenceId } from "../../../../src/contract/ids.ts";
import { blockingProblems } from "../../../../src/contract/problem.ts";
import { validateRequest } from "../../../../src/contract/validate-request.ts";
import type { GatewayAdapter } from "../../../../src/main/gateways/gateway-adapter.ts";

export const job = JobId.parse("0197a0b0-0000-7000-8000-00000000000a");
const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");

/** The one model of a gateway. */
export function onlyModel(adapter: GatewayAdapter): Capability {
	const [model, ...more] = adapter.models;
	if (model === undefined || more.length > 0) throw new Error(`${adapter.title} has one model`);
	return model;
}

/** A plain request for the gateway's one model. */
export function requestFor(
	adapter: GatewayAdapter,
	change: Partial<GenerationRequest> = {},
): GenerationRequest {
	return {
		account,
		model: onlyModel(adapter).model,
		prompt: "a cat",
		references: [],
		size: { kind: "pixels", width: 2048, height: 2048 },
		mode: "single",
		count: 1,
		extras: {},
		...change,
	};
}

/** What keeps a request from being sent, as the form would say it. */
export function problemsOf(adapter: GatewayAdapter, request: GenerationRequest) {
	const problems = validateRequest(request, onlyModel(adapter), {
		needsKey: true,
		accountHasKey: true,
		accountLabel: "Studio",
		gatewayTitle: adapter.title,
		hasReferenceHost: true,
	});
	return blockingProblems(problems).map((problem) => problem.reason);
}

/** The message for a request, with its pictures placed at links. */
export function messageFor(
	adapter: GatewayAdapter,
	request: GenerationRequest,
	baseUrl = adapter.defaultBaseUrl ?? "",
) {
	const references = request.references.map((reference, at) =>
		reference.kind === "link"
			? { url: reference.url }
			: { url: `https://files.example.com/${at}.png` },
	);
	const capability = onlyModel(adapter);
	return adapter.buildSubmit({ request, capability, references, job, baseUrl });
}

/** The body as the gateway parses it. */
export function bodyFor(
	adapter: GatewayAdapter,
	request: GenerationRequest,
): Record<string, unknown> {
	return JSON.parse(String(messageFor(adapter, request).body));
}

const mostly = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
	fc.oneof({ arbitrary: usual, weight: 8 }, { arbitrary: odd, weight: 1 });

const anyPicture = fc.nat(40).map((n) => ({
	kind: "picture" as const,
	id: ReferenceId.parse(n.toString(16).padStart(64, "0")),
	name: `${n}.png`,
}));
const anyLink = mostly(
	fc.constantFrom("https://a.example.com/1.png", "https://b.example.org/2.jpg?x=1"),
	fc.constantFrom(
		"http://a.example.com/1.png",
		"https://127.0.0.1/1.png",
		"data:image/png;base64,QQ",
	),
).map((url) => ({ kind: "link" as const, url }));

const extraValues = mostly(
	fc.constantFrom<(string | boolean | number)[]>(
		true,
		false,
		"",
		"standard",
		"https://studio.example.com/done",
		`https://studio.example.com/${"x".repeat(2020)}`,
	),
	fc.constantFrom<(string | boolean | number)[]>(
		7,
		"fast",
		"http://studio.example.com/done",
		"https://192.168.1.7/done",
		"https://localhost/done",
		`https://studio.example.com/${"x".repeat(2021)}`,
	),
);

/** Requests of all kinds, right and wrong, for the gateway's one model; more of the right ones. */
export function wildRequest(adapter: GatewayAdapter): fc.Arbitrary<GenerationRequest> {
	const model = onlyModel(adapter);
	const shapes = model.size.tiers.flatMap((tier) => tier.shapes);
	const keys = [...model.extras.map((field) => field.key), "elsewhere"];
	const pixels = (width: number, height: number) => ({ kind: "pixels" as const, width, height });
	const length = model.prompt.maxChars;
	return fc.record({
		account: fc.constant(account),
		model: fc.constant(model.model),
		prompt: mostly(
			fc.constantFrom("a cat", "雨中的猫", "字".repeat(length), "🐈".repeat(length)),
			fc.constantFrom("", "  ", "x".repeat(length + 1), "🐈".repeat(length + 1)),
		),
		references: fc.array(fc.oneof(anyPicture, anyLink), { maxLength: 16 }),
		size: fc.oneof(
			mostly(fc.constantFrom("2K", "3K"), fc.constantFrom("1K", "4K", "2k", "")).map((tier) => ({
				kind: "tier" as const,
				tier,
			})),
			fc.constantFrom(...shapes).map(({ width, height }) => pixels(width, height)),
			fc
				.tuple(fc.integer({ min: 1, max: 14_000 }), fc.integer({ min: 1, max: 14_000 }))
				.map(([width, height]) => pixels(width, height)),
			fc
				.tuple(fc.integer({ min: 1_900, max: 3_100 }), fc.integer({ min: 1_900, max: 3_100 }))
				.map(([width, height]) => pixels(width, height)),
		),
		mode: fc.constantFrom("single" as const, "set" as const),
		count: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 17 })),
		format: mostly(fc.constantFrom(...model.formats, undefined), fc.constant("webp" as const)),
		watermark: fc.constantFrom(...(model.watermark === undefined ? [] : [true, false]), undefined),
		extras: fc.dictionary(mostly(fc.constantFrom(...keys), fc.constant("odd")), extraValues, {
			maxKeys: 2,
		}),
	});
}
