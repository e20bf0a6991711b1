import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import type { ReplyContext } from "../../../../src/main/gateways/gateway-adapter.ts";
import {
	readTaskPoll,
	readTaskSubmit,
	type TaskRules,
} from "../../../../src/main/gateways/task-reading.ts";
import { taskState } from "../../../../src/main/gateways/task-status.ts";

const SENT = Date.parse("2026-11-21T10:00:00Z");
const NOW = Date.parse("2026-11-21T10:01:00Z");
const HOUR = 3_600_000;
const context: ReplyContext = {
	gatewayTitle: "Testgate",
	model: "Seedream",
	baseUrl: "https://api.example.com",
	now: NOW,
	sentAt: SENT,
};
const rules: TaskRules = {
	words: {
		waiting: ["queued", "processing"],
		done: ["completed"],
		failed: ["failed"],
		cancelled: ["cancelled"],
		sources: [],
	},
	places: [["out", "pictures"]],
	linkHours: 24,
	failures: { codes: { too_shy: "prompt-refused" }, charged: "no" },
};
const reply = (body: unknown, type = "application/json") => ({
	status: 200,
	headers: { "content-type": type },
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const submit = (body: unknown, type?: string) => readTaskSubmit(reply(body, type), context, rules);
const poll = (body: unknown, type?: string) => readTaskPoll(reply(body, type), context, rules);
const failureOf = (work: () => unknown) => {
	try {
		work();
	} catch (error) {
		if (error instanceof AppError) return error.failure;
		throw error;
	}
	throw new Error("nothing was thrown");
};
const link = "https://cdn.example.com/a.png";

test("a word means the same in capitals and with blanks around it", () => {
	expect(taskState(" COMPLETED\n", rules.words)).toBe("done");
	expect(taskState("complete", rules.words)).toBe("unknown");
});

test.each([
	["id", { id: "t1", status: "queued" }],
	["task_id", { task_id: "t1", status: "queued" }],
	["a number", { id: 71, status: "queued" }, "71"],
	["data.id", { code: 200, data: { id: "t1", status: "queued" } }],
	["data.task_id", { success: true, data: { task_id: "t1", status: "queued" } }],
	["no status", { id: "t1" }],
	["an error that says nothing", { id: "t1", status: "queued", error: null }],
	["an error beside the id", { id: "t1", error: { message: "slow today" } }],
	["done, with no pictures yet", { id: "t1", status: "completed" }],
	["cut short", '{"created":1,"id":"t1","status":"que'],
	["cut short inside data", '{"code":200,"data":{"task_id":"t1"'],
])("a submit that names a task by %s has a task", (_, body, id = "t1") => {
	expect(submit(body)).toMatchObject({ kind: "waiting", remoteId: id, known: true });
});

test("what the gateway says of the work is kept", () => {
	const body = {
		id: "t1",
		status: "queued",
		progress: 7,
		task_info: { estimated_time: 45 },
		usage: { credits_reserved: 1.8 },
	};
	expect(readTaskSubmit(reply(body), { ...context, now: SENT }, rules)).toEqual({
		kind: "waiting",
		remoteId: "t1",
		status: "queued",
		known: true,
		progress: 7,
		remainingMs: 45_000,
		charged: { credits: 1.8, reserved: true },
	});
	expect(poll({ ...body, task_info: { estimated_time: 90 } })).toMatchObject({
		remainingMs: 30_000,
	});
	expect(poll(body)).not.toHaveProperty("remainingMs");
});

test.each([
	[-5, 0],
	[140, 100],
	[40.5, 40.5],
	["40", 40],
	["40%", 40],
	["soon", undefined],
	[null, undefined],
	[{}, undefined],
])("progress %j is %j", (progress, expected) => {
	const answer = poll({ id: "t1", status: "processing", progress });
	expect(answer).toMatchObject({ kind: "waiting", status: "processing" });
	expect("progress" in answer ? answer.progress : undefined).toBe(expected);
});

test("a submit that is done already delivers at once", () => {
	expect(submit({ id: "t1", status: "completed", out: { pictures: [link] } })).toMatchObject({
		kind: "delivered",
		remoteId: "t1",
		delivered: [{ kind: "link", url: link }],
	});
	expect(submit({ data: [{ b64_json: "QUJD" }] })).toMatchObject({
		delivered: [{ kind: "inline", base64: "QUJD" }],
	});
});

test.each([
	["nothing", {}, "empty-answer"],
	["an empty list", [], "not-json"],
	["null", "null", "not-json"],
	["a number", "7", "not-json"],
	["a word", '"queued"', "not-json"],
	["cut short before an id", '{"created":1,"i', "not-json"],
	["plain text", "ok", "not-json"],
	["no body", "", "not-json"],
	["a status without an id", { status: "queued" }, "empty-answer"],
	["a message alone", { message: "accepted" }, "gateway-failed"],
	["a code nobody knows", { error: { code: "odd", message: "?" } }, "gateway-failed"],
])("a submit that answers %s may have been charged", (_, body, reason) => {
	expect(failureOf(() => submit(body))).toMatchObject({ reason, charged: "maybe" });
});

test("a web page may have been charged and is called by its name", () => {
	expect(failureOf(() => submit("<html>id</html>", "text/html"))).toMatchObject({
		reason: "html-page",
		charged: "maybe",
	});
});

test("an error with status 200 that is exact is believed", () => {
	expect(
		failureOf(() => submit({ error: { code: "insufficient_quota", message: "top up" } })),
	).toMatchObject({ reason: "no-money", charged: "no" });
});

test("a submit whose task has failed already is thrown, with the gateway's rule of charging", () => {
	const body = { id: "t1", status: "failed", error: { code: "too_shy", message: "no" } };
	expect(failureOf(() => submit(body))).toMatchObject({ reason: "prompt-refused", charged: "no" });
});

/** Answers of finished tasks, and what is in them. */
test.each([
	["links", { out: { pictures: [link, link] } }, ["link", "link"]],
	["objects", { out: { pictures: [{ url: link }, { image_url: link }] } }, ["link", "link"]],
	[
		"a link in an object in an object",
		{ out: { pictures: [{ image_url: { url: link } }] } },
		["link"],
	],
	["a data URL", { out: { pictures: ["data:image/png;base64,QUJD"] } }, ["inline"]],
	["bare base64", { out: { pictures: ["iVBORw0KGgo".repeat(10)] } }, ["inline"]],
	[
		"base64 of a JPEG, which begins like a path",
		{ out: { pictures: [`/9j/${"4AAQ".repeat(20)}`] } },
		["inline"],
	],
	["bytes in an object", { out: { pictures: [{ b64_json: "QUJD" }] } }, ["inline"]],
	["one link for a list", { out: { pictures: link } }, ["link"]],
	[
		"an error in the place of a picture",
		{ out: { pictures: [{ error: { code: "too_shy", message: "no" } }, link] } },
		["refused", "link"],
	],
	["null beside a picture", { out: { pictures: [null, link] } }, ["refused", "link"]],
	["another gateway's place", { results: [link] }, ["link"]],
	["new-api's place", { data: [{ url: link }] }, ["link"]],
	[
		"an empty place and another one",
		{ out: { pictures: [] }, output: { image_urls: [link] } },
		["link"],
	],
	["a word beside the place", { result: "success", out: { pictures: [link] } }, ["link"]],
])("%s are delivered", (_, places, kinds) => {
	const answer = poll({ id: "t1", status: "completed", ...places });
	if (answer.kind !== "delivered") throw new Error(answer.kind);
	expect(answer.delivered.map((one) => one.kind)).toEqual(kinds);
});

test("a task inside a data object is read as if it were bare", () => {
	expect(
		poll({ code: 200, data: { status: "completed", out: { pictures: [link] } } }),
	).toMatchObject({ kind: "delivered", delivered: [{ url: link }] });
	expect(poll({ data: { status: "failed" }, error: { code: "too_shy" } })).toMatchObject({
		kind: "failed",
		error: { reason: "prompt-refused" },
	});
});

test.each([
	["no pictures", {}],
	["an empty list", { out: { pictures: [] } }],
	["empty links", { out: { pictures: ["", null] } }],
	["a word where pictures are elsewhere", { result: "success" }],
	["the references said back", { image_urls: ["https://files.example.com/ref.png"] }],
])("a finished task with %s has failed and may have been charged", (_, places) => {
	const answer = poll({ id: "t1", status: "completed", billing: { credits: 9 }, ...places });
	expect(answer).toMatchObject({
		kind: "failed",
		remoteId: "t1",
		charged: { credits: 9 },
		error: { failure: { reason: "empty-answer", charged: "maybe" } },
	});
});

test.each([
	["verifying", {}, "waiting"],
	["succeeded", {}, "waiting"],
	["verifying", { out: { pictures: [link] } }, "waiting"],
	["succeeded", { out: { pictures: [link] } }, "delivered"],
	["verified", { progress: 100, out: { pictures: [link] } }, "delivered"],
	["verified", { completed_at: 1, out: { pictures: [link] } }, "delivered"],
	["error", { error: { message: "no" } }, "waiting"],
])("the unknown word %j with %j is %s", (status, more, kind) => {
	const answer = poll({ id: "t1", status, ...more });
	expect(answer.kind).toBe(kind);
	if (answer.kind === "waiting") expect(answer).toMatchObject({ status, known: false });
});

test("pictures of a task that still works are left until it is done", () => {
	const body = { id: "t1", status: "processing", progress: 100, out: { pictures: [link] } };
	expect(poll(body)).toMatchObject({ kind: "waiting", known: true });
});

test("pictures of a task that failed are taken, with the reason beside them", () => {
	const answer = poll({
		id: "t1",
		status: "failed",
		out: { pictures: [link] },
		error: { code: "too_shy", message: "the second one" },
	});
	expect(answer).toMatchObject({
		kind: "delivered",
		delivered: [
			{ kind: "link", url: link },
			{ kind: "refused", error: { reason: "prompt-refused" } },
		],
	});
});

test("a cancelled task may have been charged, whatever the rule for failed ones", () => {
	expect(poll({ id: "t1", status: "cancelled" })).toMatchObject({
		kind: "failed",
		remoteId: "t1",
		error: { failure: { reason: "task-cancelled", charged: "maybe" } },
	});
});

test.each([
	["a web page", "<!doctype html>", "html-page"],
	["no JSON", "upstream timeout", "not-json"],
	["a cut answer", '{"id":"t1","status":"completed","out":{"pictures":["https://cdn', "not-json"],
	["nothing", {}, "not-json"],
	["a list", [1], "not-json"],
	["an error about the question", { error: { code: 401, message: "bad key" } }, "key-rejected"],
	["no such task", { error: { code: "task_not_found", message: "?" } }, "task-not-found"],
])("%s is no answer about the task, which goes on", (_, body, reason) => {
	expect(failureOf(() => poll(body))).toMatchObject({ reason });
});

test("links die by their signature, by the answer, or by the rule from the earliest moment", () => {
	const expiryOf = (url: string, more: object, told?: true) => {
		const answer = readTaskPoll(
			reply({ id: "t1", status: "completed", out: { pictures: [url] }, ...more }),
			context,
			told ? { ...rules, tellsExpiry: told } : rules,
		);
		if (answer.kind !== "delivered" || answer.delivered[0].kind !== "link") throw new Error();
		return answer.delivered[0].expiresAt;
	};
	const signed = `${link}?X-Tos-Date=20261121T100000Z&X-Tos-Expires=60`;
	const tomorrow = "2026-11-22T12:00:00Z";
	expect(expiryOf(signed, { expires_at: tomorrow }, true)).toBe(SENT + 60_000);
	expect(expiryOf(link, { expires_at: tomorrow }, true)).toBe(Date.parse(tomorrow));
	expect(expiryOf(link, { expires_at: tomorrow })).toBe(SENT + 24 * HOUR);
	expect(expiryOf(link, { completed_at: SENT / 1000 + 30 })).toBe(SENT + 30_000 + 24 * HOUR);
	expect(expiryOf(link, {})).toBe(SENT + 24 * HOUR);
});

const anyJson = fc.oneof(fc.string(), fc.json({ maxDepth: 3 }));
const someWord = fc.constantFrom<unknown[]>("completed", "failed", "queued", "odd", "", 200, null);
const anything = fc.jsonValue({ maxDepth: 2 });
const taskLike = fc
	.record(
		{
			id: anything,
			status: fc.oneof(someWord, anything),
			progress: anything,
			data: fc.oneof(anything, fc.record({ status: someWord, out: anything })),
			out: fc.oneof(anything, fc.record({ pictures: anything })),
			results: anything,
			result: anything,
			output: anything,
			error: anything,
			usage: anything,
			billing: anything,
			task_info: anything,
			completed_at: anything,
			expires_at: anything,
		},
		{ requiredKeys: [] },
	)
	.map((value) => JSON.stringify(value));

test("no answer makes the readers fail in any other way than in words", () => {
	fc.assert(
		fc.property(fc.oneof(anyJson, taskLike), (body) => {
			for (const read of [submit, poll]) {
				try {
					const answer = read(body);
					if (answer.kind === "delivered") expect(answer.delivered.length).toBeGreaterThan(0);
					if (answer.kind === "failed") expect(answer.error).toBeInstanceOf(AppError);
				} catch (error) {
					expect(error).toBeInstanceOf(AppError);
				}
			}
		}),
		{ numRuns: 3_000 },
	);
});

test("whatever stands around them, no link of a finished task is lost", () => {
	const url = fc.webUrl({ withQueryParameters: true });
	const place = fc.constantFrom<((list: unknown) => object)[]>(
		(list) => ({ out: { pictures: list } }),
		(list) => ({ results: list }),
		(list) => ({ result: { data: list } }),
		(list) => ({ output: { image_urls: list } }),
	);
	const entry = fc.constantFrom<((link: string) => unknown)[]>(
		(one) => one,
		(one) => ({ url: one }),
		(one) => ({ image_url: one, revised_prompt: 7 }),
	);
	fc.assert(
		fc.property(
			fc.array(url, { minLength: 1, maxLength: 15 }),
			place,
			entry,
			fc.dictionary(fc.string(), anything),
			fc.boolean(),
			(links, put, form, around, wrapped) => {
				const task = { ...around, status: "completed", ...put(links.map(form)) };
				const answer = poll(wrapped ? { data: { id: "t", ...task } } : { ...task, data: null });
				if (answer.kind !== "delivered") throw new Error(answer.kind);
				expect(answer.delivered.map((one) => one.kind === "link" && one.url)).toEqual(links);
			},
		),
		{ numRuns: 1_000 },
	);
});
