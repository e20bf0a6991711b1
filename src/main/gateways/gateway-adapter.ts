import type { AccountTest } from "../../contract/accounts.ts";
import type { Capability } from "../../contract/capability.ts";
import { type AppError, appError, type Failure } from "../../contract/errors.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { GatewayId, JobId } from "../../contract/ids.ts";
import type { Charge } from "../../contract/money.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";
import type { SseEvent } from "../http/sse-reader.ts";
import type { SubmitPace, TaskPace } from "./task-pace.ts";

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
	| {
			readonly kind: "inline";
			/** As it stood in the body; of a long one the jobs may have left only a mark there (`LongRuns`). */
			readonly base64: string;
			readonly revisedPrompt?: string;
	  }
	| { readonly kind: "refused"; readonly error: Failure };

/** Pictures. `delivered` is never empty: a paid empty answer is an error, not success. */
export type Delivery = {
	readonly kind: "delivered";
	readonly delivered: readonly [Delivered, ...Delivered[]];
	readonly remoteId?: string;
	readonly charged?: Charge;
};

/** A task the gateway works on. */
export type TaskWaiting = {
	readonly kind: "waiting";
	/** Absent only in the answer to a question, which need not repeat it. */
	readonly remoteId?: string;
	/** The gateway's own word. */
	readonly status: string;
	/** False for a word that no page of the gateway has: taken for "still working". */
	readonly known: boolean;
	/** 0 to 100. */
	readonly progress?: number;
	/** How long it will take from now on, milliseconds. */
	readonly remainingMs?: number;
	readonly charged?: Charge;
};

/** What the reply to a submit means. A task that failed at once is thrown. */
export type Submission = Delivery | (TaskWaiting & { readonly remoteId: string });

/** The gateway says that the task has failed; `charged` of the error is as the gateway's rule is. */
export type TaskFailed = {
	readonly kind: "failed";
	readonly error: AppError;
	readonly remoteId?: string;
	readonly charged?: Charge;
};

/** What the answer to a question about a task means. A failed task is returned, never thrown. */
export type TaskAnswer = Delivery | TaskWaiting | TaskFailed;

/** How a gateway is asked after its tasks. */
export type TaskQuestions = {
	readonly pace: TaskPace;
	readonly buildPoll: (task: {
		readonly remoteId: string;
		readonly baseUrl: string;
	}) => HttpRequest;
	/**
	 * Reads a 2xx answer. A task that failed is RETURNED as `failed`, which ends it.
	 * @throws AppError only when this is no answer about the task (not JSON, a web page, an error
	 * about the question itself): the task goes on and is asked after again
	 */
	readonly readPoll: (reply: HttpReply, context: ReplyContext) => TaskAnswer;
	/**
	 * The name by which a task can be asked after even when the reply to its submit was lost: goes
	 * into `buildPoll` as `remoteId`. Nothing when this request was sent without one.
	 */
	readonly tagOf?: (sent: {
		readonly job: JobId;
		readonly request: GenerationRequest;
	}) => string | undefined;
};

/** One thing a stream tells. */
export type StreamPart =
	| {
			readonly kind: "picture";
			/** As the gateway counts, from 0; absent: it does not say. `placeOf` makes a place of it. */
			readonly index?: number;
			readonly delivered: Delivered;
	  }
	/** Everything has come; says nothing of pictures. */
	| { readonly kind: "ended"; readonly charged?: Charge; readonly remoteId?: string }
	/** The request as a whole failed; what came before stays. */
	| { readonly kind: "failed"; readonly error: AppError };

/** How a gateway sends pictures one by one. Each event is read on its own and in order. */
export type StreamReading = {
	readonly readEvent: (event: SseEvent, context: ReplyContext) => readonly StreamPart[];
};

/** A picture to be put where the gateway can read it. */
export type UploadFile = {
	readonly bytes: Uint8Array;
	readonly mime: "image/jpeg" | "image/png" | "image/webp" | "image/gif";
	/** Unique, with its ending: two uploads of one name may overwrite each other. */
	readonly name: string;
};

/** A gateway's own upload API. It costs nothing. */
export type UploadApi = {
	/** What the API takes. */
	readonly maxBytes: number;
	/** How long a link lives; absent: no page says. */
	readonly linkHours?: number;
	/** The origin the key goes to, which may not be the one pictures are asked from. */
	readonly baseUrl: (accountBaseUrl: string) => string;
	readonly buildUpload: (file: UploadFile, uploadBaseUrl: string) => HttpRequest;
	/** @throws AppError `upload-failed` and its like, also for a 2xx reply that says no */
	readonly readUpload: (reply: HttpReply, context: ReplyContext) => Placed;
	/** Absent: what was uploaded cannot be taken away. */
	readonly buildRemove?: (id: string, uploadBaseUrl: string) => HttpRequest;
};

/** Where an uploaded picture can be read. */
export type Placed = {
	readonly url: string;
	/** For taking it away. */
	readonly id?: string;
	/** Milliseconds since the Unix epoch. */
	readonly expiresAt?: number;
};

export type AddressedRequest = {
	readonly request: GenerationRequest;
	readonly capability: Capability;
	/** In the order of `request.references`. */
	readonly references: readonly ReadyReference[];
	readonly job: JobId;
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
	/** When the request was sent: links live from somewhere between then and `now`. */
	readonly sentAt?: number;
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
	/** Other addresses of the same service; `name` is a key of `gateway.address` in settings.json. */
	readonly addresses?: readonly { readonly name: string; readonly url: string }[];
	readonly keyHint?: string;
	readonly models: readonly Capability[];
	/** How quickly requests may follow each other on one account. */
	readonly submitPace: SubmitPace;
	/** For gateways that name a task. */
	readonly tasks?: TaskQuestions;
	/** For gateways that can stream. */
	readonly stream?: StreamReading;
	/** For gateways that hold references. */
	readonly uploads?: UploadApi;
	/** US dollars of one credit, for gateways that charge credits. `unknown`: no page says. */
	readonly usdPerCredit?: number | "unknown";
	/** Its tests tell what is left on the account. */
	readonly tellsBalance: boolean;
	/** Set up by the designer for one account. */
	readonly custom?: true;
	readonly buildSubmit: (addressed: AddressedRequest) => HttpRequest;
	/**
	 * Reads a 2xx reply that has been read whole; one that is a stream after all, too.
	 * @throws AppError when it is no picture reply, or a task that has failed
	 */
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
