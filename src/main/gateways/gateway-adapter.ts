import type { AccountTest } from "../../contract/accounts.ts";
import type { Capability } from "../../contract/capability.ts";
import { type AppError, appError, type Failure } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { GatewayId } from "../../contract/ids.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";

/** A reference made ready for this gateway: bytes as a data URL, or an address it can fetch. */
export type ReadyReference = { readonly url: string };

/** What a gateway delivered for one place of a job, in its order. */
export type Delivered =
	| {
			readonly kind: "link";
			readonly url: string;
			/** Milliseconds since the Unix epoch; absent: the gateway did not say and its rule is not known. */
			readonly expiresAt?: number;
			readonly revisedPrompt?: string;
	  }
	| { readonly kind: "inline"; readonly base64: string; readonly revisedPrompt?: string }
	| { readonly kind: "refused"; readonly error: Failure };

/** What a submit reply means. `delivered` is never empty: a paid empty answer is an error, not success. */
export type Submission = {
	readonly kind: "delivered";
	readonly delivered: readonly [Delivered, ...Delivered[]];
	readonly remoteId?: string;
	readonly charged?: { readonly images?: number; readonly usd?: number };
};

export type AddressedRequest = {
	readonly request: GenerationRequest;
	readonly capability: Capability;
	/** In the order of `request.references`. */
	readonly references: readonly ReadyReference[];
	/** Without a slash at the end. */
	readonly baseUrl: string;
};

/** What error and reply readers need to make a sentence. */
export type ReplyContext = {
	readonly gatewayTitle: string;
	readonly model: string;
	readonly baseUrl: string;
	/** Milliseconds since the Unix epoch. */
	readonly now: number;
};

/**
 * One gateway, described: addresses, models, and pure functions that build requests and read
 * replies. It sends nothing, knows no key and keeps no state.
 */
export type GatewayAdapter = {
	readonly id: GatewayId;
	readonly title: string;
	readonly needsKey: boolean;
	/** Without a slash at the end; absent: the gateway is built in (see `builtInBaseUrl`). */
	readonly defaultBaseUrl?: string;
	/** The address of a built-in gateway, of a scheme the http client serves without a network. */
	readonly builtInBaseUrl?: string;
	readonly keyHint?: string;
	readonly models: readonly Capability[];
	readonly buildSubmit: (addressed: AddressedRequest) => HttpRequest;
	/** @throws AppError when a 2xx reply is no picture reply */
	readonly readSubmit: (reply: HttpReply, context: ReplyContext) => Submission;
	/** Any reply that is not 2xx, or a 2xx reply whose body is an error. */
	readonly readError: (reply: HttpReply, context: ReplyContext) => AppError;
	/** Cheap requests that prove the address and the key without making a picture, asked in order. */
	readonly buildTests: (baseUrl: string) => readonly HttpRequest[];
	readonly readTests: (replies: readonly HttpReply[], context: ReplyContext) => AccountTest;
};

/** The record of one model. @throws AppError `model-not-found` */
export function capabilityOf(adapter: GatewayAdapter, model: string): Capability {
	const found = adapter.models.find((row) => row.model === model);
	if (found === undefined) throw appError("model-not-found", { gateway: adapter.title, model });
	return found;
}
