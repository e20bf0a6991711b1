import type { ErrorReason } from "../../contract/errors.ts";

/** What a gateway's error codes mean. */
export type CodeTable = Readonly<Record<string, ErrorReason>>;

/**
 * Volcengine Ark and BytePlus ModelArk (gateway reference 5.7, read 2026-11-21). A code may go on
 * after a dot, such as `InputImageSensitiveContentDetected.PrivacyInformation`; the longest row wins.
 */
const arkCodes: CodeTable = {
	MissingParameter: "request-rejected",
	InvalidParameter: "request-rejected",
	InvalidImageURL: "request-rejected",
	BadRequest: "request-rejected",
	SensitiveContentDetected: "prompt-refused",
	InputTextSensitiveContentDetected: "prompt-refused",
	InputTextRiskDetection: "prompt-refused",
	InputImageSensitiveContentDetected: "reference-refused",
	InputImageRiskDetection: "reference-refused",
	OutputImageSensitiveContentDetected: "result-refused",
	OutputImageRiskDetection: "result-refused",
	// The checker itself broke; nothing is known against the request.
	ContentSecurityDetectionError: "gateway-failed",
	AuthenticationError: "key-rejected",
	InvalidAccountStatus: "key-rejected",
	AccessDenied: "access-denied",
	OperationDenied: "access-denied",
	"OperationDenied.ServiceOverdue": "no-money",
	AccountOverdueError: "no-money",
	"InvalidEndpoint.ClosedEndpoint": "access-denied",
	"InvalidEndpointOrModel.NotFound": "model-not-found",
	"InvalidEndpointOrModel.ModelIDAccessDisabled": "access-denied",
	ModelNotOpen: "access-denied",
	UnsupportedModel: "model-not-found",
	ModelAccountIpmRateLimitExceeded: "too-many-requests",
	ModelAccountRpmRateLimitExceeded: "too-many-requests",
	APIAccountRpmRateLimitExceeded: "too-many-requests",
	AccountRateLimitExceeded: "too-many-requests",
	RateLimitExceeded: "too-many-requests",
	RequestBurstTooFast: "too-many-requests",
	InflightBatchsizeExceeded: "too-many-requests",
	ServerOverloaded: "gateway-busy",
	QuotaExceeded: "quota-reached",
	SetLimitExceeded: "quota-reached",
	InternalServiceError: "gateway-failed",
};

/** new-api, the relay many gateways run, and the OpenAI words it passes on (gateway reference 4.2). */
const relayCodes: CodeTable = {
	invalid_request: "request-rejected",
	convert_request_failed: "request-rejected",
	count_token_failed: "request-rejected",
	model_price_error: "request-rejected",
	sensitive_words_detected: "prompt-refused",
	prompt_blocked: "prompt-refused",
	content_policy_violation: "prompt-refused",
	model_not_found: "model-not-found",
	access_denied: "access-denied",
	invalid_api_key: "key-rejected",
	insufficient_user_quota: "no-money",
	insufficient_quota: "no-money",
	billing_hard_limit_reached: "no-money",
	// The key's own cap, not the account's money.
	pre_consume_token_quota_failed: "quota-reached",
	rate_limit_exceeded: "too-many-requests",
	get_channel_failed: "gateway-busy",
	"channel:no_available_key": "gateway-busy",
	"channel:invalid_key": "gateway-busy",
	"channel:response_time_exceeded": "gateway-failed",
	do_request_failed: "gateway-failed",
	bad_response_status_code: "gateway-failed",
	bad_response: "gateway-failed",
	bad_response_body: "gateway-failed",
	empty_response: "gateway-failed",
};

/**
 * Codes and types of EvoLink (its page of 5.0 lite; gateway reference 1.2, 1.8) and ToAPIs (2.6) in
 * replies that are not 2xx, beside those that relays have in common. Types that say less than the
 * HTTP status beside them, such as `api_error`, are left out. Read 2026-11-21.
 */
const taskGatewayCodes: CodeTable = {
	unauthorized: "key-rejected",
	authentication_error: "key-rejected",
	model_access_denied: "access-denied",
	permission_error: "access-denied",
	insufficient_quota_error: "no-money",
	rate_limit_error: "too-many-requests",
	request_too_large_error: "body-too-large",
	internal_error: "gateway-failed",
	task_not_found: "task-not-found",
	// EvoLink: an id that does not look like one of its own.
	invalid_task_id: "task-not-found",
};

const allCodes = new Map(Object.entries({ ...arkCodes, ...relayCodes, ...taskGatewayCodes }));

/**
 * `error.code` of a failed task at EvoLink: docs.evolink.ai, "Error Codes Reference" (gateway
 * reference 1.8, E5 and E9), read 2026-11-21.
 */
export const evolinkTaskCodes: CodeTable = {
	content_policy_violation: "prompt-refused",
	invalid_parameters: "request-rejected",
	image_processing_error: "request-rejected",
	image_dimension_mismatch: "request-rejected",
	request_cancelled: "task-cancelled",
	// "Task ID invalid or expired": said of a task that has failed, and so with its rule of charging.
	resource_not_found: "task-failed",
	model_unavailable: "task-failed",
	generation_timeout: "task-failed",
	// "Rate limit or quota exceeded; reduce frequency, retry later".
	quota_exceeded: "too-many-requests",
	rate_limited: "too-many-requests",
	resource_exhausted: "task-failed",
	service_error: "task-failed",
	service_unavailable: "task-failed",
	generation_failed_no_content: "task-failed",
	upstream_error: "task-failed",
	unknown_error: "task-failed",
};

/** `error.code` of a failed task at ToAPIs (gateway reference 2.2 and 2.6), read 2026-11-21. */
export const toapisTaskCodes: CodeTable = {
	generation_failed: "task-failed",
	content_policy_violation: "prompt-refused",
	"422": "prompt-refused",
};

/**
 * reAPI: five digits, the first of which is the class (gateway reference 3.4, read 2026-11-21).
 * `2xxxx` stands for every code of its class that has no row of its own.
 */
export const reapiCodes: CodeTable = {
	"10001": "key-rejected",
	"10002": "key-rejected",
	"10003": "key-rejected",
	"10004": "key-rejected",
	"10005": "key-rejected",
	"1xxxx": "key-rejected",
	"20002": "request-rejected",
	"2xxxx": "request-rejected",
	// No page has the number of "out of credits"; the reference takes this class for it.
	"3xxxx": "no-money",
	"50001": "too-many-requests",
	"5xxxx": "too-many-requests",
	"60099": "gateway-failed",
	"6xxxx": "gateway-failed",
};

/** The row of a table for exactly this code. */
export function rowOf(table: CodeTable, code: string): ErrorReason | undefined {
	return Object.hasOwn(table, code) ? table[code] : undefined;
}

/** The row of a table for the class of a code of five digits. */
export function classRowOf(table: CodeTable, code: string): ErrorReason | undefined {
	return /^\d{5}$/.test(code) ? rowOf(table, `${code[0]}xxxx`) : undefined;
}

/** What a gateway's error code means; nothing for a code that is in no table. */
export function reasonOfCode(code: string): ErrorReason | undefined {
	for (let end = code.length; end > 0; end = code.lastIndexOf(".", end - 1)) {
		const reason = allCodes.get(code.slice(0, end));
		if (reason !== undefined) return reason;
	}
	return undefined;
}
