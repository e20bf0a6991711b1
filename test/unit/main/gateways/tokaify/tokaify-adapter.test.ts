import { expect, test } from "vitest";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { newAccountId, newJobId } from "../../../../../src/main/foundation/new-id.ts";
import { tokaifyAdapter } from "../../../../../src/main/gateways/tokaify/tokaify-adapter.ts";
import type { HttpReply } from "../../../../../src/main/http/http-message.ts";
import { deliveryOf } from "../delivery-of.ts";

const context = {
	gatewayTitle: "Tokaify",
	model: "Seedream 4.0",
	baseUrl: "https://api.tokaify.com/v1",
	now: 0,
};
const reply = (status: number, body: unknown, type = "application/json"): HttpReply => ({
	status,
	headers: { "content-type": type },
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const models = reply(200, {
	object: "list",
	data: [{ id: "a" }, { id: null }, {}, null, { id: "b" }],
});
const limit = reply(200, { hard_limit_usd: 20 });
const used = reply(200, { total_usage: 766.5 });
const failed = reply(200, { error: { message: "no such token", type: "upstream_error" } });
const test3 = (...replies: HttpReply[]) => tokaifyAdapter.readTests(replies, context);

test("a test asks for models and billing, at the account's own address", () => {
	const asked = tokaifyAdapter.buildTests("http://127.0.0.1:1/v1");
	expect(asked.map((one) => `${one.method} ${one.url}`)).toEqual([
		"GET http://127.0.0.1:1/v1/models",
		"GET http://127.0.0.1:1/v1/dashboard/billing/subscription",
		"GET http://127.0.0.1:1/v1/dashboard/billing/usage",
	]);
});

test("models and balance are read past everything odd", () => {
	expect(test3(models, limit, used)).toEqual({
		models: ["a", "b"],
		balance: { amount: 12.335, unit: "" },
	});
});

test.each([
	["an error with status 200", failed, used],
	["no limit", reply(200, { hard_limit_usd: 100_000_000 }), used],
	["words for numbers", reply(200, { hard_limit_usd: "many" }), used],
	["a web page", reply(200, "<html>", "text/html"), used],
	["a failure", limit, reply(500, "")],
])("%s in the billing only leaves the balance out", (_, ...billing) => {
	expect(test3(models, ...billing)).toEqual({ models: ["a", "b"] });
});

test("billing that was never answered only leaves the balance out", () => {
	expect(test3(models)).toEqual({ models: ["a", "b"] });
});

test("a relay without a list of models passes when it tells the balance", () => {
	const none = reply(404, { error: { message: "Invalid URL (GET /v1/models)" } });
	expect(test3(none, limit, used)).toEqual({ balance: { amount: 12.335, unit: "" } });
	expect(test3(none, none, none).error).toMatchObject({ reason: "address-not-found" });
});

test.each([
	[401, { error: { message: "Invalid token" } }, "application/json", "key-rejected"],
	[200, { error: { message: "Invalid token", code: 401 } }, "application/json", "key-rejected"],
	[500, "", "text/plain", "gateway-busy"],
	[502, "<html>", "text/html", "gateway-busy"],
	[404, "<html>", "text/html", "address-not-found"],
	[200, "<!doctype html>", "text/html", "address-not-found"],
	[200, "hello", "text/plain", "address-not-found"],
	[200, { data: "none" }, "application/json", "address-not-found"],
	[302, "", "text/plain", "address-not-found"],
])(
	"a test that meets %i %j says so, and never that something was charged",
	(status, body, type, reason) => {
		const { error } = test3(reply(status, body, type), failed, failed);
		expect(error).toMatchObject({ reason, charged: "no" });
		expect(error?.message).not.toMatch(/…|charged\. Check/);
	},
);

test("no reply at all is no service", () => {
	expect(test3().error).toMatchObject({ reason: "address-not-found" });
});

function submit(changes: Partial<GenerationRequest>) {
	const [, capability] = tokaifyAdapter.models;
	if (capability === undefined) throw new Error("Tokaify has two models");
	const request: GenerationRequest = {
		account: newAccountId(),
		model: capability.model,
		prompt: "fog over a harbour",
		references: [],
		size: { kind: "tier", tier: "2K" },
		mode: "single",
		count: 1,
		watermark: false,
		extras: {},
		...changes,
	};
	const { baseUrl } = context;
	const asked = { request, capability, references: [], job: newJobId(), baseUrl };
	const message = tokaifyAdapter.buildSubmit(asked);
	return { message, body: JSON.parse(String(message.body)) as Record<string, unknown> };
}

test("a stream is asked for when it was chosen, and never by itself", () => {
	for (const mode of ["single", "set"] as const) {
		expect(submit({ mode, count: 2 }).body).not.toHaveProperty("stream");
		expect(submit({ mode, count: 2, stream: true }).body).toMatchObject({ stream: true });
	}
});

test("separate pictures are counted, a set has its largest number", () => {
	expect(submit({ count: 3 }).body).toMatchObject({ n: 3 });
	const { body } = submit({ mode: "set", count: 3 });
	expect(body).toMatchObject({ sequential_image_generation_options: { max_images: 3 } });
	expect(body).not.toHaveProperty("n");
});

test("a stream and plain JSON are both read, whichever was asked for", () => {
	const link = "https://example.com/1.png";
	const event = { type: "image_generation.partial_succeeded", image_index: 0, url: link };
	const stream = `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\ndata: [DONE]\n\n`;
	const plain = JSON.stringify({ created: 1, data: [{ url: link, b64_json: null }] });
	for (const body of [stream, plain]) {
		for (const type of ["text/event-stream", "application/json"]) {
			const { delivered } = deliveryOf(tokaifyAdapter.readSubmit(reply(200, body, type), context));
			expect(delivered).toEqual([{ kind: "link", url: link }]);
		}
	}
	expect(
		tokaifyAdapter.stream?.readEvent({ event: event.type, data: JSON.stringify(event) }, context),
	).toEqual([{ kind: "picture", index: 0, delivered: { kind: "link", url: link } }]);
});
