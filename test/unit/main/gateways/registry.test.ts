import fc from "fast-check";
import { expect, test } from "vitest";
import en from "../../../../resources/locales/en/capability.json" with { type: "json" };
import zh from "../../../../resources/locales/zh-CN/capability.json" with { type: "json" };
import { GatewayInfo } from "../../../../src/contract/capability.ts";
import { AppError } from "../../../../src/contract/errors.ts";
import { GatewayId } from "../../../../src/contract/ids.ts";
import {
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
	expect(infos.map((info) => info.id)).toEqual(["demo", "tokaify"]);
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
			try {
				adapter.readSubmit({ ...one, status: 200 }, context);
			} catch (error) {
				expect(error).toBeInstanceOf(AppError);
			}
		}),
	);
});
