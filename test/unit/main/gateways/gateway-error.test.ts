import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonOfCode } from "../../../../src/main/gateways/error-codes.ts";
import type { ReplyContext } from "../../../../src/main/gateways/gateway-adapter.ts";
import { gatewayError } from "../../../../src/main/gateways/gateway-error.ts";

const context: ReplyContext = {
	gatewayTitle: "Testgate",
	model: "Seedream 4.0",
	baseUrl: "https://api.example.com/v1",
	now: 0,
};
const errorOf = (status: number, body: unknown, headers: Record<string, string> = {}) =>
	gatewayError(
		{ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) },
		context,
	).failure;

test.each([
	["InvalidParameter", "request-rejected"],
	["InvalidParameter.OversizedImage", "request-rejected"],
	["OperationDenied.ServiceOverdue", "no-money"],
	["OperationDenied.ServiceNotOpen", "access-denied"],
	["OutputImageSensitiveContentDetected.DeepFake", "result-refused"],
	["RateLimitExceeded.EndpointRPMExceeded", "too-many-requests"],
	["channel:no_available_key", "gateway-busy"],
	["InvalidParameters", undefined],
	["Invalid", undefined],
	[".", undefined],
	["constructor", undefined],
	["", undefined],
])("the code %j means %s", (code, reason) => {
	expect(reasonOfCode(code)).toBe(reason);
});

test.each([
	[
		"OpenAI",
		{ error: { message: "bad size", type: "invalid_request_error", param: "size", code: null } },
	],
	[
		"new-api with a number",
		{ error: { message: "bad size", type: "new_api_error", param: "", code: 400 } },
	],
	["a bare message", { message: "bad size" }],
	["code and msg", { code: "E1", msg: "bad size" }],
	["FastAPI", { detail: "bad size" }],
	["a string", { error: "bad size" }],
	["success false", { success: false, message: "bad size", data: null }],
])("the words of %s reach the designer", (_, body) => {
	expect(errorOf(400, body)).toMatchObject({
		reason: "request-rejected",
		message: "Testgate did not accept the request: bad size",
	});
});

test("the request's id is found in the words or in the headers", () => {
	expect(errorOf(400, { error: { message: "no (request id: 2026abcdef)" } }).requestId).toBe(
		"2026abcdef",
	);
	expect(errorOf(500, "", { "x-request-id": "req_1" }).requestId).toBe("req_1");
});

test("a status inside a 200 counts as the status", () => {
	expect(errorOf(200, { error: { message: "slow down", code: 429 } })).toMatchObject({
		reason: "too-many-requests",
		httpStatus: 429,
	});
});

test("a key that the gateway repeats is taken out", () => {
	const failure = errorOf(401, { error: { message: "Incorrect API key provided: sk-planted123" } });
	expect(JSON.stringify(failure)).not.toContain("planted");
});

test("every status has words, and a server's own failure is never called free", () => {
	fc.assert(
		fc.property(fc.integer({ min: 300, max: 599 }), fc.string(), (status, body) => {
			const failure = errorOf(status, body);
			expect(failure.httpStatus).toBe(status);
			expect(failure.message).not.toMatch(/…/);
			if (status >= 500 && status !== 503) expect(failure.charged).toBe("maybe");
		}),
	);
});
