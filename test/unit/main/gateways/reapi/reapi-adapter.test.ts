import { expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { reapiAdapter } from "../../../../../src/main/gateways/reapi/reapi-adapter.ts";
import type { HttpReply } from "../../../../../src/main/http/http-message.ts";
import { bodyFor, messageFor, requestFor } from "../wild-request.ts";

const SENT = Date.parse("2026-11-21T10:00:00Z");
const context = {
	gatewayTitle: "reAPI",
	model: "Seedream 5.0 lite",
	baseUrl: "https://reapi.ai/api/v1",
	now: SENT + 60_000,
	sentAt: SENT,
};
const reply = (status: number, body: unknown, type = "application/json"): HttpReply => ({
	status,
	headers: { "content-type": type },
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const poll = (body: unknown) => reapiAdapter.tasks?.readPoll(reply(200, body), context);
const reference = { kind: "link" as const, url: "https://a.example.com/1.png" };

test("the page's example is sent as it stands there, without a watermark", () => {
	const request = requestFor(reapiAdapter, {
		prompt: "a kitten yawning",
		size: { kind: "pixels", width: 2848, height: 1600 },
	});
	const message = messageFor(reapiAdapter, request);
	expect(`${message.method} ${message.url}`).toBe(
		"POST https://reapi.ai/api/v1/images/generations",
	);
	expect(bodyFor(reapiAdapter, request)).toEqual({
		model: "doubao-seedream-5-0-lite",
		prompt: "a kitten yawning",
		size: "16:9",
		resolution: "2K",
		n: 1,
		watermark: false,
	});
});

test("a set says what the page would set by itself", () => {
	const request = requestFor(reapiAdapter, {
		references: [reference],
		size: { kind: "tier", tier: "3K" },
		mode: "set",
		count: 3,
		format: "png",
		watermark: true,
	});
	expect(bodyFor(reapiAdapter, request)).toEqual({
		model: "doubao-seedream-5-0-lite",
		prompt: "a cat",
		size: "auto",
		resolution: "3K",
		n: 3,
		image_urls: [reference.url],
		output_format: "png",
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: 3 },
		watermark: true,
	});
});

test.each([
	["an open shape with nothing to follow", { kind: "tier", tier: "2K" }],
	["pixels that are no shape", { kind: "pixels", width: 2000, height: 2000 }],
] as const)("%s is never sent", (_, size) => {
	expect(() => messageFor(reapiAdapter, requestFor(reapiAdapter, { size }))).toThrow(AppError);
});

test("the page's reply to a submit is a task", () => {
	const body = {
		id: "task_018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e",
		model: "doubao-seedream-5-0-lite",
		status: "processing",
		created_at: 1735000000,
	};
	expect(reapiAdapter.readSubmit(reply(200, body), context)).toEqual({
		kind: "waiting",
		remoteId: "task_018f5a3a1b6e7d9f8c2b4d6e8f0a2c4e",
		status: "processing",
		known: true,
	});
	const asked = reapiAdapter.tasks?.buildPoll({
		remoteId: body.id,
		baseUrl: "https://reapi.ai/api/v1",
	});
	expect(`${asked?.method} ${asked?.url}`).toBe(`GET https://reapi.ai/api/v1/tasks/${body.id}`);
});

test("a finished task delivers its links for three days from the request", () => {
	const urls = [0, 1].map((n) => `https://cdn.reapi.ai/media/tasks/018f/${n}.png`);
	const expiresAt = SENT + 72 * 3_600_000;
	expect(
		poll({
			id: "task_018f",
			model: "doubao-seedream-5-0-lite",
			status: "completed",
			created_at: 1735000000,
			output: { image_urls: urls },
			error: null,
		}),
	).toEqual({
		kind: "delivered",
		remoteId: "task_018f",
		delivered: urls.map((url) => ({ kind: "link", url, expiresAt })),
	});
});

test("a failed task was paid back", () => {
	expect(
		poll({
			id: "task_018f",
			status: "failed",
			output: null,
			error: { code: 60099, message: "unexpected", request_id: "req_8a4f" },
		}),
	).toMatchObject({
		kind: "failed",
		error: {
			failure: {
				reason: "task-failed",
				charged: "no",
				gatewayCode: "60099",
				requestId: "req_8a4f",
			},
		},
	});
	expect(
		poll({ id: "t", status: "failed", error: { code: 29999, message: "Moderated by upstream" } }),
	).toMatchObject({ error: { failure: { reason: "prompt-refused", charged: "no" } } });
});

test("an unknown id is a task that is not there", () => {
	const body = { error: { code: 40401, message: "task not found" } };
	expect(reapiAdapter.readError(reply(404, body), context).reason).toBe("task-not-found");
});

test("a test tells the credits and their dollars", () => {
	expect(reapiAdapter.buildTests(context.baseUrl).map((one) => one.url)).toEqual([
		"https://reapi.ai/api/v1/balance",
	]);
	expect(reapiAdapter.readTests([reply(200, { balance: 12_345 })], context)).toEqual({
		balance: { amount: 12_345, unit: "credits", usd: 12.345 },
	});
});

test.each([
	[401, { error: { code: 10003, message: "x", request_id: "req_1" } }, "", "key-rejected"],
	[401, { error: { code: 10004, message: "x" } }, "", "key-rejected"],
	[429, { error: { code: 50001, message: "x" } }, "", "too-many-requests"],
	[500, { error: { code: 60099, message: "x" } }, "", "gateway-busy"],
	[404, { error: { code: 40400, message: "not found" } }, "", "address-not-found"],
	[404, "<html>", "text/html", "address-not-found"],
	[200, "<html>", "text/html", "address-not-found"],
	[200, { balance: "12500" }, "", "address-not-found"],
])(
	"a test that meets %i %j says so, and never that something was charged",
	(status, body, type, reason) => {
		const { error } = reapiAdapter.readTests([reply(status, body, type)], context);
		expect(error).toMatchObject({ reason, charged: "no" });
		expect(error?.message).not.toMatch(/…|charged\. Check/);
	},
);
