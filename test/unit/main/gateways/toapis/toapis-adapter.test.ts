import { expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { toapisAdapter } from "../../../../../src/main/gateways/toapis/toapis-adapter.ts";
import type { HttpReply } from "../../../../../src/main/http/http-message.ts";
import { bodyFor, job, messageFor, requestFor } from "../wild-request.ts";

const SENT = Date.parse("2026-11-21T10:00:00Z");
const context = {
	gatewayTitle: "ToAPIs",
	model: "Seedream 5.0 lite",
	baseUrl: "https://toapis.com",
	now: SENT + 60_000,
	sentAt: SENT,
};
const reply = (status: number, body: unknown, type = "application/json"): HttpReply => ({
	status,
	headers: { "content-type": type },
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const poll = (body: unknown) => toapisAdapter.tasks?.readPoll(reply(200, body), context);

test("the page's example is sent as it stands there, with the task's name", () => {
	const request = requestFor(toapisAdapter, {
		prompt: "A cute panda playing in a bamboo forest",
	});
	expect(bodyFor(toapisAdapter, request)).toEqual({
		model: "doubao-seedream-5-0",
		prompt: "A cute panda playing in a bamboo forest",
		size: "1:1",
		n: 1,
		metadata: { resolution: "2K" },
		client_business_id: `seedcase-${job}`,
	});
});

test("a set with references sends their links and a plain number", () => {
	const request = requestFor(toapisAdapter, {
		references: [{ kind: "link", url: "https://a.example.com/1.png" }],
		mode: "set",
		count: 4,
	});
	expect(bodyFor(toapisAdapter, request)).toMatchObject({
		n: 4,
		image_urls: ["https://a.example.com/1.png"],
	});
	expect(messageFor(toapisAdapter, request).body).toContain('"n":4,');
});

test("a task is asked after by its name exactly when the name was sent", () => {
	const { tagOf, buildPoll } = toapisAdapter.tasks ?? {};
	for (const [tagged, extras] of [
		[true, {}],
		[true, { tag_task: true }],
		[false, { tag_task: false }],
	] as const) {
		const request = requestFor(toapisAdapter, { extras });
		const tag = bodyFor(toapisAdapter, request).client_business_id;
		expect(tag !== undefined).toBe(tagged);
		expect(tagOf?.({ job, request })).toBe(tag);
	}
	const baseUrl = "https://toapis.com";
	expect(buildPoll?.({ remoteId: `seedcase-${job}`, baseUrl }).url).toBe(
		`https://toapis.com/v1/images/generations/seedcase-${job}`,
	);
});

test.each(["https://toapis.cn", "https://toapis.cn/v1"])(
	"at %s every address has its version once",
	(baseUrl) => {
		expect(messageFor(toapisAdapter, requestFor(toapisAdapter), baseUrl).url).toBe(
			"https://toapis.cn/v1/images/generations",
		);
		const base = toapisAdapter.uploads?.baseUrl(baseUrl) ?? "";
		const file = { bytes: new Uint8Array(1), mime: "image/jpeg" as const, name: "a.jpg" };
		expect(toapisAdapter.uploads?.buildUpload(file, base).url).toBe(
			"https://toapis.cn/v1/uploads/images",
		);
	},
);

test("an open shape is never sent", () => {
	const request = requestFor(toapisAdapter, { size: { kind: "tier", tier: "2K" } });
	expect(() => messageFor(toapisAdapter, request)).toThrow(AppError);
});

test("the page's reply to a submit is a task", () => {
	const body = {
		id: "task_img_abc123def456",
		object: "generation.task",
		model: "doubao-seedream-5-0",
		status: "queued",
		progress: 0,
		created_at: 1703884800,
		metadata: {},
	};
	expect(toapisAdapter.readSubmit(reply(200, body), context)).toEqual({
		kind: "waiting",
		remoteId: "task_img_abc123def456",
		status: "queued",
		known: true,
		progress: 0,
	});
});

const finished = {
	id: "img_5b8b",
	client_business_id: "order_1",
	object: "generation.task",
	status: "completed",
	progress: 100,
	created_at: SENT / 1000,
	completed_at: SENT / 1000 + 53,
	expires_at: SENT / 1000 + 53 + 86_400,
};

test("a finished task delivers its links until the time it tells, and what it came to", () => {
	const url = "https://files.toapis.com/generated/1768381061_c55c1bbb.jpg";
	const billing = { cost_usd: 0.04, credits: 8 };
	expect(
		poll({ ...finished, billing, result: { type: "image", data: [{ url }] }, url: "https://x/y" }),
	).toEqual({
		kind: "delivered",
		remoteId: "img_5b8b",
		delivered: [{ kind: "link", url, expiresAt: SENT + 53_000 + 86_400_000 }],
		charged: { usd: 0.04, credits: 8 },
	});
	expect(poll({ ...finished, url })).toMatchObject({ delivered: [{ url }] });
});

test.each(["queued", "in_progress", "submitted", "pending"])("%s is waited for", (status) => {
	expect(poll({ id: "t", status })).toMatchObject({ kind: "waiting", known: true });
});

test("a failed task was paid ahead, and no page says that this comes back", () => {
	expect(
		poll({
			id: "img_73c4",
			status: "failed",
			progress: 0,
			error: {
				code: "generation_failed",
				message: "call upstream API failed: upstream returned status 422",
			},
		}),
	).toMatchObject({
		kind: "failed",
		remoteId: "img_73c4",
		error: { failure: { reason: "task-failed", charged: "maybe" } },
	});
	expect(poll({ id: "t", status: "failed", fail_reason: "内容违规" })).toMatchObject({
		error: { failure: { reason: "prompt-refused", charged: "maybe" } },
	});
});

test("a submit refused for its content says so and costs nothing", () => {
	const body = { error: { code: 422, message: "content", type: "x" } };
	expect(toapisAdapter.readError(reply(422, body), context).failure).toMatchObject({
		reason: "prompt-refused",
		charged: "no",
	});
});

const limited = { success: true, message: "", remain_balance: 10.5, remain_credits: 2100 };
const unlimited = { success: true, remain_balance: -1, unlimited_quota: true };
const account = { success: true, remain_balance: 3, remain_credits: 600 };

test.each([
	["credits, with their dollars", [limited, account], { amount: 2100, unit: "credits", usd: 10.5 }],
	["an unnamed unit", [{ success: true, remain_balance: 10.5 }], { amount: 10.5, unit: "" }],
	[
		"what the account has, for a key without a limit",
		[unlimited, account],
		{ amount: 600, unit: "credits", usd: 3 },
	],
])("a test tells %s", (_, bodies, balance) => {
	const replies = bodies.map((body) => reply(200, body));
	expect(toapisAdapter.readTests(replies, context)).toEqual({ balance });
});

test.each([
	["no limit anywhere", [reply(200, unlimited), reply(200, unlimited)]],
	["an account that is not told", [reply(200, unlimited), reply(404, "")]],
	["only one answer", [reply(200, unlimited)]],
])("with %s the test passes without a balance", (_, replies) => {
	expect(toapisAdapter.readTests(replies, context)).toEqual({});
});

test.each([
	[
		200,
		{ success: false, message: "Failed to get token info: record not found" },
		"",
		"key-rejected",
	],
	[401, { error: { code: 401, message: "x", type: "authentication_error" } }, "", "key-rejected"],
	[404, "<html>", "text/html", "address-not-found"],
	[404, { error: { code: 404, message: "Invalid URL" } }, "", "address-not-found"],
	[200, "<html>", "text/html", "address-not-found"],
	[200, { success: true }, "", "address-not-found"],
	[500, { error: { code: 500, message: "x" } }, "", "gateway-busy"],
])(
	"a test that meets %i %j says so, and never that something was charged",
	(status, body, type, reason) => {
		const { error } = toapisAdapter.readTests(
			[reply(status, body, type), reply(200, account)],
			context,
		);
		expect(error).toMatchObject({ reason, charged: "no" });
		expect(error?.message).not.toMatch(/…|charged\. Check/);
	},
);

const read = (status: number, body: unknown) =>
	toapisAdapter.uploads?.readUpload(reply(status, body), { ...context, model: "" });

test("an upload's link is read; how long it lives is the app's own cautious guess", () => {
	const data = {
		id: "upload_abc12345",
		url: "https://files.toapis.com/uploads/123/1737568800_abc12345.jpg",
		mime_type: "image/jpeg",
		size: 89234,
	};
	expect(read(200, { success: true, message: "", data })).toEqual({ url: data.url });
	expect(toapisAdapter.uploads).toMatchObject({ linkHours: 6, maxBytes: 10_000_000 });
	expect(toapisAdapter.uploads?.buildRemove).toBeUndefined();
});

test("an upload goes out as a form with its purpose", async () => {
	const file = { bytes: Uint8Array.of(1, 2), mime: "image/jpeg" as const, name: "ab.jpg" };
	const message = toapisAdapter.uploads?.buildUpload(file, "https://toapis.com");
	expect(message).toMatchObject({ method: "POST", free: true });
	const body = Buffer.from(message?.body ?? "");
	const form = await new Response(body, { headers: message?.headers }).formData();
	expect([...form.keys()].sort()).toEqual(["file", "purpose"]);
	expect((form.get("file") as File).name).toBe("ab.jpg");
});

test.each([
	[400, { success: false, message: "Unsupported image type. Allowed: jpg" }, "upload-failed"],
	[400, { success: false, message: "Image too large. Maximum size is 10MB" }, "upload-failed"],
	[200, { success: false, message: "no" }, "upload-failed"],
	[401, { error: { code: 401, message: "no" } }, "key-rejected"],
	[200, { success: true, data: {} }, "upload-failed"],
])("an upload that answers %i %j is %s and costs nothing", (status, body, reason) => {
	expect(() => read(status, body)).toThrow(
		expect.objectContaining({ failure: expect.objectContaining({ reason, charged: "no" }) }),
	);
});
