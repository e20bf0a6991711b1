import type { AccountTest } from "../../../contract/accounts.ts";
import { type AppError, appError } from "../../../contract/errors.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import type { HttpReply, HttpRequest } from "../../http/http-message.ts";
import { errorWords, isHtml, parseJson } from "../error-words.ts";
import type { AddressedRequest, GatewayAdapter, ReplyContext } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import { readPictureSubmission } from "../picture-submission.ts";
import { TOKAIFY_ID, tokaifyModels } from "./tokaify-models.ts";
import { ModelList, remainingBalance } from "./tokaify-wire.ts";

const SECOND_MS = 1000;
/** Gateway reference 5.5: how long Ark's own picture calls are worth waiting for. */
const FIRST_IMAGE_MS = 300 * SECOND_MS;
const FURTHER_IMAGE_MS = 40 * SECOND_MS;
const LONGEST_MS = 900 * SECOND_MS;
const TEST_MS = 20 * SECOND_MS;

const auth = { header: "authorization", prefix: "Bearer " } as const;

/**
 * Tokaify's synchronous image endpoint: its two model pages, read 2026-11-21, and the gateway
 * reference 4 for what stands behind it (a new-api relay in front of Ark).
 */
export const tokaifyAdapter: GatewayAdapter = {
	id: TOKAIFY_ID,
	title: "Tokaify",
	needsKey: true,
	defaultBaseUrl: "https://api.tokaify.com/v1",
	keyHint: "sk-…",
	models: tokaifyModels,
	tellsBalance: true,
	submitPace: {
		atOnce: 3,
		perMinute: 60,
		source: {
			page: "no page of Tokaify names a limit; the app's own restraint",
			read: "2026-11-21",
		},
	},
	buildSubmit,
	readSubmit: readPictureSubmission,
	readError: gatewayError,
	buildTests,
	readTests,
};

function buildSubmit(addressed: AddressedRequest): HttpRequest {
	const { request, baseUrl } = addressed;
	const waitMs = FIRST_IMAGE_MS + FURTHER_IMAGE_MS * (request.count - 1);
	return {
		method: "POST",
		url: `${baseUrl}/images/generations`,
		headers: { "content-type": "application/json", accept: "application/json" },
		body: JSON.stringify(submitBody(addressed)),
		auth,
		timeoutMs: Math.min(waitMs, LONGEST_MS),
	};
}

/** Only documented fields, and none that says nothing: relays pass on what they do not know. */
function submitBody(addressed: AddressedRequest) {
	const { request, capability, references } = addressed;
	const urls = references.map((reference) => reference.url);
	return {
		model: request.model,
		prompt: request.prompt,
		...(urls.length > 0 && { image: urls.length === 1 ? urls[0] : urls }),
		size: sizeWord(request.size),
		// The default is true, and a designer who said no must not depend on a default.
		watermark: request.watermark ?? capability.watermark?.default,
		...countFields(request),
		...extraFields(addressed),
	};
}

function sizeWord(size: GenerationRequest["size"]): string {
	return size.kind === "tier" ? size.tier : `${size.width}x${size.height}`;
}

function countFields({ mode, count }: GenerationRequest) {
	if (mode === "single") return count > 1 ? { n: count } : {};
	return {
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: count },
	};
}

/** Fields that differ from their default, and no others. */
function extraFields({ request, capability }: AddressedRequest) {
	const changed = capability.extras.filter(({ key, default: untouched }) => {
		const value = request.extras[key];
		return value !== undefined && value !== "" && value !== untouched;
	});
	return Object.fromEntries(changed.map(({ key }) => [key, request.extras[key]]));
}

function buildTests(baseUrl: string): readonly HttpRequest[] {
	return ["/models", "/dashboard/billing/subscription", "/dashboard/billing/usage"].map((path) => ({
		method: "GET",
		url: `${baseUrl}${path}`,
		headers: { accept: "application/json" },
		auth,
		timeoutMs: TEST_MS,
	}));
}

/** The list of models decides; the balance is a courtesy, and errors of it come with status 200. */
function readTests(replies: readonly HttpReply[], context: ReplyContext): AccountTest {
	const [list, ...billing] = replies;
	const [subscription, usage] = billing.map(goodJson);
	const amount = remainingBalance(subscription, usage);
	const balance = amount === undefined ? {} : { balance: { amount, unit: "" } };
	if (list === undefined) return { error: notTheService(context).failure };
	// A relay without a list of models has still taken the key if it tells the balance.
	if (list.status === 404 && amount !== undefined) return balance;
	const error = testError(list, context);
	if (error !== undefined) return { error: error.failure };
	const models = ModelList.safeParse(goodJson(list)).data?.data.flatMap((row) => row?.id ?? []);
	if (models === undefined) return { error: notTheService(context).failure };
	return { models, ...balance };
}

/** A 2xx reply's body, when it is JSON and speaks of no error. */
function goodJson(reply: HttpReply): unknown {
	const json = parseJson(reply.body);
	return reply.status < 300 && errorWords(json) === undefined ? json : undefined;
}

/** A test costs nothing, so no error of it may say that something was perhaps charged. */
function testError(reply: HttpReply, context: ReplyContext): AppError | undefined {
	const json = parseJson(reply.body);
	if (reply.status < 300 && errorWords(json) === undefined) return undefined;
	if (isHtml(reply) && reply.status < 500) return notTheService(context);
	const error = gatewayError(reply, context);
	if (error.failure.charged === "no") return error;
	const facts = { gateway: context.gatewayTitle, status: reply.status };
	return appError("gateway-busy", facts, { httpStatus: reply.status, cause: error });
}

function notTheService(context: ReplyContext): AppError {
	return appError("address-not-found", { address: context.baseUrl });
}
