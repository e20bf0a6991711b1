import {
	atADate,
	everything,
	type FaultRow,
	type FaultTruth,
	inSeconds,
	jsonOf,
	made,
	paidFor,
	refusedSubmits,
	webPage,
} from "./fault-row.ts";
import type { CannedReply, ReplyShape } from "./faults.ts";
import { resultLinkFaults, streamFaults, submitWayFaults } from "./way-faults.ts";

const says = (
	status: number,
	code: string,
	type: string,
	headers?: Readonly<Record<string, string>>,
): CannedReply => {
	const message = `${code}, see the docs. Request id: 0217573900000000fault`;
	return jsonOf(status, { error: { code, message, param: "", type } }, headers);
};

/** Gateway reference 5.7, read 2026-11-21: status, type and the codes that come with them. */
const codes: readonly (readonly [number, string, readonly string[]])[] = [
	[
		400,
		"BadRequest",
		[
			"MissingParameter.prompt",
			"InvalidParameter",
			"InvalidParameter.OversizedImage",
			"InvalidImageURL.InvalidFormat",
			"SensitiveContentDetected.SevereViolation",
			"InputTextSensitiveContentDetected.PolicyViolation",
			"InputImageSensitiveContentDetected.PrivacyInformation",
			"OutputImageSensitiveContentDetected.DeepFake",
			"InputTextRiskDetection",
			"InputImageRiskDetection",
			"OutputImageRiskDetection",
			"ContentSecurityDetectionError",
			"InvalidEndpoint.ClosedEndpoint",
		],
	],
	[401, "Unauthorized", ["AuthenticationError", "InvalidAccountStatus"]],
	[
		403,
		"Forbidden",
		["AccessDenied", "AccountOverdueError", "OperationDenied.ServiceNotOpen"].concat(
			"OperationDenied.ServiceOverdue",
		),
	],
	[
		404,
		"NotFound",
		["InvalidEndpointOrModel.NotFound", "ModelNotOpen", "UnsupportedModel"].concat(
			"InvalidEndpointOrModel.ModelIDAccessDisabled",
		),
	],
	[
		429,
		"TooManyRequests",
		[
			"ModelAccountIpmRateLimitExceeded",
			"ModelAccountRpmRateLimitExceeded",
			"RateLimitExceeded.EndpointRPMExceeded",
			"RequestBurstTooFast",
			"ServerOverloaded",
			"InflightBatchsizeExceeded",
			"QuotaExceeded",
			"SetLimitExceeded",
		],
	],
	[500, "InternalServerError", ["InternalServiceError"]],
];

const refusals: Readonly<Record<string, CannedReply>> = {
	...Object.fromEntries(
		codes.flatMap(([status, type, list]) =>
			list.map((code) => [`${status} ${code}`, says(status, code, type)]),
		),
	),
	"402 no money": says(402, "AccountOverdueError", "PaymentRequired"),
	"404 web page": webPage(404, "Not Found"),
	"413 too large": webPage(413, "413 Request Entity Too Large"),
	"422 not accepted": says(422, "InvalidParameter.size", "BadRequest"),
	"429 with seconds": says(429, "AccountRateLimitExceeded", "TooManyRequests", inSeconds),
	"429 with a date": says(429, "AccountRateLimitExceeded", "TooManyRequests", atADate),
	"502 web page": webPage(502, "502 Bad Gateway"),
};

/** What a reply of three pictures still holds in each shape, and so the truth of it. */
const shapes: readonly (readonly [ReplyShape, FaultTruth])[] = [
	["data-is-null", paidFor(0)],
	["data-is-empty-list", paidFor(0)],
	["data-is-empty-object", paidFor(0)],
	["no-data", paidFor(0)],
	["one-refused", paidFor(2)],
	["one-broken-by-the-server", paidFor(2)],
	["one-empty-entry", paidFor(2)],
	["error-beside-pictures", everything],
	["nulls-everywhere", everything],
	["unknown-fields", everything],
	["url-objects", everything],
	["inline-data-urls", everything],
	["data-is-one-object", paidFor(1)],
	["cut-short", everything],
];

/** Shapes a reply in pictures can have, on Ark and on what stands before it. */
export const shapeFaults: readonly FaultRow[] = shapes.map(([shape, truth]) => ({
	...{ name: `shape: ${shape}`, at: "submit", fault: { kind: "shape", shape }, truth },
}));

/** Sets that come out smaller, on gateways that answer with the pictures. */
export const smallerSets: readonly FaultRow[] = [
	{ name: "partial set", at: "submit", fault: { kind: "makes", images: 2 }, truth: made(2) },
	{ name: "empty set", at: "submit", fault: { kind: "makes", images: 0 }, truth: made(0) },
	{
		name: "links of one place dead",
		at: "submit",
		fault: { kind: "links", fault: { status: 404 }, places: [1] },
		truth: { ...everything, obtainable: 2 },
	},
];

/** Every fault of Ark and ModelArk. Refusals of a stream are plain JSON. */
export const arkFaults: readonly FaultRow[] = [
	...submitWayFaults(paidFor(0), paidFor(1)),
	...refusedSubmits(refusals),
	...refusedSubmits(refusals).map(
		(row) => ({ ...row, name: `stream: ${row.name}`, at: "stream" }) as FaultRow,
	),
	...shapeFaults,
	...smallerSets,
	...streamFaults,
	...resultLinkFaults,
];
