import fc from "fast-check";
import { expect, test } from "vitest";
import en from "../../../../../resources/locales/en/capability.json" with { type: "json" };
import settings from "../../../../../resources/locales/en/settings.json" with { type: "json" };
import zh from "../../../../../resources/locales/zh-CN/capability.json" with { type: "json" };
import { Capability } from "../../../../../src/contract/capability.ts";
import { sizeBreach } from "../../../../../src/contract/fit-size.ts";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { newAccountId, newJobId } from "../../../../../src/main/foundation/new-id.ts";
import { arkAdapter, modelarkAdapter } from "../../../../../src/main/gateways/ark/ark-adapter.ts";
import type { GatewayAdapter } from "../../../../../src/main/gateways/gateway-adapter.ts";
import type { HttpReply } from "../../../../../src/main/http/http-message.ts";

const adapters = [arkAdapter, modelarkAdapter];
const models = adapters.flatMap((adapter) =>
	adapter.models.map((capability) => ({ adapter, capability })),
);

/** What one of the models is asked; each change is one the form can make. */
function ask(
	capability: Capability,
	changes: Partial<GenerationRequest> = {},
	urls: readonly string[] = [],
	adapter: GatewayAdapter = arkAdapter,
) {
	const request: GenerationRequest = {
		account: newAccountId(),
		model: capability.model,
		prompt: "fog over a harbour",
		references: urls.map((url) => ({ kind: "link", url })),
		size: { kind: "tier", tier: "2K" },
		mode: "single",
		count: 1,
		watermark: false,
		extras: {},
		...changes,
	};
	const message = adapter.buildSubmit({
		request,
		capability,
		references: urls.map((url) => ({ url })),
		job: newJobId(),
		baseUrl: adapter.defaultBaseUrl ?? "",
	});
	return { message, body: JSON.parse(String(message.body)) as Record<string, unknown> };
}
function model(adapter: GatewayAdapter, title: string): Capability {
	const found = adapter.models.find((one) => one.title === title);
	if (found === undefined) throw new Error(`no ${title}`);
	return found;
}
const lite = model(arkAdapter, "Seedream 5.0 lite");
const four5 = model(arkAdapter, "Seedream 4.5");
const four = model(arkAdapter, "Seedream 4.0");

test("both services have the three models under their own ids, with sources", () => {
	const ids = adapters.map((adapter) => adapter.models.map((one) => one.model));
	expect(ids).toEqual([
		["doubao-seedream-5-0-lite-260128", "doubao-seedream-4-5-251128", "doubao-seedream-4-0-250828"],
		["seedream-5-0-260128", "seedream-4-5-251128", "seedream-4-0-250828"],
	]);
	for (const { adapter, capability } of models) {
		expect(Capability.parse(capability)).toEqual(capability);
		expect(capability.gateway).toBe(adapter.id);
		expect(capability.sources.map((source) => source.read)).toContain("2026-11-21");
	}
});

test("prices are named where a page names them", () => {
	expect(arkAdapter.models.map((one) => one.price)).toEqual([undefined, undefined, undefined]);
	expect(modelarkAdapter.models.map((one) => one.price?.usdPerImage)).toEqual([0.035, 0.04, 0.03]);
});

test("every listed shape has its ratio, and only 4K of lite lies above its free sizes", () => {
	for (const { size, title } of models.map(({ capability }) => capability)) {
		if (size.free === undefined) throw new Error(`${title} takes free sizes`);
		for (const { id, shapes } of size.tiers) {
			expect(shapes).toHaveLength(8);
			for (const shape of shapes) {
				const stricter = title === "Seedream 5.0 lite" && id === "4K";
				const breach = stricter ? "too-large" : undefined;
				expect(sizeBreach(shape, size.free), `${title} ${id} ${shape.ratio}`).toBe(breach);
				const [across = 0, down = 1] = shape.ratio.split(":").map(Number);
				expect(Math.abs(shape.width / shape.height / (across / down) - 1)).toBeLessThan(0.03);
			}
		}
	}
});

test("every advice, address and advanced field has its words in both languages", () => {
	const keys = models.flatMap(({ capability: { set, size, extras } }) => [
		...(set?.advice === undefined ? [] : [set.advice]),
		...size.tiers.flatMap((tier) => tier.advice ?? []),
		...extras.flatMap((field) => [
			`extra.${field.key}.label`,
			`extra.${field.key}.help`,
			...(field.kind === "choice"
				? field.choices.map((choice) => `extra.${field.key}.choice.${choice}`)
				: []),
		]),
	]);
	expect(keys.length).toBeGreaterThan(10);
	const at = (locale: unknown, key: string) =>
		key
			.split(".")
			.reduce<unknown>(
				(value, part) => (value as Record<string, unknown> | undefined)?.[part],
				locale,
			);
	for (const key of keys) {
		for (const locale of [en, zh]) expect(at(locale, key), key).toEqual(expect.any(String));
	}
	for (const { name } of adapters.flatMap(({ addresses = [] }) => addresses)) {
		expect(settings).toHaveProperty([`gateway.address.${name}`]);
	}
});

test("one picture is asked for in the fewest words", () => {
	const { message, body } = ask(four5);
	expect(body).toEqual({
		model: "doubao-seedream-4-5-251128",
		prompt: "fog over a harbour",
		size: "2K",
		watermark: false,
	});
	expect(message).toMatchObject({
		method: "POST",
		url: "https://ark.cn-beijing.volces.com/api/v3/images/generations",
		auth: { header: "authorization", prefix: "Bearer " },
	});
});

test("the watermark is always said, as the designer chose it", () => {
	for (const watermark of [true, false])
		expect(ask(four, { watermark }).body).toMatchObject({ watermark });
	expect(ask(four, { watermark: undefined }).body).toMatchObject({ watermark: true });
});

test("a set is a set with its largest number, and streams", () => {
	const { body, message } = ask(four, { mode: "set", count: 4 });
	expect(body).toMatchObject({
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: 4 },
		stream: true,
	});
	expect(message.headers.accept).toContain("text/event-stream");
});

test("one picture streams only when the designer says so, and a set does not when they say no", () => {
	expect(ask(four).body).not.toHaveProperty("stream");
	expect(ask(four, { stream: true }).body).toMatchObject({ stream: true });
	const quiet = ask(four, { mode: "set", count: 4, stream: false });
	expect(quiet.body).not.toHaveProperty("stream");
	expect(quiet.message.headers.accept).toBe("application/json");
});

test("the wait is longer than the first picture takes, and without a stream longer for each more", () => {
	const waits = [1, 2, 15].map(
		(count) => ask(four, { mode: "set", count, stream: false }).message.timeoutMs,
	);
	expect(waits).toEqual([300_000, 340_000, 860_000]);
	expect(ask(four, { mode: "set", count: 15 }).message.timeoutMs).toBe(300_000);
});

test("one reference is a text, several are a list in their order", () => {
	expect(ask(lite, {}, ["data:image/png;base64,QQ=="]).body).toMatchObject({
		image: "data:image/png;base64,QQ==",
	});
	const urls = ["https://example.com/a.png", "https://example.com/b.png"];
	expect(ask(lite, {}, urls).body).toMatchObject({ image: urls });
});

test("a shape goes out as its pixels", () => {
	const size = { kind: "pixels", width: 4096, height: 2304 } as const;
	expect(ask(lite, { size }).body).toMatchObject({ size: "4096x2304" });
});

test("each model's own fields are sent in Ark's form", () => {
	const search = ask(lite, {
		format: "png",
		extras: { web_search: true, response_format: "b64_json" },
	});
	expect(search.body).toMatchObject({
		output_format: "png",
		tools: [{ type: "web_search" }],
		response_format: "b64_json",
	});
	expect(search.body).not.toHaveProperty("web_search");
	const fast = ask(four, { extras: { optimize_prompt_mode: "fast" } });
	expect(fast.body).toMatchObject({ optimize_prompt_options: { mode: "fast" } });
	expect(fast.body).not.toHaveProperty("optimize_prompt_mode");
});

/** Gateway reference 5.2, column by column; written apart from the app's own records. */
const everywhere = ["model", "prompt", "image", "size", "watermark", "response_format", "stream"];
const sets = ["sequential_image_generation", "sequential_image_generation_options"];
const takes: Readonly<Record<string, readonly string[]>> = {
	"Seedream 5.0 lite": [...everywhere, ...sets, "output_format", "tools"],
	"Seedream 4.5": [...everywhere, ...sets],
	"Seedream 4.0": [...everywhere, ...sets, "optimize_prompt_options"],
};

test("whatever the form lets through, no model is sent a field it does not take", () => {
	const wishes = fc.record({
		chosen: fc.constantFrom(...models),
		mode: fc.constantFrom("single" as const, "set" as const),
		stream: fc.option(fc.boolean(), { nil: undefined }),
		watermark: fc.option(fc.boolean(), { nil: undefined }),
		pick: fc.nat(),
		references: fc.nat({ max: 3 }),
	});
	fc.assert(
		fc.property(wishes, ({ chosen, mode, stream, watermark, pick, references }) => {
			const { adapter, capability } = chosen;
			const extras = Object.fromEntries(
				capability.extras.map((field) => [
					field.key,
					field.kind === "choice"
						? (field.choices[pick % field.choices.length] ?? "")
						: pick % 2 === 0,
				]),
			);
			const count = mode === "set" ? 2 + (pick % 10) : 1;
			const changes = { mode, count, stream, watermark, extras, format: capability.formats[0] };
			const urls = Array.from({ length: references }, (_, at) => `https://example.com/${at}.png`);
			const { body } = ask(capability, changes, urls, adapter);
			const fields = Object.keys(body);
			expect(fields.filter((field) => !takes[capability.title]?.includes(field))).toEqual([]);
			expect(Object.values(body)).not.toContain(undefined);
			expect(fields).toEqual(expect.arrayContaining(["model", "prompt", "size", "watermark"]));
		}),
	);
});

const context = (adapter: GatewayAdapter, baseUrl = adapter.defaultBaseUrl ?? "") => ({
	gatewayTitle: adapter.title,
	model: "",
	baseUrl,
	now: 0,
});
const reply = (status: number, body: unknown): HttpReply => ({
	status,
	headers: { "content-type": "application/json" },
	body: JSON.stringify(body),
});
const notFound = reply(404, { error: { code: "NotFound", message: "not found" } });

test("a test asks for the list of models and nothing else", () => {
	expect(arkAdapter.buildTests("http://127.0.0.1:1/api/v3")).toMatchObject([
		{ method: "GET", url: "http://127.0.0.1:1/api/v3/models" },
	]);
	const list = reply(200, { object: "list", data: [{ id: "a" }, null, {}] });
	expect(arkAdapter.readTests([list], context(arkAdapter))).toEqual({ models: ["a"] });
});

test("a wrong key is found out", () => {
	const refused = reply(401, {
		error: {
			code: "AuthenticationError",
			message: "no. request id: 02abcdef",
			type: "Unauthorized",
		},
	});
	const { error } = modelarkAdapter.readTests([refused], context(modelarkAdapter));
	expect(error).toMatchObject({ reason: "key-rejected", requestId: "02abcdef", charged: "no" });
});

test("where the service's own address has no list, the test says that it proves nothing", () => {
	for (const adapter of adapters) {
		const own = [adapter.defaultBaseUrl ?? "", ...(adapter.addresses ?? []).map(({ url }) => url)];
		expect(own).toHaveLength(2);
		for (const address of own) {
			const { error } = adapter.readTests([notFound], context(adapter, address));
			expect(error).toMatchObject({ reason: "key-not-checkable", charged: "no" });
		}
		const elsewhere = context(adapter, "https://example.com/api/v3");
		expect(adapter.readTests([notFound], elsewhere).error?.reason).toBe("address-not-found");
	}
});
