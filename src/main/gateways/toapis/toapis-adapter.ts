import type { AccountTest } from "../../../contract/accounts.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import type { JobId } from "../../../contract/ids.ts";
import { sizeChoice } from "../../../contract/shape-choice.ts";
import type { HttpReply, HttpRequest } from "../../http/http-message.ts";
import type {
	AddressedRequest,
	GatewayAdapter,
	ReplyContext,
	UploadApi,
} from "../gateway-adapter.ts";
import { multipartBody } from "../multipart-body.ts";
import { goodBalance, readAccountTest } from "../task-account-test.ts";
import { taskGatewayError } from "../task-gateway-error.ts";
import { readTaskPoll, readTaskSubmit } from "../task-reading.ts";
import { questionRequest, submitRequest, uploadRequest, withoutVersion } from "../task-request.ts";
import { readUploadReply } from "../task-upload.ts";
import { unknownSize } from "../unknown-size.ts";
import { TAG_TASK, TOAPIS_ID, toapisModels } from "./toapis-models.ts";
import { TOAPIS_USD_PER_CREDIT, toapisBalance, toapisPlaced, toapisRules } from "./toapis-wire.ts";

const READ = "2026-11-21";
const SECOND_MS = 1000;

/** ToAPIs' upload API: gateway reference 2.3 (T1), read 2026-11-21. It has no call to remove a file. */
const uploads: UploadApi = {
	maxBytes: 10_000_000,
	// No page says. Result links live 24 hours on the same host; a new upload is free, a dead link
	// fails a job: so a quarter of that.
	linkHours: 6,
	baseUrl: withoutVersion,
	buildUpload: (file, base) =>
		uploadRequest(
			`${base}/v1/uploads/images`,
			multipartBody([["purpose", "generation"]], { field: "file", ...file }),
		),
	readUpload: (reply, context) => readUploadReply(reply, context, toapisPlaced),
};

/** ToAPIs: a task is submitted and asked after. Its page of 5.0 lite and gateway reference 2. */
export const toapisAdapter: GatewayAdapter = {
	id: TOAPIS_ID,
	title: "ToAPIs",
	needsKey: true,
	defaultBaseUrl: "https://toapis.com",
	// Gateway reference 2 (T6).
	addresses: [
		{ name: "toapis-api", url: "https://api.toapis.com" },
		{ name: "toapis-china", url: "https://toapis.cn" },
		{ name: "toapis-china-api", url: "https://api.toapis.cn" },
	],
	keyHint: "sk-…",
	models: toapisModels,
	submitPace: {
		atOnce: 4,
		perMinute: 120,
		source: {
			page: "gateway reference 2.5 (T8): 300 a minute for all keys of a user; less than half of it",
			read: READ,
		},
	},
	tasks: {
		pace: {
			firstMs: 5 * SECOND_MS,
			everyMs: 5 * SECOND_MS,
			slowestMs: 30 * SECOND_MS,
			perSecond: 10,
			giveUpMs: 30 * 60 * SECOND_MS,
			sources: [
				{ page: "gateway reference 2.2 (T3): 5 s first, then 5 to 10 s or more", read: READ },
				{ page: "gateway reference 2.5 (T8): 50 questions a second; a fifth of it", read: READ },
			],
		},
		buildPoll: ({ remoteId, baseUrl }) =>
			questionRequest(`${tasksUrl(baseUrl)}/${encodeURIComponent(remoteId)}`),
		readPoll: (reply, context) => readTaskPoll(reply, context, toapisRules),
		tagOf: ({ job, request }) => (isTagged(request) ? tagOf(job) : undefined),
	},
	uploads,
	usdPerCredit: TOAPIS_USD_PER_CREDIT,
	tellsBalance: true,
	buildSubmit,
	readSubmit: (reply, context) => readTaskSubmit(reply, context, toapisRules),
	readError: (reply, context) => taskGatewayError(reply, context, toapisRules.errors),
	buildTests,
	readTests,
};

function tasksUrl(baseUrl: string): string {
	return `${withoutVersion(baseUrl)}/v1/images/generations`;
}

function buildSubmit(addressed: AddressedRequest): HttpRequest {
	return submitRequest(tasksUrl(addressed.baseUrl), submitBody(addressed));
}

/** Only fields of the page, and the tag: shapes are never left open, and `n` is a plain number. */
function submitBody({ request, capability, references, job }: AddressedRequest) {
	const choice = sizeChoice(capability, request.size);
	if (choice?.kind !== "shape") throw unknownSize(request.size, capability);
	const urls = references.map((reference) => reference.url);
	return {
		model: request.model,
		prompt: request.prompt,
		size: choice.shape.ratio,
		n: request.count,
		...(urls.length > 0 && { image_urls: urls }),
		metadata: { resolution: choice.tier.id },
		...(isTagged(request) && { client_business_id: tagOf(job) }),
	};
}

/**
 * Gateway reference 2.1 and 2.2 (T3): a task can be given a name and asked after by it. The page of
 * 5.0 lite does not have the field, so the designer can leave it out.
 */
function isTagged({ extras }: GenerationRequest): boolean {
	return extras[TAG_TASK] !== false;
}

function tagOf(job: JobId): string {
	return `seedcase-${job}`;
}

/** The key's own limit, and what the whole account has, for a key without one. */
function buildTests(baseUrl: string): readonly HttpRequest[] {
	const base = withoutVersion(baseUrl);
	return ["/v1/balance", "/v1/user/balance"].map((path) => questionRequest(`${base}${path}`));
}

function readTests(replies: readonly HttpReply[], context: ReplyContext): AccountTest {
	const [ofKey, ofAccount] = replies;
	const test = readAccountTest(ofKey, context, toapisBalance, toapisRules.errors);
	if (test.error !== undefined || test.balance !== undefined) return test;
	const balance = goodBalance(ofAccount, toapisBalance)?.balance;
	return balance === undefined ? {} : { balance };
}
