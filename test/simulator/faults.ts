/** A reply written down beforehand. */
export type CannedReply = {
	readonly status: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body: string;
};

/** Ways a real reply can be bent; the pictures in it are made and charged all the same. */
export type ReplyShape =
	| "url-objects"
	| "inline-data-urls"
	| "data-is-one-object"
	| "data-is-null"
	| "data-is-empty-list"
	| "data-is-empty-object"
	| "no-data"
	| "one-refused"
	| "one-broken-by-the-server"
	| "one-empty-entry"
	| "error-beside-pictures"
	| "nulls-everywhere"
	| "unknown-fields"
	| "cut-short";

/** Ways a result link can fail. */
export type LinkFault =
	| { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
	| {
			readonly serves:
				| "html"
				| "text"
				| "json"
				| "half"
				| "one-pixel"
				| "empty"
				/** A picture called text. */
				| "wrong-type-name"
				/** A JPEG called PNG, or the other way about. */
				| "other-format"
				/** A few MB that unpack to gigabytes. */
				| "bomb";
	  }
	| { readonly cut: "before-headers" | "inside-body" | "inside-chunked-body" }
	| { readonly stalls: "before-headers" | "inside-body" }
	| { readonly redirectsTo: string };

/** What can happen to the way of any answer back. Nothing in here is a function, so that it can be printed. */
export type WayBackFault =
	/** The connection is reset. Before the body is read nothing happens, afterwards everything has. */
	| { readonly kind: "reset"; readonly at: "before-body" | "after-body" | "inside-reply" }
	/** Nothing (more) comes until `release()`; the work is done all the same. */
	| { readonly kind: "stall"; readonly at: "before-headers" | "inside-reply" }
	/** The true answer, cut in the middle and sent as if it were whole. */
	| { readonly kind: "cut-short" }
	/** Connections are refused from now on, until `comeBack()`. */
	| { readonly kind: "refuse-connections" };

/** What happens to one submit. */
export type SubmitFault =
	| WayBackFault
	/** The gateway answers this; `charged`: the pictures, or the task, were made first. */
	| { readonly kind: "reply"; readonly reply: CannedReply; readonly charged: boolean }
	| { readonly kind: "shape"; readonly shape: ReplyShape }
	/** The gateway makes fewer pictures than asked for, or none; what is not made is not charged. */
	| { readonly kind: "makes"; readonly images: number }
	/** How a stream looks, and how it ends; counts only where a stream was asked for. */
	| { readonly kind: "stream"; readonly form?: StreamForm; readonly end?: StreamEnd }
	/** The reply is fine, the links of these places (all, when absent) are not. */
	| { readonly kind: "links"; readonly fault: LinkFault; readonly places?: readonly number[] };

/** How a stream is written: all of these carry the same pictures. */
export type StreamForm =
	| "one-line"
	/** As the samples of the page are printed: JSON over several lines, without `data:`. */
	| "pretty"
	/** JSON over several `data:` lines. */
	| "many-data-lines"
	| "comments"
	| "crlf"
	/** Without `event:` lines; `data.type` says it. */
	| "nameless"
	/** Plain JSON, although a stream was asked for. */
	| "plain-json";

/** How a stream can end otherwise than well. `after`: pictures that were told of before. */
export type StreamEnd =
	| { readonly how: "cut-in-event" | "reset" | "stall"; readonly after: number }
	/** `event: error`, or the same data under no name. */
	| { readonly how: "error-event" | "nameless-error"; readonly after: number }
	/** One picture is refused, the others go on. */
	| { readonly how: "refuses-one"; readonly after: number }
	/** One picture fails on the server, and no more come. */
	| { readonly how: "breaks-one"; readonly after: number }
	| { readonly how: "no-completed" | "no-done" };

/** Other forms in which the answer about a finished task is met: all of these hold the pictures. */
export type TaskShape =
	| "unknown-fields"
	| "nulls-everywhere"
	| "upper-case-status"
	| "progress-as-text"
	/** The task inside `data`, as relays wrap it. */
	| "inside-data"
	/** ToAPIs' list of fields: one link, at the top (gateway reference 2.2). */
	| "url-on-top"
	/** EvoLink's other models: objects in `result_data` (gateway reference 1.2). */
	| "result-data";

/** What happens to one question after a task. */
export type PollFault =
	| WayBackFault
	/** The task is done, and its answer has another form. */
	| { readonly kind: "shape"; readonly shape: TaskShape }
	| { readonly kind: "reply"; readonly reply: CannedReply }
	/** The task goes on under a word that no page has. */
	| { readonly kind: "word"; readonly status: string }
	/** From this answer on, the task has failed. */
	| {
			readonly kind: "fails";
			/** The gateway's own error object. */
			readonly error: Readonly<Record<string, unknown>>;
			/** Instead of the page's word for it. */
			readonly status?: string;
			/** False: what was taken beforehand is given back. */
			readonly charged: boolean;
	  }
	/** From this answer on, the task is done, with this many pictures. */
	| { readonly kind: "makes"; readonly images: number };

/** What happens to one upload, or to one question after money or models. */
export type AsideFault = WayBackFault | { readonly kind: "reply"; readonly reply: CannedReply };
