import {
	atADate,
	commonAnswers,
	everything,
	type FaultRow,
	type FaultTruth,
	inSeconds,
	jsonOf,
	oddAnswers,
	paidFor,
	refusedSubmits,
	refusedUploads,
	strayPolls,
	webPage,
} from "./fault-row.ts";
import type { CannedReply } from "./faults.ts";
import { pollWayFaults, resultLinkFaults, submitWayFaults, uploadWayFaults } from "./way-faults.ts";

const says = (
	status: number,
	code: string | number,
	type: string,
	message: string,
	headers?: Readonly<Record<string, string>>,
): CannedReply => jsonOf(status, { error: { code, message, type } }, headers);

const limits = {
	"x-ratelimit-limit": "300",
	"x-ratelimit-remaining": "0",
	"x-ratelimit-category": "async_submit",
};
const limited = (headers: Readonly<Record<string, string>> = {}) =>
	says(429, 429, "rate_limit_error", "Too many requests", { ...limits, ...headers });

/** Gateway reference 2.5 and 2.6, read 2026-11-21: the code is a number over HTTP. Messages may be Chinese. */
const refusals = {
	"400 invalid request": says(400, 400, "invalid_request_error", "size is not valid"),
	"401 wrong key": says(401, 401, "authentication_error", "Invalid token"),
	"401 in Chinese": says(401, 401, "authentication_error", "无效的令牌"),
	"402 no money": says(402, 402, "insufficient_quota", "insufficient_quota"),
	"403 no money in Chinese": says(403, 403, "permission_error", "用户额度不足，剩余额度 0"),
	"403 model not open to the key": says(403, 403, "permission_error", "no access to model"),
	"404 unknown model": says(404, 404, "not_found_error", "model not found"),
	"404 web page": webPage(404, "Not Found"),
	"413 too large": says(413, 413, "invalid_request_error", "request body too large"),
	"422 content refused": says(422, 422, "invalid_request_error", "content_policy_violation"),
	"422 content refused by a word": says(
		422,
		"content_policy_violation",
		"invalid_request_error",
		"The prompt was refused.",
	),
	"429 with seconds": limited(inSeconds),
	"429 with a date": limited(atADate),
	"429 by a word": says(429, "rate_limit_exceeded", "rate_limit_error", "slow down", limits),
	"500 failed": says(500, 500, "internal_error", "internal_error"),
	"502 web page": webPage(502, "502 Bad Gateway"),
	"503 unavailable": says(503, 503, "internal_error", "service unavailable"),
	"200 with a task that failed at once": jsonOf(200, {
		id: "task_img_refused0",
		object: "generation.task",
		status: "failed",
		progress: 0,
		error: { code: "content_policy_violation", message: "The prompt was refused." },
	}),
} satisfies Readonly<Record<string, CannedReply>>;

const stray = {
	"401 wrong key": refusals["401 wrong key"],
	"404 unknown task": says(404, 404, "not_found_error", "task_not_found"),
	"429 with seconds": limited({ ...inSeconds, "x-ratelimit-category": "async_query" }),
	"429 with a date": limited(atADate),
	"500 failed": refusals["500 failed"],
	"503 unavailable": refusals["503 unavailable"],
} satisfies Readonly<Record<string, CannedReply>>;

/** Gateway reference 2.2. "Charges will be pre-deducted"; no page speaks of giving them back. */
const failures: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	generation_failed: {
		code: "generation_failed",
		message: "call upstream API failed: upstream returned status 422",
	},
	content_policy_violation: {
		code: "content_policy_violation",
		message: "The prompt was refused.",
	},
	"in Chinese": { code: "generation_failed", message: "生成失败，请稍后重试" },
	"without a code": { message: "upstream error" },
	"a code of next year": { code: "a_code_of_next_year", message: "unheard of" },
};

const uploads = {
	"401 wrong key": refusals["401 wrong key"],
	"type not allowed": jsonOf(400, {
		success: false,
		message: "Unsupported image type. Allowed: image/jpeg, image/png, image/webp, image/gif",
	}),
	"too large": jsonOf(400, {
		success: false,
		message: "Image too large. Maximum size is 10MB",
	}),
	"no with status 200": jsonOf(200, { success: false, message: "storage is busy" }),
	"413 web page": webPage(413, "413 Request Entity Too Large"),
	"429 with seconds": limited(inSeconds),
	"500 failed": refusals["500 failed"],
	"200 without a link": jsonOf(200, { success: true, message: "", data: { id: "upload_1" } }),
} satisfies Readonly<Record<string, CannedReply>>;

/** The task goes on under the name it was given. */
const lost: FaultTruth = { ...paidFor(0), findableByTag: true };

/** Every fault of ToAPIs. */
export const toapisFaults: readonly FaultRow[] = [
	...submitWayFaults(lost, lost),
	...refusedSubmits(refusals),
	...pollWayFaults,
	...strayPolls(stray),
	...Object.entries(failures).map(
		([name, error]): FaultRow => ({
			name: `task failed: ${name}`,
			at: "poll",
			fault: { kind: "fails", error, charged: true },
			truth: paidFor(0),
		}),
	),
	{ name: "partial set", at: "poll", fault: { kind: "makes", images: 2 }, truth: paidFor(2) },
	{ name: "empty set", at: "poll", fault: { kind: "makes", images: 0 }, truth: paidFor(0) },
	...commonAnswers,
	...oddAnswers([["url-on-top", paidFor(1)]]),
	...uploadWayFaults,
	...refusedUploads(uploads),
	...resultLinkFaults,
	{
		name: "links of one place dead",
		at: "submit",
		fault: { kind: "links", fault: { status: 404 }, places: [1] },
		truth: { ...everything, obtainable: 2 },
	},
];
