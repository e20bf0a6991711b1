import fc from "fast-check";
import { describe, expect, test } from "vitest";
import en from "../../../../resources/locales/en/capability.json" with { type: "json" };
import enSettings from "../../../../resources/locales/en/settings.json" with { type: "json" };
import zh from "../../../../resources/locales/zh-CN/capability.json" with { type: "json" };
import zhSettings from "../../../../resources/locales/zh-CN/settings.json" with { type: "json" };
import { customGatewayId } from "../../../../src/contract/accounts.ts";
import { GatewayInfo } from "../../../../src/contract/capability.ts";
import { CustomGateway } from "../../../../src/contract/custom-gateway.ts";
import { AppError } from "../../../../src/contract/errors.ts";
import { AccountId, GatewayId } from "../../../../src/contract/ids.ts";
import {
	createGatewayRegistry,
	gatewayAdapter,
	gatewayAdapters,
	gatewayInfos,
} from "../../../../src/main/gateways/registry.ts";

const rows = gatewayAdapters.map((adapter) => [adapter.title, adapter] as const);

test("every gateway has an id of its own and is found by it", () => {
	const ids = gatewayAdapters.map((adapter) => adapter.id);
	expect(new Set(ids).size).toBe(ids.length);
	for (const adapter of gatewayAdapters) expect(gatewayAdapter(adapter.id)).toBe(adapter);
});

test("a gateway of a later version is refused in words", () => {
	expect(() => gatewayAdapter(GatewayId.parse("tomorrow"))).toThrow(
		expect.objectContaining({ reason: "not-supported" }),
	);
});

test("the window learns of every gateway, and only what it may", () => {
	const infos = gatewayInfos();
	expect(infos.map((info) => GatewayInfo.parse(info))).toEqual(infos);
	expect(infos.map((info) => info.id)).toEqual([
		"demo",
		"tokaify",
		"toapis",
		"evolink",
		"reapi",
		"ark",
		"modelark",
	]);
});

test.each(rows)("%s: its models are its own, and an address is there or built in", (_, adapter) => {
	for (const model of adapter.models) expect(model.gateway).toBe(adapter.id);
	expect([adapter.defaultBaseUrl, adapter.builtInBaseUrl].filter(Boolean)).toHaveLength(1);
	for (const address of [adapter.defaultBaseUrl, adapter.builtInBaseUrl]) {
		expect(address ?? "").not.toMatch(/\/$/);
	}
});

test.each(rows)("%s: a test of the account asks and never sends work", (_, adapter) => {
	const base = adapter.builtInBaseUrl ?? "https://api.example.com/v1";
	for (const request of adapter.buildTests(base)) {
		expect(request.method).toBe("GET");
		expect(request.url.startsWith(`${base}/`)).toBe(true);
	}
});

test.each(rows)("%s: every advanced field has its words in both languages", (_, adapter) => {
	for (const field of adapter.models.flatMap((model) => model.extras)) {
		for (const locale of [en, zh] as { extra: Record<string, unknown> }[]) {
			expect(locale.extra[field.key], field.key).toMatchObject({
				label: expect.any(String),
				help: expect.any(String),
				...(field.kind === "choice" && {
					choice: Object.fromEntries(field.choices.map((one) => [one, expect.any(String)])),
				}),
			});
		}
	}
});

test.each(rows)("%s: every advice and every other address has its words", (_, adapter) => {
	for (const { single, set, size } of adapter.models) {
		for (const key of [single.advice, set?.advice, ...size.tiers.map((tier) => tier.advice)]) {
			if (key === undefined) continue;
			for (const locale of [en, zh]) expect(locale).toHaveProperty(key.split("."));
		}
	}
	for (const { name } of adapter.addresses ?? []) {
		for (const locale of [enSettings, zhSettings]) {
			expect(locale).toHaveProperty([`gateway.address.${name}`]);
		}
	}
});

test.each(rows)("%s: no reply makes it fail in any other way than in words", (title, adapter) => {
	const context = { gatewayTitle: title, model: "m", baseUrl: "https://a.example.com", now: 0 };
	const reply = fc.record({
		status: fc.integer({ min: 200, max: 599 }),
		headers: fc.constant({}),
		body: fc.oneof(fc.string(), fc.json()),
	});
	fc.assert(
		fc.property(reply, (one) => {
			expect(adapter.readError(one, context)).toBeInstanceOf(AppError);
			adapter.readTests([one], context);
			const good = { ...one, status: 200 };
			for (const read of [
				() => adapter.readSubmit(good, context),
				() => adapter.tasks?.readPoll(good, context),
				() => adapter.uploads?.readUpload(one, context),
			]) {
				try {
					read();
				} catch (error) {
					expect(error).toBeInstanceOf(AppError);
				}
			}
		}),
	);
});

describe("gateways the designer has described", () => {
	const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
	const spec = CustomGateway.parse({
		kind: "sync",
		models: [
			{
				...{ id: "seedream", title: "Seedream", sizes: "tier-or-pixels", tiers: ["2K"] },
				...{ maxImages: 1, maxReferences: 0 },
			},
		],
		...{ submitPath: "/images/generations", tierField: "resolution", references: "none" },
		...{ count: "n", outputFormat: false, watermark: false, stream: false, responseFormat: false },
	});
	const entry = {
		id: customGatewayId(account),
		title: "Agency",
		spec,
		baseUrl: "https://api.example.com",
	};

	test("stand after the others, under the account's label", () => {
		const registry = createGatewayRegistry(() => [entry]);
		expect(registry.adapters().slice(0, -1)).toEqual(gatewayAdapters);
		expect(registry.infos().map((info) => GatewayInfo.parse(info))).toEqual(registry.infos());
		expect(registry.infos().at(-1)).toMatchObject({
			id: entry.id,
			title: "Agency",
			custom: true,
			needsKey: true,
			addresses: [],
		});
	});

	test("are one adapter as long as nothing about them changes", () => {
		let customs = [entry];
		const registry = createGatewayRegistry(() => customs.map((one) => ({ ...one })));
		const first = registry.adapter(entry.id);
		expect(registry.adapter(entry.id)).toBe(first);
		customs = [{ ...entry, title: "Studio" }];
		expect(registry.adapter(entry.id).title).toBe("Studio");
	});

	test("are gone with their account", () => {
		let customs = [entry];
		const registry = createGatewayRegistry(() => customs);
		registry.adapter(entry.id);
		customs = [];
		expect(() => registry.adapter(entry.id)).toThrow(
			expect.objectContaining({ reason: "not-supported" }),
		);
	});
});
