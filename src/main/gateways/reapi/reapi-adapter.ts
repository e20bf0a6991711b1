import type { GenerationRequest } from "../../../contract/generation.ts";
import { sizeChoice } from "../../../contract/shape-choice.ts";
import type { AddressedRequest, GatewayAdapter } from "../gateway-adapter.ts";
import { readAccountTest } from "../task-account-test.ts";
import { taskGatewayError } from "../task-gateway-error.ts";
import { readTaskPoll, readTaskSubmit } from "../task-reading.ts";
import { questionRequest, submitRequest } from "../task-request.ts";
import { unknownSize } from "../unknown-size.ts";
import { REAPI_ID, reapiModels } from "./reapi-models.ts";
import { REAPI_USD_PER_CREDIT, reapiBalance, reapiRules } from "./reapi-wire.ts";

const READ = "2026-11-21";
const SECOND_MS = 1000;

/** reAPI: a task is submitted and asked after. Its page of 5.0 lite and gateway reference 3. */
export const reapiAdapter: GatewayAdapter = {
	id: REAPI_ID,
	title: "reAPI",
	needsKey: true,
	defaultBaseUrl: "https://reapi.ai/api/v1",
	keyHint: "rk_live_…",
	models: reapiModels,
	submitPace: {
		atOnce: 3,
		perMinute: 60,
		source: { page: "no page of reAPI names a limit; the app's own restraint", read: READ },
	},
	tasks: {
		pace: {
			firstMs: 3 * SECOND_MS,
			everyMs: 3 * SECOND_MS,
			slowestMs: 20 * SECOND_MS,
			perSecond: 5,
			giveUpMs: 30 * 60 * SECOND_MS,
			sources: [
				{ page: "gateway reference 3.2 (R1: 1 to 2 s, R5: 2 to 3 s); the slowest", read: READ },
				{ page: "per second: no page names a limit; the app's own restraint", read: READ },
			],
		},
		buildPoll: ({ remoteId, baseUrl }) =>
			questionRequest(`${baseUrl}/tasks/${encodeURIComponent(remoteId)}`),
		readPoll: (reply, context) => readTaskPoll(reply, context, reapiRules),
	},
	usdPerCredit: REAPI_USD_PER_CREDIT,
	tellsBalance: true,
	buildSubmit: (addressed) =>
		submitRequest(`${addressed.baseUrl}/images/generations`, submitBody(addressed)),
	readSubmit: (reply, context) => readTaskSubmit(reply, context, reapiRules),
	readError: (reply, context) => taskGatewayError(reply, context, reapiRules.errors),
	buildTests: (baseUrl) => [questionRequest(`${baseUrl}/balance`)],
	readTests: ([balance], context) =>
		readAccountTest(balance, context, reapiBalance, reapiRules.errors),
};

/** Only fields of the page; tiers in capitals, as it prints them. */
function submitBody({ request, capability, references }: AddressedRequest) {
	const urls = references.map((reference) => reference.url);
	const choice = sizeChoice(capability, request.size);
	if (choice === undefined || choice.kind === "custom") {
		throw unknownSize(request.size, capability);
	}
	// `auto` follows the first reference, so without one there is nothing to follow.
	if (choice.kind === "auto" && urls.length === 0) throw unknownSize(request.size, capability);
	return {
		model: request.model,
		prompt: request.prompt,
		size: choice.kind === "auto" ? "auto" : choice.shape.ratio,
		resolution: choice.tier.id,
		n: request.count,
		...(urls.length > 0 && { image_urls: urls }),
		...(request.format !== undefined && { output_format: request.format }),
		...setFields(request),
		watermark: request.watermark ?? capability.watermark?.default ?? false,
	};
}

/**
 * With `n` above 1 the page sets `auto` by itself, and the site's own form wants it sent (gateway
 * reference 3.1, R7): saying it satisfies both.
 */
function setFields({ count }: GenerationRequest) {
	if (count <= 1) return {};
	return {
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: count },
	};
}
