import type { CannedReply, LinkFault, SubmitFault } from "./faults.ts";

const relayError = (message: string, code: string | number | null, type = "new_api_error") =>
	JSON.stringify({ error: { message, type, param: "", code } });
const arkError = (code: string, message: string, type = "BadRequest") =>
	JSON.stringify({ error: { code, message, param: "", type } });
const json = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };
const page = (title: string) =>
	`<!DOCTYPE html><html><head><title>${title}</title></head><body>${title}</body></html>`;

const refusal = (
	status: number,
	body: string,
	headers: Readonly<Record<string, string>> = {},
): SubmitFault => ({
	kind: "reply",
	charged: false,
	reply: { status, headers: { ...json, ...headers }, body },
});
const afterWork = (reply: CannedReply): SubmitFault => ({ kind: "reply", charged: true, reply });

/** Every fault a submit can meet, by name. */
export const submitFaults = {
	"401 wrong key": refusal(401, relayError("Invalid token (request id: 20261121x401)", "")),
	"401 from upstream": refusal(
		401,
		arkError("AuthenticationError", "the API key is invalid. Request id: 021757", "Unauthorized"),
	),
	"402 no money": refusal(402, relayError("payment required", "insufficient_quota")),
	"403 no money": refusal(
		403,
		relayError("user quota is not enough, remaining ¥0.00", "insufficient_user_quota"),
	),
	"403 in Chinese without a code": refusal(403, relayError("用户额度不足，剩余额度 0", null)),
	"403 key's own cap": refusal(
		403,
		relayError("token quota is not enough", "pre_consume_token_quota_failed"),
	),
	"403 model not open to the key": refusal(
		403,
		relayError("This token has no access to model", "access_denied"),
	),
	"404 unknown model": refusal(
		404,
		arkError("InvalidEndpointOrModel.NotFound", "The model does not exist", "NotFound"),
	),
	"404 wrong address": refusal(
		404,
		relayError("Invalid URL (POST /images)", "", "invalid_request_error"),
	),
	"404 web page": {
		kind: "reply",
		charged: false,
		reply: { status: 404, headers: html, body: page("Not Found") },
	},
	"405 wrong address": refusal(405, ""),
	"413 too large": refusal(413, relayError("request body too large", "read_request_body_failed")),
	"422 not accepted": refusal(422, JSON.stringify({ message: "size is not supported", code: 422 })),
	"400 wrong parameter": refusal(
		400,
		arkError("InvalidParameter.size", "The parameter `size` is not valid. Request id: 0217abc99"),
	),
	"400 prompt refused": refusal(
		400,
		arkError(
			"InputTextSensitiveContentDetected.PolicyViolation",
			"The input text may contain sensitive information.",
		),
	),
	"400 prompt refused by the relay": refusal(
		400,
		relayError("sensitive words detected", "sensitive_words_detected"),
	),
	"400 reference refused": refusal(
		400,
		arkError(
			"InputImageSensitiveContentDetected.PrivacyInformation",
			"The input image may contain a real person.",
		),
	),
	"400 result refused": refusal(
		400,
		arkError(
			"OutputImageSensitiveContentDetected",
			"The output image may contain sensitive information.",
		),
	),
	"429 with seconds": refusal(429, relayError("slow down", "rate_limit_exceeded"), {
		"retry-after": "7",
	}),
	"429 with a date": refusal(
		429,
		arkError("ModelAccountRpmRateLimitExceeded", "rate limit", "TooManyRequests"),
		{ "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" },
	),
	"429 quota": refusal(
		429,
		arkError("QuotaExceeded", "Your account has reached its quota.", "TooManyRequests"),
	),
	"429 overloaded": refusal(
		429,
		arkError("ServerOverloaded", "The service is overloaded.", "TooManyRequests"),
	),
	"500 from upstream": refusal(
		500,
		arkError(
			"InternalServiceError",
			"The service encountered an unexpected internal error.",
			"InternalServerError",
		),
	),
	"500 without a body": refusal(500, ""),
	"502 web page": {
		kind: "reply",
		charged: true,
		reply: { status: 502, headers: html, body: page("502 Bad Gateway") },
	},
	"503 no channel": refusal(503, relayError("No available channel for model", "model_not_found")),
	"504 after the work": afterWork({
		status: 504,
		headers: html,
		body: page("504 Gateway Time-out"),
	}),
	"302 to a login page": refusal(302, "", { location: "https://example.com/login" }),

	"200 with an error": refusal(200, relayError("Invalid token", 401)),
	"200 with a bare error": refusal(
		200,
		JSON.stringify({ code: 500, message: "upstream error", data: null }),
	),
	"200 web page": afterWork({ status: 200, headers: html, body: page("Welcome") }),
	"200 plain text": afterWork({
		status: 200,
		headers: { "content-type": "text/plain" },
		body: "ok",
	}),
	"200 empty": afterWork({ status: 200, headers: json, body: "" }),
	"200 truncated before any picture": afterWork({
		status: 200,
		headers: json,
		body: '{"created":1777432320,"data":[{"url":"https://api',
	}),
	"empty list": { kind: "shape", shape: "data-is-empty-list" },
	"null data": { kind: "shape", shape: "data-is-null" },
	"empty object": { kind: "shape", shape: "data-is-empty-object" },
	"no data": { kind: "shape", shape: "no-data" },

	"reset before the body is read": { kind: "reset", at: "before-body" },
	"reset after the body was taken": { kind: "reset", at: "after-body" },
	"reset inside the reply": { kind: "reset", at: "inside-reply" },
	"stall before the reply": { kind: "stall", at: "before-headers" },
	"stall inside the reply": { kind: "stall", at: "inside-reply" },
} as const satisfies Readonly<Record<string, SubmitFault>>;

/** Replies that hold pictures in an unusual form, by name. */
export const oddReplies = {
	"links in objects": { kind: "shape", shape: "url-objects" },
	"data URLs for links": { kind: "shape", shape: "inline-data-urls" },
	"one object for a list": { kind: "shape", shape: "data-is-one-object" },
	"nulls everywhere": { kind: "shape", shape: "nulls-everywhere" },
	"unknown fields": { kind: "shape", shape: "unknown-fields" },
	"one picture refused": { kind: "shape", shape: "one-refused" },
	"one picture broken by the server": { kind: "shape", shape: "one-broken-by-the-server" },
	"one entry with nothing in it": { kind: "shape", shape: "one-empty-entry" },
	"an error beside the pictures": { kind: "shape", shape: "error-beside-pictures" },
	"cut short": { kind: "shape", shape: "cut-short" },
} as const satisfies Readonly<Record<string, SubmitFault>>;

/** Every way a result link can fail, by name. */
export const linkFaults = {
	"403 expired": { status: 403 },
	"404 gone": { status: 404 },
	"410 gone": { status: 410 },
	"429 too often": { status: 429, headers: { "retry-after": "3" } },
	"500 failed": { status: 500 },
	"503 busy": { status: 503 },
	"a web page": { serves: "html" },
	"plain text": { serves: "text" },
	"an error in JSON": { serves: "json" },
	"nothing at all": { serves: "empty" },
	"half a picture with the length of a half": { serves: "half" },
	"one pixel": { serves: "one-pixel" },
	"a picture called text": { serves: "wrong-type-name" },
	"a picture called by another format": { serves: "other-format" },
	"a decompression bomb": { serves: "bomb" },
	"reset before the headers": { cut: "before-headers" },
	"reset inside the picture": { cut: "inside-body" },
	"reset inside a chunked picture": { cut: "inside-chunked-body" },
	"stall before the headers": { stalls: "before-headers" },
	"stall inside the picture": { stalls: "inside-body" },
	"redirect to a private host": { redirectsTo: "https://10.0.0.1/picture.png" },
	"redirect to plain http": { redirectsTo: "http://example.com/picture.png" },
	"redirect to a file": { redirectsTo: "file:///etc/hosts" },
} as const satisfies Readonly<Record<string, LinkFault>>;
