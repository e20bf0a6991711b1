/** One event of a stream. */
export type SseEvent = {
	/** `event:`; `message` when the stream names none. */
	readonly event: string;
	readonly data: string;
};
