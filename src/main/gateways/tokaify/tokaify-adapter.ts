import type { AccountTest } from "../../../contract/accounts.ts";
import type { HttpReply } from "../../http/http-message.ts";
import { arkBody, arkMessage, changedExtras } from "../ark-request.ts";
import { arkStream, readStreamedOrPlain } from "../ark-stream.ts";
import { freeQuestion, goodJson, readModelList } from "../ark-tests.ts";
import type { AddressedRequest, GatewayAdapter, ReplyContext } from "../gateway-adapter.ts";
import { gatewayError } from "../gateway-error.ts";
import { TOKAIFY_ID, tokaifyModels } from "./tokaify-models.ts";
import { remainingBalance } from "./tokaify-wire.ts";

/**
 * Tokaify's image endpoint, which answers in one piece or as a stream: its two model pages, read
 * 2026-11-21, and the gateway reference 4 for what stands behind it (a new-api relay in front of Ark).
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
	stream: arkStream,
	buildSubmit: (addressed) => arkMessage(addressed, submitBody(addressed)),
	readSubmit: readStreamedOrPlain,
	readError: gatewayError,
	buildTests: (baseUrl) =>
		["/models", "/dashboard/billing/subscription", "/dashboard/billing/usage"].map((path) =>
			freeQuestion(`${baseUrl}${path}`),
		),
	readTests,
};

function submitBody(addressed: AddressedRequest) {
	const { mode, count } = addressed.request;
	return {
		...arkBody(addressed),
		...(mode === "single" && count > 1 && { n: count }),
		...changedExtras(addressed),
	};
}

/** The list of models decides; the balance is a courtesy, and errors of it come with status 200. */
function readTests(replies: readonly HttpReply[], context: ReplyContext): AccountTest {
	const [list, ...billing] = replies;
	const [subscription, usage] = billing.map(goodJson);
	const amount = remainingBalance(subscription, usage);
	const balance = amount === undefined ? {} : { balance: { amount, unit: "" } };
	// A relay without a list of models has still taken the key if it tells the balance.
	if (list?.status === 404 && amount !== undefined) return balance;
	const listed = readModelList(list, context);
	return listed.error === undefined ? { ...listed, ...balance } : listed;
}
