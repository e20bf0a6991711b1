import {
	atADate,
	commonAnswers,
	everything,
	type FaultRow,
	inSeconds,
	jsonOf,
	made,
	nothing,
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

const tooMany = "Too many requests, please try again later";
const limited = (headers?: Readonly<Record<string, string>>) =>
	says(429, "rate_limit_exceeded", "rate_limit_error", tooMany, headers);

/** EvoLink's page and gateway reference 1.8, read 2026-11-21: both the strings and the older numbers. */
const refusals = {
	"400 invalid request": says(400, "invalid_request", "invalid_request_error", "size is not valid"),
	"400 prompt refused": says(
		400,
		"content_policy_violation",
		"invalid_request_error",
		"Content policy violation.",
	),
	"401 wrong key": says(401, "unauthorized", "authentication_error", "Invalid or expired token"),
	"401 with a number": says(401, 401, "authentication_error", "Invalid or expired token"),
	"402 no money": says(
		402,
		"insufficient_quota",
		"insufficient_quota",
		"Insufficient quota. Please top up your account.",
	),
	"402 with a number": says(402, 402, "insufficient_quota_error", "Insufficient quota"),
	"403 model not open to the key": says(
		403,
		"model_access_denied",
		"invalid_request_error",
		"Token does not have access to model: doubao-seedream-5.0-lite",
	),
	"403 with a number": says(403, 403, "permission_error", "Token does not have access to model"),
	"404 wrong address": says(404, "not_found", "not_found_error", "Invalid URL"),
	"404 web page": webPage(404, "Not Found"),
	"413 too large": says(413, 413, "request_too_large_error", "Request body too large"),
	"422 not accepted": says(422, "invalid_request", "invalid_request_error", "n is not valid"),
	"429 with seconds": limited(inSeconds),
	"429 with a date": limited(atADate),
	"429 without a time": limited(),
	"500 failed": says(500, "internal_error", "api_error", "Internal server error"),
	"502 web page": webPage(502, "502 Bad Gateway"),
	"503 unavailable": says(503, 503, "service_unavailable_error", "Service unavailable"),
	"200 with a task that failed at once": jsonOf(200, {
		id: "task-unified-1757165031-refused0",
		object: "image.generation.task",
		status: "failed",
		progress: 0,
		error: { code: "content_policy_violation", message: "Content policy violation." },
	}),
} satisfies Readonly<Record<string, CannedReply>>;

const stray = {
	"401 wrong key": refusals["401 wrong key"],
	"404 unknown task": says(404, "task_not_found", "not_found_error", "Task not found"),
	"429 with seconds": limited(inSeconds),
	"429 with a date": limited(atADate),
	"500 failed": refusals["500 failed"],
	"503 unavailable": refusals["503 unavailable"],
} satisfies Readonly<Record<string, CannedReply>>;

/** Gateway reference 1.8, task codes; a failed task is settled on the pictures it made, none. */
const taskCodes = [
	...["content_policy_violation", "invalid_parameters", "image_processing_error"],
	...["image_dimension_mismatch", "request_cancelled", "resource_not_found", "model_unavailable"],
	...["generation_timeout", "quota_exceeded", "resource_exhausted", "service_error"],
	...["service_unavailable", "generation_failed_no_content", "upstream_error", "rate_limited"],
	...["unknown_error", "a_code_of_next_year"],
];

const uploads = {
	"400 without a file": jsonOf(400, { success: false, code: 400, msg: "file is required" }),
	"401 wrong key": jsonOf(401, { success: false, code: 401, msg: "Unauthorized" }),
	"too large": jsonOf(400, { success: false, code: 40001, msg: "File too large" }),
	"type not allowed": jsonOf(400, { success: false, code: 40002, msg: "File type not allowed" }),
	"quota full": jsonOf(403, { success: false, code: 40003, msg: "File quota exceeded" }),
	"quota full with status 200": jsonOf(200, {
		...{ success: false, code: 40003, msg: "File quota exceeded", data: null },
	}),
	"storage failed with status 200": jsonOf(200, { success: false, code: 50001, msg: "storage" }),
	"429 with seconds": limited(inSeconds),
	"500 failed": jsonOf(500, { success: false, code: 500, msg: "internal error" }),
	"200 without a link": jsonOf(200, { success: true, code: 200, data: { file_id: "file_1" } }),
} satisfies Readonly<Record<string, CannedReply>>;

/** Every fault of EvoLink. */
export const evolinkFaults: readonly FaultRow[] = [
	...submitWayFaults(paidFor(0), paidFor(0)),
	...refusedSubmits(refusals),
	...pollWayFaults,
	...strayPolls(stray),
	...taskCodes.map(
		(code): FaultRow => ({
			name: `task failed: ${code}`,
			at: "poll",
			fault: {
				kind: "fails",
				error: { code, message: `${code.replaceAll("_", " ")}.\nSee the docs.` },
				charged: false,
			},
			truth: nothing,
		}),
	),
	...["cancelled", "canceled"].map(
		(status): FaultRow => ({
			name: `task ${status}`,
			at: "poll",
			fault: {
				...{ kind: "fails", status, charged: false },
				error: { code: "request_cancelled", message: "The request was cancelled." },
			},
			truth: nothing,
		}),
	),
	{ name: "partial set", at: "poll", fault: { kind: "makes", images: 2 }, truth: made(2) },
	{ name: "empty set", at: "poll", fault: { kind: "makes", images: 0 }, truth: made(0) },
	{ name: "larger set", at: "poll", fault: { kind: "makes", images: 4 }, truth: made(4) },
	...commonAnswers,
	...oddAnswers([["result-data", everything]]),
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
