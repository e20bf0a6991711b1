import type { ErrorReason } from "../../contract/errors.ts";

type CodeTable = Readonly<Record<string, ErrorReason>>;

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

const allCodes = new Map(Object.entries({ ...arkCodes, ...relayCodes }));

/** What a gateway's error code means; nothing for a code that is in no table. */
export function reasonOfCode(code: string): ErrorReason | undefined {
	for (let end = code.length; end > 0; end = code.lastIndexOf(".", end - 1)) {
		const reason = allCodes.get(code.slice(0, end));
		if (reason !== undefined) return reason;
	}
	return undefined;
}
