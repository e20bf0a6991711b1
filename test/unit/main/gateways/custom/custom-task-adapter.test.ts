import { describe, expect, test } from "vitest";
import { CustomTask } from "../../../../../src/contract/custom-gateway.ts";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { AccountId, GatewayId, JobId } from "../../../../../src/contract/ids.ts";
import { customTaskAdapter } from "../../../../../src/main/gateways/custom/custom-task-adapter.ts";

const account = AccountId.parse("0197a0b0-0000-7000-8000-000000000001");
const job = JobId.parse("0197a0b0-0000-7000-8000-00000000000a");
const baseUrl = "https://api.example.com";
const context = { gatewayTitle: "Mine", model: "m", baseUrl, now: 0 };
const spec = {
	kind: "task",
	models: [
		{
			id: "seedream",
			title: "Seedream",
			sizes: "ratio",
			tiers: ["2K", "3K"],
			maxImages: 4,
			maxReferences: 10,
		},
	],
	submitPath: "/v1/images/generations",
	pollPath: "/v1/tasks/{id}",
	idPlace: "data[0].task_id",
	statusPlace: "data.status",
	doneWords: ["completed", "SUCCESS"],
	failedWords: ["failed", "cancelled"],
	resultPlace: "data.result.images[].url",
	errorPlace: "data.error",
	tierField: "metadata.resolution",
	referencesField: "image_urls",
	references: "upload",
	upload: { uploadPath: "/v1/uploads/images", uploadField: "file", uploadPlace: "data.url" },
};
const adapterOf = (more: object = {}) =>
	customTaskAdapter({
		id: GatewayId.parse(`custom-${account}`),
		title: "Mine",
		baseUrl,
		spec: CustomTask.parse({ ...spec, ...more }),
	});
const reply = (body: unknown) => ({
	status: 200,
	headers: {},
	body: typeof body === "string" ? body : JSON.stringify(body),
});
const submitted = (body: unknown) => adapterOf().readSubmit(reply(body), context);
const polled = (body: unknown, more: object = {}) =>
	adapterOf(more).tasks?.readPoll(reply(body), context);
const link = "https://cdn.example/1.png";

test("a request carries ratio, tier, number and references in the designer's fields", () => {
	const adapter = adapterOf();
	const [capability] = adapter.models;
	if (capability === undefined) throw new Error("no model");
	const request: GenerationRequest = {
		...{ account, model: "seedream", prompt: "a cat", references: [], mode: "single", extras: {} },
		size: { kind: "pixels", width: 4096, height: 2304 },
		count: 3,
	};
	const references = [{ url: link }];
	const sent = adapter.buildSubmit({ request, capability, references, job, baseUrl });
	expect(sent.url).toBe("https://api.example.com/v1/images/generations");
	expect(JSON.parse(String(sent.body))).toEqual({
		model: "seedream",
		prompt: "a cat",
		n: 3,
		size: "16:9",
		metadata: { resolution: "3K" },
		image_urls: [link],
	});
});

describe("the reply to a request", () => {
	test("names the task at the designer's place", () => {
		expect(submitted({ code: 200, data: [{ status: "submitted", task_id: "t-1" }] })).toEqual({
			kind: "waiting",
			remoteId: "t-1",
			status: "",
			known: true,
		});
	});

	test.each([
		[{ id: "t-2", status: "processing" }],
		[{ data: { task_id: "t-2", status: "queued" } }],
		['{"code":200,"data":[{"status":"submitted","task_id":"t-2","cre'],
	])(
		"a task that was taken is found although its place is wrong, or the reply broke off: %j",
		(body) => {
			expect(submitted(body)).toMatchObject({ kind: "waiting", remoteId: "t-2" });
		},
	);

	test("may be the pictures already", () => {
		const body = { data: { status: "completed", result: { images: [{ url: [link] }] } } };
		expect(submitted(body)).toMatchObject({ kind: "delivered", delivered: [{ url: link }] });
	});

	test.each([
		[{ error: { code: "insufficient_quota", message: "no money" } }, "no-money"],
		[{ error: { code: 401, message: "bad key" }, id: "req-1" }, "key-rejected"],
		[{ code: 402, message: "top up" }, "no-money"],
		[{ data: { status: "failed", error: "content" } }, "task-failed"],
		[{ hello: "world" }, "task-id-missing"],
		["<html>", "html-page"],
		["task_id: 7", "not-json"],
		[{ data: [{ task_id: ".." }] }, "task-id-missing"],
	])("%j is %s", (body, reason) => {
		expect(() => submitted(body)).toThrow(expect.objectContaining({ reason }));
	});
});

describe("the answer about a task", () => {
	test.each([
		[{ images: [] }, "data.result.images[].url"],
		[{ images: [] }, "data.result.images"],
	])("done with an empty list ends the task: %j at %s", (result, resultPlace) => {
		expect(polled({ data: { status: "completed", result } }, { resultPlace })).toMatchObject({
			kind: "failed",
			error: { failure: { reason: "empty-answer", charged: "maybe" } },
		});
	});

	test.each([
		["pending", true],
		["In_Progress", true],
		["dreaming", false],
		[3, false],
	])("a state of %j means keep waiting", (status, known) => {
		expect(polled({ data: { status, progress: 40 } })).toEqual({
			kind: "waiting",
			status: String(status),
			known,
			progress: 40,
		});
	});

	test.each([["completed"], ["Completed "], ["success"]])("%j means done", (status) => {
		const body = { data: { status, result: { images: [{ url: link }, { url: [link] }] } } };
		expect(polled(body)).toEqual({
			kind: "delivered",
			delivered: [
				{ kind: "link", url: link },
				{ kind: "link", url: link },
			],
		});
	});

	test.each([
		["result.data[].url", { result: { data: [{ url: link }] } }],
		["out", { out: link }],
		["out[]", { out: [{ url: link }] }],
		["out", { out: [{ image_url: { url: link } }] }],
	])("results at %s are found in %j", (resultPlace, body) => {
		const done = { ...body, data: { status: "completed" } };
		expect(polled(done, { resultPlace })).toMatchObject({
			delivered: [{ kind: "link", url: link }],
		});
	});

	test("another service's word for done is believed with pictures beside it, and not without", () => {
		const result = { images: [{ url: link }] };
		expect(polled({ data: { status: "finished", result } })?.kind).toBe("delivered");
		expect(polled({ data: { status: "finished" } })?.kind).toBe("waiting");
		expect(polled({ data: { status: "running", result } })?.kind).toBe("waiting");
	});

	test("pictures may ride in the answer, with or without their prefix", () => {
		const base64 = Buffer.alloc(60, 7).toString("base64");
		for (const url of [`data:image/png;base64,${base64}`, base64, { b64_json: base64 }]) {
			const body = { data: { status: "completed", result: { images: [{ url }] } } };
			expect(polled(body)).toMatchObject({ delivered: [{ kind: "inline", base64 }] });
		}
	});

	test("results at the usual place are found although the designer named another", () => {
		const body = { data: { status: "completed" }, results: [link] };
		expect(polled(body)).toMatchObject({ kind: "delivered", delivered: [{ url: link }] });
	});

	test.each([
		[{ data: { status: "completed" } }, "data.result.images[].url"],
		[{ data: {} }, "data.status"],
	])("%j is unreadable and says where: the task goes on", (body, place) => {
		expect(() => polled(body)).toThrow(
			expect.objectContaining({
				reason: "task-unreadable",
				failure: expect.objectContaining({ charged: "maybe", facts: { gateway: "Mine", place } }),
			}),
		);
	});

	test("pictures of a task that failed are taken, with the reason beside them", () => {
		const result = { images: [{ url: link }] };
		const failed = { data: { status: "failed", error: "half of it", result } };
		const part = {
			kind: "delivered",
			delivered: [
				{ kind: "link", url: link },
				{ kind: "refused", error: { reason: "task-failed", charged: "maybe" } },
			],
		};
		expect(polled(failed)).toMatchObject(part);
		expect(submitted(failed)).toMatchObject(part);
	});

	test.each([
		[{ status: "FAILED", error: "no luck" }, "task-failed", "no luck"],
		[
			{ status: "failed", error: { code: "content_policy_violation" } },
			"prompt-refused",
			"content",
		],
		[{ status: "cancelled" }, "task-cancelled", "cancelled"],
		[{ status: "failed", error: { code: 500, msg: "oh" } }, "task-failed", "oh"],
	])("%j ends the task: %s, and nobody knows what it cost", (data, reason, said) => {
		const answer = polled({ data });
		expect(answer?.kind).toBe("failed");
		if (answer?.kind !== "failed") return;
		expect(answer.error.failure).toMatchObject({ reason, charged: "maybe" });
		expect(answer.error.failure.detail).toContain(said);
	});
});

describe("the upload", () => {
	const { uploads } = adapterOf();
	const context = { gatewayTitle: "Mine", model: "m", baseUrl, now: 0 };

	test("is a form with the file in the designer's field", () => {
		const file = { bytes: Buffer.from("PIXELS"), mime: "image/png", name: "a.png" } as const;
		const sent = uploads?.buildUpload(file, baseUrl);
		expect(sent?.url).toBe("https://api.example.com/v1/uploads/images");
		const text = Buffer.from(sent?.body ?? "").toString();
		expect(text).toContain('name="file"; filename="a.png"');
		expect(text).toContain("PIXELS");
	});

	test("gives the link at its place, or at a usual one", () => {
		expect(uploads?.readUpload(reply({ data: { url: link } }), context)).toEqual({ url: link });
		expect(uploads?.readUpload(reply({ data: { file_url: link } }), context)).toEqual({
			url: link,
		});
	});

	test("that says no is a failure in its own words", () => {
		const body = { success: false, message: "Image too large" };
		expect(() => uploads?.readUpload({ ...reply(body), status: 400 }, context)).toThrow(
			expect.objectContaining({
				reason: "upload-failed",
				message: expect.stringContaining("too large"),
			}),
		);
	});

	test("is there only for gateways that take references by it", () => {
		expect(adapterOf({ references: "link" }).uploads).toBeUndefined();
	});
});
