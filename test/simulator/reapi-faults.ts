import {
	atADate,
	commonAnswers,
	everything,
	type FaultRow,
	inSeconds,
	jsonOf,
	made,
	nothing,
	paidFor,
	refusedSubmits,
	strayPolls,
	webPage,
} from "./fault-row.ts";
import type { CannedReply } from "./faults.ts";
import { pollWayFaults, resultLinkFaults, submitWayFaults } from "./way-faults.ts";

const says = (
	status: number,
	code: number,
	message: string,
	headers?: Readonly<Record<string, string>>,
): CannedReply =>
	jsonOf(status, { error: { code, message, request_id: "req_8a4f20261121" } }, headers);

const limited = (headers?: Readonly<Record<string, string>>) =>
	says(429, 50_001, "Rate limit exceeded", headers);

/** Gateway reference 3.4, read 2026-11-21. The numbers of 402, 403, 404 and 413 stand on no page. */
const refusals = {
	"400 missing parameter": says(400, 20_002, "Missing required parameter"),
	"401 no header": says(401, 10_001, "Missing Authorization header"),
	"401 not a bearer": says(401, 10_002, "Authorization must be Bearer <key>"),
	"401 wrong key": says(401, 10_003, "Invalid API key"),
	"401 revoked key": says(401, 10_004, "API key revoked"),
	"401 sign in": says(401, 10_005, "Sign-in required"),
	"402 no money": says(402, 30_001, "Insufficient credits"),
	"403 not allowed": says(403, 10_010, "This key may not use the model"),
	"404 not found": says(404, 40_001, "Not found"),
	"404 web page": webPage(404, "Not Found"),
	"413 too large": says(413, 20_013, "Request body too large"),
	"422 not accepted": says(422, 20_010, "size is not supported"),
	"429 with seconds": limited(inSeconds),
	"429 with a date": limited(atADate),
	"500 failed": says(500, 60_099, "Unexpected error"),
	"502 web page": webPage(502, "502 Bad Gateway"),
	"503 unavailable": says(503, 60_003, "Service unavailable"),
	"200 with a task that failed at once": jsonOf(200, {
		id: "task_refused0",
		status: "failed",
		output: null,
		error: { code: 20_020, message: "The content was moderated", request_id: "req_4" },
	}),
} satisfies Readonly<Record<string, CannedReply>>;

const stray = {
	"401 wrong key": refusals["401 wrong key"],
	"404 unknown task": says(404, 40_004, "task not found"),
	"429 with seconds": limited(inSeconds),
	"429 with a date": limited(atADate),
	"500 failed": refusals["500 failed"],
	"503 unavailable": refusals["503 unavailable"],
} satisfies Readonly<Record<string, CannedReply>>;

/** "A failed task is refunded once, before any poll can show failed" (gateway reference 3.3). */
const failures: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
	"a wrong parameter": { code: 20_002, message: "prompt is not valid", request_id: "req_1" },
	moderated: { code: 20_020, message: "The content was moderated", request_id: "req_2" },
	"unexpected error": { code: 60_099, message: "Unexpected error", request_id: "req_3" },
	"without a code": { message: "upstream error" },
};

/** Every fault of reAPI. It has no uploads. */
export const reapiFaults: readonly FaultRow[] = [
	...submitWayFaults(paidFor(0), paidFor(0)),
	...refusedSubmits(refusals),
	...pollWayFaults,
	...strayPolls(stray),
	...Object.entries(failures).map(
		([name, error]): FaultRow => ({
			name: `task failed: ${name}`,
			at: "poll",
			fault: { kind: "fails", error, charged: false },
			truth: nothing,
		}),
	),
	{ name: "partial set", at: "poll", fault: { kind: "makes", images: 2 }, truth: made(2) },
	{ name: "empty set", at: "poll", fault: { kind: "makes", images: 0 }, truth: made(0) },
	...commonAnswers,
	...resultLinkFaults,
	{
		name: "links of one place dead",
		at: "submit",
		fault: { kind: "links", fault: { status: 404 }, places: [1] },
		truth: { ...everything, obtainable: 2 },
	},
];
