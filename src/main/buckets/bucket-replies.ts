import { type AppError, appError, type ErrorReason } from "../../contract/errors.ts";
import { scrub } from "../foundation/log.ts";
import type { HttpReply } from "../http/http-message.ts";
import type { BucketAddress } from "../secrets/host-book.ts";

const MAX_SAID_CHARS = 200;

/** S3's codes for what a designer can mend (Amazon S3 API, "Error responses", read 2026-11-21). */
const reasonsByCode: Readonly<Record<string, ErrorReason>> = {
	AccessDenied: "host-rejected",
	AccountProblem: "host-rejected",
	AllAccessDisabled: "host-rejected",
	InvalidAccessKeyId: "host-rejected",
	InvalidToken: "host-rejected",
	NotSignedUp: "host-rejected",
	SignatureDoesNotMatch: "host-rejected",
	InvalidBucketName: "host-bucket-missing",
	NoSuchBucket: "host-bucket-missing",
	RequestTimeTooSkewed: "host-clock-wrong",
	AuthorizationHeaderMalformed: "host-wrong-region",
	IllegalLocationConstraintException: "host-wrong-region",
	PermanentRedirect: "host-wrong-region",
	TemporaryRedirect: "host-wrong-region",
	Redirect: "host-wrong-region",
};

/** The same by status, for servers that say no more. */
const reasonsByStatus: Readonly<Record<number, ErrorReason>> = {
	301: "host-wrong-region",
	302: "host-wrong-region",
	307: "host-wrong-region",
	308: "host-wrong-region",
	401: "host-rejected",
	403: "host-rejected",
	404: "host-bucket-missing",
};

/** Why a bucket did not do what it was asked. Any reply that is not 2xx. */
export function bucketError(reply: HttpReply, bucket: BucketAddress): AppError {
	const code = element(reply.body, "Code");
	const reason =
		(code !== undefined && Object.hasOwn(reasonsByCode, code) ? reasonsByCode[code] : undefined) ??
		reasonsByStatus[reply.status] ??
		"host-failed";
	const message = scrub(element(reply.body, "Message") ?? "").slice(0, MAX_SAID_CHARS);
	const facts = {
		host: bucket.label,
		bucket: bucket.bucket,
		status: reply.status,
		said: saidOf(reply, reason, code, message),
	};
	return appError(reason, facts, {
		httpStatus: reply.status,
		...(message !== "" && { detail: message }),
		...(code !== undefined && { gatewayCode: code }),
		...requestIdOf(reply),
	});
}

function saidOf(
	reply: HttpReply,
	reason: ErrorReason,
	code: string | undefined,
	message: string,
): string {
	const elsewhere =
		reply.headers["x-amz-bucket-region"] ??
		element(reply.body, "Region") ??
		element(reply.body, "Endpoint") ??
		URL.parse(reply.headers.location ?? "")?.host;
	if (reason === "host-wrong-region" && elsewhere !== undefined) return scrub(elsewhere);
	return message === "" ? (code ?? String(reply.status)) : message.replace(/[.。\s]+$/, "");
}

function requestIdOf(reply: HttpReply): { readonly requestId?: string } {
	const id = reply.headers["x-amz-request-id"] ?? element(reply.body, "RequestId");
	return id === undefined ? {} : { requestId: id };
}

/** The text of the first element of this name; S3's errors are flat, and nothing else of XML is needed. */
function element(xml: string, name: string): string | undefined {
	const found = new RegExp(`<${name}>([^<]{1,1000})</${name}>`).exec(xml)?.[1];
	if (found === undefined) return undefined;
	const text = found.replaceAll(
		/&(lt|gt|quot|apos|#39|amp);/g,
		(_, entity: string) => entities[entity] ?? "",
	);
	return text.trim() === "" ? undefined : text.trim();
}

const entities: Readonly<Record<string, string>> = {
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
	"#39": "'",
	amp: "&",
};
