import type { CustomSync } from "../../../contract/custom-gateway.ts";
import type { GenerationRequest } from "../../../contract/generation.ts";
import type { HttpRequest } from "../../http/http-message.ts";
import { picturesWaitMs } from "../ark-request.ts";
import { arkStream, readStreamedOrPlain } from "../ark-stream.ts";
import type { AddressedRequest, GatewayAdapter } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import { type Body, withSize } from "./custom-body.ts";
import type { CustomEntry } from "./custom-entry.ts";
import { customSubmitPace, workRequest } from "./custom-http.ts";
import { customModels } from "./custom-models.ts";
import { customTests } from "./custom-tests.ts";

/** A gateway that speaks like Ark and answers at once, as the designer has described it. */
export function customSyncAdapter(entry: CustomEntry<CustomSync>): GatewayAdapter {
	return {
		id: entry.id,
		title: entry.title,
		needsKey: true,
		custom: true,
		models: customModels(entry),
		submitPace: customSubmitPace,
		tellsBalance: false,
		buildSubmit: (addressed) => buildSubmit(addressed, entry.spec),
		readSubmit: readStreamedOrPlain,
		...(entry.spec.stream && { stream: arkStream }),
		readError: gatewayError,
		...customTests(entry),
	};
}

function buildSubmit(addressed: AddressedRequest, spec: CustomSync): HttpRequest {
	const { request, baseUrl } = addressed;
	const waitMs = picturesWaitMs(request.count);
	return workRequest(baseUrl, spec, submitBody(addressed, spec), waitMs);
}

/** Only fields that the designer said the gateway has. */
function submitBody({ request, capability, references }: AddressedRequest, spec: CustomSync): Body {
	const urls = references.map((reference) => reference.url);
	const body = withSize(
		{ model: request.model, prompt: request.prompt },
		request,
		capability,
		spec.tierField,
	);
	const format = request.format ?? capability.formats[0];
	const responseFormat = request.extras.response_format;
	return {
		...body,
		...(urls.length > 0 && { image: urls.length === 1 ? urls[0] : urls }),
		...countFields(request),
		...(spec.outputFormat && { output_format: format }),
		// Ark's default is true, and a designer who said no must not depend on a default.
		...(spec.watermark && { watermark: request.watermark ?? capability.watermark?.default }),
		...(spec.responseFormat &&
			responseFormat === "b64_json" && { response_format: responseFormat }),
		...(spec.stream && request.stream === true && { stream: true }),
	};
}

function countFields({ mode, count }: GenerationRequest): Body {
	if (mode === "single") return count > 1 ? { n: count } : {};
	return {
		sequential_image_generation: "auto",
		sequential_image_generation_options: { max_images: count },
	};
}
