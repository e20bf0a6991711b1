import type { CustomTask } from "../../../contract/custom-gateway.ts";
import type { HttpRequest } from "../../http/http-message.ts";
import type { AddressedRequest, GatewayAdapter, TaskQuestions } from "../gateway-adapter.ts";
import { taskGatewayError } from "../task-gateway-error.ts";
import { type Body, withField, withSize } from "./custom-body.ts";
import type { CustomEntry } from "./custom-entry.ts";
import { bearer, customSubmitPace, pollUrl, workRequest } from "./custom-http.ts";
import { customModels } from "./custom-models.ts";
import { readCustomPoll, readCustomSubmit } from "./custom-task-reading.ts";
import { customTests } from "./custom-tests.ts";
import { customUploads } from "./custom-uploads.ts";

const SECOND_MS = 1000;
const SUBMIT_MS = 120 * SECOND_MS;
const POLL_MS = 30 * SECOND_MS;

/**
 * The most careful of the paces that pages of such services name: ToAPIs asks for 5 s first and 5
 * to 10 s after that, others for less; Seedream takes a minute a picture at the worst.
 */
const pace: TaskQuestions["pace"] = {
	firstMs: 5 * SECOND_MS,
	everyMs: 5 * SECOND_MS,
	slowestMs: 30 * SECOND_MS,
	perSecond: 2,
	giveUpMs: 1_800 * SECOND_MS,
	sources: [{ page: "gateway reference 1.2, 2.2, 3.2 and 5.5", read: "2026-11-21" }],
};

/** A gateway that names a task, as the designer has described it. */
export function customTaskAdapter(entry: CustomEntry<CustomTask>): GatewayAdapter {
	const { spec } = entry;
	const uploads = customUploads(spec);
	return {
		id: entry.id,
		title: entry.title,
		needsKey: true,
		custom: true,
		models: customModels(entry),
		submitPace: customSubmitPace,
		tellsBalance: false,
		buildSubmit: (addressed) =>
			workRequest(addressed.baseUrl, spec, submitBody(addressed, spec), SUBMIT_MS),
		readSubmit: (reply, context) => readCustomSubmit(reply, context, spec),
		tasks: {
			pace,
			buildPoll: ({ remoteId, baseUrl }) => pollOf(remoteId, baseUrl, spec),
			readPoll: (reply, context) => readCustomPoll(reply, context, spec),
		},
		...(uploads && { uploads }),
		readError: (reply, context) => taskGatewayError(reply, context),
		...customTests(entry),
	};
}

function submitBody({ request, capability, references }: AddressedRequest, spec: CustomTask): Body {
	const urls = references.map((reference) => reference.url);
	const body: Body = {
		model: request.model,
		prompt: request.prompt,
		...(request.count > 1 && { n: request.count }),
	};
	const sized = withSize(body, request, capability, spec.tierField);
	return urls.length === 0 ? sized : withField(sized, spec.referencesField, urls);
}

function pollOf(remoteId: string, baseUrl: string, spec: CustomTask): HttpRequest {
	return {
		method: "GET",
		url: pollUrl(baseUrl, spec.pollPath, remoteId),
		headers: { accept: "application/json" },
		auth: bearer,
		timeoutMs: POLL_MS,
	};
}
