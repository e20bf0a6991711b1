import type { AccountTest } from "../../../contract/accounts.ts";
import type { HttpReply, HttpRequest } from "../../http/http-message.ts";
import { parseJson } from "../error-words.ts";
import type { AddressedRequest, GatewayAdapter, ReplyContext } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import { readPictureSubmission } from "../picture-submission.ts";
import { DEMO_ID, demoPainter } from "./demo-models.ts";
import { DEMO_BASE_URL, DemoModels } from "./demo-wire.ts";

const SUBMIT_MS = 120_000;
const TEST_MS = 20_000;

/**
 * The built-in gateway: no key, no network, no money. It is asked and read like any other, so that
 * what works with it works.
 */
export const demoAdapter: GatewayAdapter = {
	id: DEMO_ID,
	title: "Demo",
	needsKey: false,
	builtInBaseUrl: DEMO_BASE_URL,
	models: [demoPainter],
	tellsBalance: false,
	submitPace: {
		atOnce: 3,
		perMinute: 600,
		source: { page: "the Demo gateway itself", read: "2026-11-21" },
	},
	buildSubmit,
	readSubmit: readPictureSubmission,
	readError: gatewayError,
	buildTests: (baseUrl) => [
		{
			method: "GET",
			url: `${baseUrl}/models`,
			headers: { accept: "application/json" },
			timeoutMs: TEST_MS,
		},
	],
	readTests,
};

function buildSubmit(addressed: AddressedRequest): HttpRequest {
	return {
		method: "POST",
		url: `${addressed.baseUrl}/images/generations`,
		headers: { "content-type": "application/json", accept: "application/json" },
		body: JSON.stringify(submitBody(addressed)),
		timeoutMs: SUBMIT_MS,
	};
}

function submitBody({ request, capability, references }: AddressedRequest) {
	const { size, mode, count } = request;
	const changed = capability.extras.filter(
		({ key, default: untouched }) => (request.extras[key] ?? untouched) !== untouched,
	);
	return {
		model: request.model,
		prompt: request.prompt,
		...(references.length > 0 && { image: references.map(({ url }) => url) }),
		size: size.kind === "tier" ? size.tier : `${size.width}x${size.height}`,
		output_format: request.format ?? capability.formats[0],
		watermark: request.watermark ?? capability.watermark?.default,
		...(mode === "set"
			? {
					sequential_image_generation: "auto",
					sequential_image_generation_options: { max_images: count },
				}
			: { n: count }),
		...Object.fromEntries(changed.map(({ key }) => [key, request.extras[key]])),
	};
}

function readTests(replies: readonly HttpReply[], context: ReplyContext): AccountTest {
	const [reply] = replies;
	const list = DemoModels.safeParse(reply === undefined ? undefined : parseJson(reply.body));
	if (list.success) return { models: list.data.data.map(({ id }) => id) };
	const failed = reply ?? { status: 404, headers: {}, body: "" };
	return { error: gatewayError(failed, context).failure };
}
