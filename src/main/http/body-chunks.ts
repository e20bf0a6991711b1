import type { Readable } from "node:stream";

/** How much may wait for whoever reads before the sender has to wait too. */
const MAX_WAITING_BYTES = 1024 * 1024;

/**
 * The chunks of a body, once. Unlike a stream's own iterator it gives everything that had arrived
 * before it throws what broke the body off, and a body that ends without its end is broken off too.
 */
export function chunksOf(body: Readable): AsyncIterable<Uint8Array> {
	return { [Symbol.asyncIterator]: () => new Chunks(body) };
}

class Chunks implements AsyncIterator<Uint8Array> {
	readonly #body: Readable;
	readonly #waiting: Uint8Array[] = [];
	#waitingBytes = 0;
	#end: { readonly broken?: unknown } | undefined;
	#wake: (() => void) | undefined;

	constructor(body: Readable) {
		this.#body = body;
		body.on("data", (chunk: Uint8Array) => {
			this.#waiting.push(chunk);
			this.#waitingBytes += chunk.length;
			if (this.#waitingBytes > MAX_WAITING_BYTES) body.pause();
			this.#wake?.();
		});
		body.once("end", () => this.#finish({}));
		body.on("error", (broken) => this.#finish({ broken }));
		const gone = () => {
			// An error is not free, and mostly the end has come before.
			if (this.#end === undefined) this.#finish({ broken: body.errored ?? noEnd() });
		};
		body.once("close", gone);
		if (body.destroyed) gone();
	}

	async next(): Promise<IteratorResult<Uint8Array, undefined>> {
		while (this.#waiting.length === 0 && this.#end === undefined) {
			await new Promise<void>((resolve) => {
				this.#wake = resolve;
			});
		}
		const chunk = this.#waiting.shift();
		if (chunk !== undefined) {
			this.#waitingBytes -= chunk.length;
			if (this.#body.isPaused() && this.#waitingBytes <= MAX_WAITING_BYTES) this.#body.resume();
			return { done: false, value: chunk };
		}
		if (this.#end !== undefined && "broken" in this.#end) throw this.#end.broken;
		return { done: true, value: undefined };
	}

	/** Whoever stops reading early is done with the body. */
	async return(): Promise<IteratorResult<Uint8Array, undefined>> {
		this.#finish({});
		this.#waiting.length = 0;
		this.#body.destroy();
		return { done: true, value: undefined };
	}

	#finish(end: { readonly broken?: unknown }): void {
		this.#end ??= end;
		this.#wake?.();
	}
}

function noEnd(): Error {
	return new Error("the body closed before its end");
}
