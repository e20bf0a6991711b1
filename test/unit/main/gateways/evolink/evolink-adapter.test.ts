import { expect, test } from "vitest";
import { evolinkAdapter } from "../../../../../src/main/gateways/evolink/evolink-adapter.ts";
import type { HttpReply } from "../../../../../src/main/http/http-message.ts";
import { bodyFor, messageFor, requestFor } from "../wild-request.ts";

const SENT = Date.parse("2026-11-21T10:00:00Z");
const context = {
	gatewayTitle: "EvoLink",
	model: "Seedream 5.0 lite",
	baseUrl: "https://api.evolink.ai",
	now: SENT + 60_000,
	sentAt: SENT,
};
const reply = (status: number, body: unknown, type = "application/json"): HttpReply => ({
	status,
	headers: { "content-type": type },
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const poll = (body: unknown) => evolinkAdapter.tasks?.readPoll(reply(200, body), context);

test("the page's first example is sent as it stands there", () => {
	const request = requestFor(evolinkAdapter, {
		prompt: "Paris Fashion Week 2025",
		size: { kind: "pixels", width: 1728, height: 2304 },
		extras: { web_search: true },
	});
	expect(bodyFor(evolinkAdapter, request)).toEqual({
		model: "doubao-seedream-5.0-lite",
		prompt: "Paris Fashion Week 2025",
		n: 1,
		size: "3:4",
		quality: "2K",
		model_params: { tools: [{ type: "web_search" }] },
	});
});

test("every field finds its place", () => {
	const request = requestFor(evolinkAdapter, {
		references: [{ kind: "link", url: "https://a.example.com/1.png" }],
		size: { kind: "pixels", width: 2560, height: 1440 },
		mode: "set",
		count: 4,
		format: "png",
		extras: {
			web_search: true,
			prompt_priority: "standard",
			callback_url: "https://studio.example.com/done",
		},
	});
	expect(bodyFor(evolinkAdapter, request)).toEqual({
		model: "doubao-seedream-5.0-lite",
		prompt: "a cat",
		n: 4,
		size: "2560x1440",
		image_urls: ["https://a.example.com/1.png"],
		model_params: { output_format: "png", tools: [{ type: "web_search" }] },
		callback_url: "https://studio.example.com/done",
	});
});

test("fields left as they are are not sent, and an open shape is auto", () => {
	const request = requestFor(evolinkAdapter, {
		size: { kind: "tier", tier: "3K" },
		extras: { web_search: false, callback_url: "" },
	});
	expect(bodyFor(evolinkAdapter, request)).toEqual({
		model: "doubao-seedream-5.0-lite",
		prompt: "a cat",
		n: 1,
		size: "auto",
		quality: "3K",
	});
});

test.each(["https://api.evolink.ai", "https://api.evolink.ai/v1", "https://api.evolink.ai/V1/"])(
	"at %s every address has its version once",
	(baseUrl) => {
		const submit = messageFor(evolinkAdapter, requestFor(evolinkAdapter), baseUrl);
		expect(`${submit.method} ${submit.url}`).toBe(
			"POST https://api.evolink.ai/v1/images/generations",
		);
		const asked = evolinkAdapter.tasks?.buildPoll({ remoteId: "task-unified-1/2", baseUrl });
		expect(asked).toMatchObject({
			method: "GET",
			url: "https://api.evolink.ai/v1/tasks/task-unified-1%2F2",
			auth: { header: "authorization", prefix: "Bearer " },
		});
		expect(evolinkAdapter.buildTests(baseUrl).map((one) => one.url)).toEqual([
			"https://api.evolink.ai/v1/credits",
		]);
		expect(evolinkAdapter.uploads?.baseUrl(baseUrl)).toBe("https://files-api.evolink.ai");
	},
);

test("the page's reply to a submit is a task with its estimate and what was set aside", () => {
	const body = {
		created: 1757165031,
		id: "task-unified-1757165031-seedream5lite",
		model: "doubao-seedream-5.0-lite",
		object: "image.generation.task",
		progress: 0,
		status: "pending",
		type: "image",
		task_info: { can_cancel: true, estimated_time: 45 },
		usage: { billing_rule: "per_call", credits_reserved: 1.8, user_group: "default" },
	};
	expect(evolinkAdapter.readSubmit(reply(200, body), { ...context, now: SENT })).toEqual({
		kind: "waiting",
		remoteId: "task-unified-1757165031-seedream5lite",
		status: "pending",
		known: true,
		progress: 0,
		remainingMs: 45_000,
		charged: { credits: 1.8, reserved: true },
	});
});

test("a finished task delivers its links for a day from the request", () => {
	const answer = poll({
		created: 1756817821,
		id: "task-unified-1",
		object: "image.generation.task",
		progress: 100,
		results: ["https://files.evolink.ai/a.jpg", "https://files.evolink.ai/b.jpg"],
		status: "completed",
		task_info: { can_cancel: false },
		type: "image",
	});
	const expiresAt = SENT + 24 * 3_600_000;
	expect(answer).toEqual({
		kind: "delivered",
		remoteId: "task-unified-1",
		delivered: [
			{ kind: "link", url: "https://files.evolink.ai/a.jpg", expiresAt },
			{ kind: "link", url: "https://files.evolink.ai/b.jpg", expiresAt },
		],
	});
});

test("results in objects are delivered too", () => {
	expect(
		poll({
			id: "t",
			status: "completed",
			results: [],
			result_data: [{ image_url: "https://files.evolink.ai/a.jpg" }],
		}),
	).toMatchObject({ delivered: [{ url: "https://files.evolink.ai/a.jpg" }] });
});

test.each(["pending", "processing"])("%s is waited for", (status) => {
	expect(poll({ id: "t", status, progress: 40 })).toMatchObject({
		kind: "waiting",
		known: true,
		progress: 40,
	});
});

test.each([
	["failed", "prompt-refused", "no"],
	["cancelled", "task-cancelled", "maybe"],
	["canceled", "task-cancelled", "maybe"],
])("a task that is %s is %s, charged: %s", (status, reason, charged) => {
	const error = { code: "content_policy_violation", message: "Content policy violation.\nx" };
	expect(poll({ id: "t", status, error })).toMatchObject({
		kind: "failed",
		error: { failure: { reason, charged } },
	});
});

const credits = {
	success: true,
	message: "",
	data: {
		token: { remaining_credits: 99416.4429, unlimited_credits: false, used_credits: 583.5571 },
		user: { remaining_credits: 1095.3996, used_credits: 135.9048 },
	},
};

test("a test tells what the account has left, not the key's own cap", () => {
	expect(evolinkAdapter.readTests([reply(200, credits)], context)).toEqual({
		balance: { amount: 1095.3996, unit: "credits" },
	});
	expect(
		evolinkAdapter.readTests([reply(200, { success: true, data: { token: {} } })], context),
	).toEqual({});
});

test.each([
	[401, { error: { code: "unauthorized", message: "Invalid token" } }, "", "key-rejected"],
	[200, { success: false, message: "invalid token" }, "", "key-rejected"],
	[404, { error: { message: "not found" } }, "", "address-not-found"],
	[404, "<html>", "text/html", "address-not-found"],
	[403, "<html>", "text/html", "address-not-found"],
	[200, "<!doctype html>", "text/html", "address-not-found"],
	[200, { data: [] }, "", "address-not-found"],
	[200, {}, "", "address-not-found"],
	[500, { error: { code: "internal_error", message: "x" } }, "", "gateway-busy"],
	[502, "<html>", "text/html", "gateway-busy"],
	[200, { success: false, message: "try later" }, "", "gateway-busy"],
	[302, "", "", "address-not-found"],
])(
	"a test that meets %i %j says so, and never that something was charged",
	(status, body, type, reason) => {
		const { error } = evolinkAdapter.readTests([reply(status, body, type)], context);
		expect(error).toMatchObject({ reason, charged: "no" });
		expect(error?.message).not.toMatch(/…|charged\. Check/);
	},
);

test("no reply at all is no service", () => {
	expect(evolinkAdapter.readTests([], context).error?.reason).toBe("address-not-found");
});
