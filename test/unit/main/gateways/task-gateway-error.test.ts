import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { reapiCodes } from "../../../../src/main/gateways/error-codes.ts";
import {
	type ErrorTables,
	taskGatewayError,
} from "../../../../src/main/gateways/task-gateway-error.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const context = {
	gatewayTitle: "Testgate",
	model: "Seedream",
	baseUrl: "https://a.example",
	now: NOW,
};
const errorOf = (
	status: number,
	body: unknown,
	tables: ErrorTables = {},
	headers: Record<string, string> = {},
) =>
	taskGatewayError(
		{ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) },
		context,
		tables,
	).failure;

/** The examples of EvoLink's page, and the older form with the status for a code. */
test.each([
	[400, { code: "invalid_request", type: "invalid_request_error" }, "request-rejected", "no"],
	[401, { code: "unauthorized", type: "authentication_error" }, "key-rejected", "no"],
	[402, { code: "insufficient_quota", type: "insufficient_quota" }, "no-money", "no"],
	[403, { code: "model_access_denied", type: "invalid_request_error" }, "access-denied", "no"],
	[429, { code: "rate_limit_exceeded", type: "rate_limit_error" }, "too-many-requests", "no"],
	[500, { code: "internal_error", type: "api_error" }, "gateway-failed", "maybe"],
	[502, { code: 502, type: "upstream_error" }, "gateway-failed", "maybe"],
	[503, { code: 503, type: "service_unavailable_error" }, "gateway-busy", "no"],
	[402, { code: 402, type: "insufficient_quota_error" }, "no-money", "no"],
	[413, { code: 413, type: "request_too_large_error" }, "body-too-large", "no"],
	[400, { code: "invalid_task_id", type: "invalid_request_error" }, "task-not-found", "maybe"],
])("EvoLink's %i %j is %s", (status, error, reason, charged) => {
	expect(errorOf(status, { error: { ...error, message: "words" } })).toMatchObject({
		reason,
		charged,
		httpStatus: status,
	});
});

test.each([
	[401, 10001, "key-rejected"],
	[401, 10005, "key-rejected"],
	[403, 10400, "access-denied"],
	[400, 20002, "request-rejected"],
	[400, 20777, "request-rejected"],
	[400, 30001, "no-money"],
	[402, 39999, "no-money"],
	[429, 50001, "too-many-requests"],
	[500, 60099, "gateway-failed"],
	[503, 61234, "gateway-busy"],
	[504, 61234, "gateway-failed"],
	[500, 10003, "gateway-failed"],
	[200, 10003, "key-rejected"],
	[200, 39999, "no-money"],
])("reAPI's %i %i is %s: the status first, then the class", (status, code, reason) => {
	const body = { error: { code, message: "words", request_id: "req_8a4f" } };
	expect(errorOf(status, body, { codes: reapiCodes })).toMatchObject({
		reason,
		gatewayCode: String(code),
		requestId: "req_8a4f",
	});
});

test.each([
	[422, { error: { code: 422, message: "x", type: "x" } }, "prompt-refused"],
	[422, { error: { code: "content_policy_violation", message: "x" } }, "prompt-refused"],
	[422, "", "prompt-refused"],
	[422, { error: { code: "invalid_request", message: "x" } }, "request-rejected"],
	[400, { error: { code: 400, message: "x" } }, "request-rejected"],
])("where 422 stands for the content rules, %i %j is %s", (status, body, reason) => {
	const tables: ErrorTables = { statuses: { 422: "prompt-refused" } };
	expect(errorOf(status, body, tables)).toMatchObject({ reason, httpStatus: status });
	expect(errorOf(422, { error: { code: 422, message: "x" } })).toMatchObject({
		reason: "request-rejected",
	});
});

test.each([
	[404, { error: { code: 404, message: "task not found", type: "not_found_error" } }],
	[404, { error: { code: "task_not_found", message: "?" } }],
	[404, { error: { message: "record not found" } }],
	[404, { error: "no such task" }],
	[404, { message: "Task not found" }],
	[404, { success: false, message: "任务不存在" }],
	[410, { error: { code: 410, message: "gone" } }],
])("%i %j says that the task is not there", (status, body) => {
	expect(errorOf(status, body)).toMatchObject({ reason: "task-not-found", charged: "maybe" });
});

test.each([
	["<html>404</html>", "address-not-found"],
	["", "address-not-found"],
	[{ detail: "Not Found" }, "address-not-found"],
	[{ error: { message: "Invalid URL (GET /v1/v1/tasks/x)" } }, "address-not-found"],
	[{ error: { message: "The model `x` does not exist" } }, "model-not-found"],
])("404 %j speaks of something else", (body, reason) => {
	expect(errorOf(404, body)).toMatchObject({ reason, charged: "no" });
});

test.each([
	["7", 7_000],
	["Sat, 21 Nov 2026 10:00:30 GMT", 30_000],
])("Retry-After %j is kept, whatever became of the reason", (value, ms) => {
	const headers = { "retry-after": value };
	expect(errorOf(429, { error: { code: 50009, message: "slow" } }, {}, headers)).toMatchObject({
		reason: "too-many-requests",
		retryAfterMs: ms,
	});
	const tables: ErrorTables = { statuses: { 422: "prompt-refused" } };
	expect(errorOf(422, "{}", tables, headers)).toMatchObject({
		reason: "prompt-refused",
		retryAfterMs: ms,
	});
});

test("every reply has words, and a server's own failure is never called free", () => {
	const body = fc.oneof(fc.string(), fc.json(), fc.record({ error: fc.jsonValue() }));
	fc.assert(
		fc.property(fc.integer({ min: 300, max: 599 }), body, (status, said) => {
			const reply = {
				status,
				headers: {},
				body: typeof said === "string" ? said : JSON.stringify(said),
			};
			const error = taskGatewayError(reply, context, { codes: reapiCodes });
			expect(error).toBeInstanceOf(AppError);
			expect(error.failure.httpStatus).toBe(status);
			if (status >= 500 && status !== 503) expect(error.failure.charged).toBe("maybe");
		}),
	);
});
