import { expect, test } from "vitest";
import {
	evolinkTaskCodes,
	reapiCodes,
	toapisTaskCodes,
} from "../../../../src/main/gateways/error-codes.ts";
import { taskFailure } from "../../../../src/main/gateways/task-failure.ts";

const context = {
	gatewayTitle: "Testgate",
	model: "Seedream",
	baseUrl: "https://a.example",
	now: 0,
};
const failureOf = (error: unknown, codes = {}, charged: "no" | "maybe" = "no") =>
	taskFailure({ status: "failed", ...Object(error) }, "failed", { codes, charged }, context)
		.failure;

test.each([
	["content_policy_violation", "prompt-refused"],
	["invalid_parameters", "request-rejected"],
	["image_processing_error", "request-rejected"],
	["image_dimension_mismatch", "request-rejected"],
	["request_cancelled", "task-cancelled"],
	["resource_not_found", "task-failed"],
	["generation_timeout", "task-failed"],
	["quota_exceeded", "too-many-requests"],
	["resource_exhausted", "task-failed"],
	["service_error", "task-failed"],
	["service_unavailable", "task-failed"],
	["generation_failed_no_content", "task-failed"],
	["upstream_error", "task-failed"],
	["model_unavailable", "task-failed"],
	["unknown_error", "task-failed"],
	["insufficient_quota", "no-money"],
	["brand_new_code", "task-failed"],
])("EvoLink's %s is %s and costs nothing", (code, reason) => {
	const failure = failureOf({ error: { code, message: "words" } }, evolinkTaskCodes);
	expect(failure).toMatchObject({ reason, gatewayCode: code, charged: "no", detail: "words" });
	expect(failure.message).not.toMatch(/…|undefined/);
});

test("of a task with the word cancelled nobody says what it costs, whatever its error", () => {
	const failures = { codes: evolinkTaskCodes, charged: "no" } as const;
	for (const body of [{}, { error: { code: "content_policy_violation" } }]) {
		expect(taskFailure(body, "cancelled", failures, context).failure).toMatchObject({
			reason: "task-cancelled",
			charged: "maybe",
		});
	}
});

test.each([
	[10003, "key-rejected"],
	[10077, "key-rejected"],
	[20002, "request-rejected"],
	[24999, "request-rejected"],
	[30001, "no-money"],
	[50001, "too-many-requests"],
	[60099, "task-failed"],
	[70000, "task-failed"],
	[200021, "task-failed"],
	["2xxxx", "request-rejected"],
])("reAPI's %j is %s, by its row or its class", (code, reason) => {
	const failure = failureOf(
		{ error: { code, message: "words", request_id: "req_8a4f" } },
		reapiCodes,
	);
	expect(failure).toMatchObject({ reason, requestId: "req_8a4f", charged: "no" });
});

test.each([
	["generation_failed", "call upstream API failed: upstream returned status 422", "task-failed"],
	[
		"generation_failed",
		"upstream: InputImageSensitiveContentDetected.PrivacyInformation",
		"reference-refused",
	],
	["generation_failed", "blocked by our content policy", "prompt-refused"],
	["generation_failed", "内容违规", "prompt-refused"],
	["content_policy_violation", "no", "prompt-refused"],
])("ToAPIs' %s with %j is %s and may have been charged", (code, message, reason) => {
	expect(failureOf({ error: { code, message } }, toapisTaskCodes, "maybe")).toMatchObject({
		reason,
		charged: "maybe",
	});
});

test.each([
	["error", { error: "out of paint" }],
	["fail_reason", { fail_reason: "out of paint" }],
	["fail_reason beside an empty error", { error: {}, fail_reason: "out of paint" }],
	["error_message", { error: null, error_message: "out of paint" }],
	["message", { message: "out of paint" }],
])("the reason is found in %s", (_, body) => {
	expect(failureOf(body)).toMatchObject({
		reason: "task-failed",
		message: "Testgate could not finish this task: out of paint",
	});
});

test("a failure without a word says that it failed", () => {
	expect(failureOf({}).message).toBe("Testgate could not finish this task: failed");
	expect(failureOf({ error: { code: 7 } }).message).toContain(": 7");
});

test("what the gateway says is kept short and without keys", () => {
	const message = `bad key sk-planted123456 ${"z".repeat(900)}`;
	const failure = failureOf({ fail_reason: message });
	expect(JSON.stringify(failure)).not.toContain("planted");
	expect(failure.detail?.length).toBeLessThanOrEqual(300);
});
