/**
 * A reply as it arrives: the body is read by whoever asked, and its chunks are theirs, memory and
 * all. Header names are lower-case.
 */
export type StreamedReply = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: AsyncIterable<Uint8Array>;
};

/**
 * Answers requests of one address scheme without a network, such as the Demo gateway's `demo:`.
 * It must end early when the signal is aborted, and throw nothing but AppError or the signal's reason.
 */
export type Transport = (request: {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: string | Uint8Array;
	readonly signal: AbortSignal;
}) => Promise<StreamedReply>;
