import type { AccountTest } from "../../../contract/accounts.ts";
import { appError } from "../../../contract/errors.ts";
import { GatewayId } from "../../../contract/ids.ts";
import type { HttpReply } from "../../http/http-message.ts";
import { arkBody, arkMessage, changedExtras } from "../ark-request.ts";
import { arkStream, readStreamedOrPlain } from "../ark-stream.ts";
import { freeQuestion, readModelList } from "../ark-tests.ts";
import type { AddressedRequest, GatewayAdapter, ReplyContext } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import type { SubmitPace } from "../task-pace.ts";
import { type ArkService, arkModels } from "./ark-models.ts";

const READ = "2026-11-21";

/** 500 pictures a minute for each model; a request of the largest set is 15 of them. */
const submitPace: SubmitPace = {
	atOnce: 5,
	perMinute: Math.floor(500 / 15),
	source: { page: "gateway reference 5.5 (500 images a minute)", read: READ },
};

type Address = { readonly name: string; readonly url: string };
type Described = ArkService & {
	readonly title: string;
	readonly baseUrl: string;
	readonly addresses: readonly Address[];
};

/** Volcengine Ark, in China. The lite id with `lite` in it is the one that plan keys know too. */
export const arkAdapter = adapterOf({
	id: GatewayId.parse("ark"),
	title: "Volcengine Ark",
	baseUrl: "https://ark.cn-beijing.volces.com/api/v3",
	addresses: [{ name: "ark-plan", url: "https://ark.cn-beijing.volces.com/api/plan/v3" }],
	models: {
		lite: { id: "doubao-seedream-5-0-lite-260128" },
		four5: { id: "doubao-seedream-4-5-251128" },
		four: { id: "doubao-seedream-4-0-250828" },
	},
});

/** BytePlus ModelArk: the same service outside China, under its own model ids. */
export const modelarkAdapter = adapterOf({
	id: GatewayId.parse("modelark"),
	title: "BytePlus ModelArk",
	baseUrl: "https://ark.ap-southeast.bytepluses.com/api/v3",
	addresses: [{ name: "modelark-eu", url: "https://ark.eu-west.bytepluses.com/api/v3" }],
	models: {
		lite: { id: "seedream-5-0-260128", usd: 0.035 },
		four5: { id: "seedream-4-5-251128", usd: 0.04 },
		four: { id: "seedream-4-0-250828", usd: 0.03 },
	},
	prices: { page: "gateway reference 5.5 (list prices, source A2)", read: READ },
});

/**
 * The official upstream of every Seedream gateway (gateway reference 5, read 2026-11-21): one call
 * that answers in one piece or as a stream.
 */
function adapterOf(service: Described): GatewayAdapter {
	const { id, title, baseUrl, addresses } = service;
	const known = new Set([baseUrl, ...addresses.map(({ url }) => url)]);
	return {
		id,
		title,
		needsKey: true,
		defaultBaseUrl: baseUrl,
		addresses,
		models: arkModels(service),
		submitPace,
		stream: arkStream,
		tellsBalance: false,
		buildSubmit: (addressed) => arkMessage(addressed, submitBody(addressed)),
		readSubmit: readStreamedOrPlain,
		readError: gatewayError,
		buildTests: (address) => [freeQuestion(`${address}/models`)],
		readTests: ([list], context) => readTest(list, context, known),
	};
}

function submitBody(addressed: AddressedRequest) {
	const { request, capability } = addressed;
	const { web_search, optimize_prompt_mode, ...others } = changedExtras(addressed);
	const format = request.format ?? capability.formats[0];
	return {
		...arkBody(addressed),
		...(format !== undefined && { output_format: format }),
		...(web_search === true && { tools: [{ type: "web_search" }] }),
		...(optimize_prompt_mode !== undefined && {
			optimize_prompt_options: { mode: optimize_prompt_mode },
		}),
		...others,
	};
}

/**
 * Not every address of the service has a list of models (the plan's has none): at one that is known
 * to be right, a 404 says nothing about the key, and nothing else can be asked without being charged.
 */
function readTest(
	list: HttpReply | undefined,
	context: ReplyContext,
	known: ReadonlySet<string>,
): AccountTest {
	if (list?.status === 404 && known.has(context.baseUrl)) {
		return { error: appError("key-not-checkable", { gateway: context.gatewayTitle }).failure };
	}
	return readModelList(list, context);
}
