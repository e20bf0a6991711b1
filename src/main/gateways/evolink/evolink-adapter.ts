import { assertNever } from "../../../contract/errors.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import { sizeChoice } from "../../../contract/shape-choice.ts";
import type { HttpRequest } from "../../http/http-message.ts";
import type { AddressedRequest, GatewayAdapter } from "../gateway-adapter.ts";
import { readAccountTest } from "../task-account-test.ts";
import { taskGatewayError } from "../task-gateway-error.ts";
import { readTaskPoll, readTaskSubmit } from "../task-reading.ts";
import { questionRequest, submitRequest, withoutVersion } from "../task-request.ts";
import { unknownSize } from "../unknown-size.ts";
import { EVOLINK_ID, evolinkExtras, evolinkModels } from "./evolink-models.ts";
import { EVOLINK_BASE, evolinkUploads } from "./evolink-uploads.ts";
import { evolinkBalance, evolinkRules } from "./evolink-wire.ts";

const READ = "2026-11-21";
const SECOND_MS = 1000;

/** EvoLink: a task is submitted and asked after. Its page of 5.0 lite and gateway reference 1. */
export const evolinkAdapter: GatewayAdapter = {
	id: EVOLINK_ID,
	title: "EvoLink",
	needsKey: true,
	defaultBaseUrl: EVOLINK_BASE,
	keyHint: "sk-evo-…",
	models: evolinkModels,
	submitPace: {
		atOnce: 3,
		perMinute: 60,
		source: { page: "no page of EvoLink names a limit; the app's own restraint", read: READ },
	},
	tasks: {
		pace: {
			firstMs: 3 * SECOND_MS,
			everyMs: 4 * SECOND_MS,
			slowestMs: 20 * SECOND_MS,
			perSecond: 5,
			giveUpMs: 30 * 60 * SECOND_MS,
			sources: [
				{ page: "gateway reference 1.2 (E5): wait 3 s, then every 3 to 5 s", read: READ },
				{ page: "per second: no page names a limit; the app's own restraint", read: READ },
			],
		},
		buildPoll: ({ remoteId, baseUrl }) =>
			questionRequest(`${withoutVersion(baseUrl)}/v1/tasks/${encodeURIComponent(remoteId)}`),
		readPoll: (reply, context) => readTaskPoll(reply, context, evolinkRules),
	},
	uploads: evolinkUploads,
	usdPerCredit: "unknown",
	tellsBalance: true,
	buildSubmit,
	readSubmit: (reply, context) => readTaskSubmit(reply, context, evolinkRules),
	readError: (reply, context) => taskGatewayError(reply, context),
	buildTests: (baseUrl) => [questionRequest(`${withoutVersion(baseUrl)}/v1/credits`)],
	readTests: ([credits], context) => readAccountTest(credits, context, evolinkBalance),
};

function buildSubmit(addressed: AddressedRequest): HttpRequest {
	const url = `${withoutVersion(addressed.baseUrl)}/v1/images/generations`;
	return submitRequest(url, submitBody(addressed));
}

/** Only fields of the page, and of those with a default only what differs from it. */
function submitBody({ request, capability, references }: AddressedRequest) {
	const urls = references.map((reference) => reference.url);
	const callback = request.extras[evolinkExtras.callback];
	const priority = request.extras[evolinkExtras.promptPriority];
	const params = modelParams(request);
	return {
		model: request.model,
		prompt: request.prompt,
		n: request.count,
		...sizeFields(request, capability),
		...(priority !== undefined && priority !== "standard" && { prompt_priority: priority }),
		...(urls.length > 0 && { image_urls: urls }),
		...(Object.keys(params).length > 0 && { model_params: params }),
		...(callback !== undefined && callback !== "" && { callback_url: callback }),
	};
}

/** The tier goes with ratios only: pixels say it all. */
function sizeFields({ size }: GenerationRequest, capability: AddressedRequest["capability"]) {
	const choice = sizeChoice(capability, size);
	switch (choice?.kind) {
		case "auto":
			return { size: "auto", quality: choice.tier.id };
		case "shape":
			return { size: choice.shape.ratio, quality: choice.tier.id };
		case "custom":
			return { size: `${choice.width}x${choice.height}` };
		case undefined:
			throw unknownSize(size, capability);
		default:
			return assertNever(choice);
	}
}

function modelParams({ format, extras }: GenerationRequest) {
	return {
		...(format !== undefined && { output_format: format }),
		...(extras[evolinkExtras.webSearch] === true && { tools: [{ type: "web_search" }] }),
	};
}
