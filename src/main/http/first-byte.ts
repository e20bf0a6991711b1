import type { Dispatcher } from "undici";

/** Rides along with undici's own options to a {@link watching} dispatcher. */
export type WatchedOptions = {
	/** Called once the connection stands and right before the first byte is written to it. */
	readonly beforeFirstByte?: () => void;
};

/**
 * A handler that tells when its request is about to be written. undici calls `onRequestStart` after
 * the connection (and TLS) stands and right before it writes; should it ever do so twice for one
 * request, the second time is stopped, because nothing may be sent twice.
 */
export function watching(
	options: Dispatcher.DispatchOptions & WatchedOptions,
	handler: Dispatcher.DispatchHandler,
): Dispatcher.DispatchHandler {
	return new WatchingHandler(options, handler);
}

/** A class, because one is made for each request and its methods are not. */
class WatchingHandler implements Dispatcher.DispatchHandler {
	readonly #options: WatchedOptions;
	readonly #handler: Dispatcher.DispatchHandler;
	#started = false;

	constructor(options: WatchedOptions, handler: Dispatcher.DispatchHandler) {
		this.#options = options;
		this.#handler = handler;
	}

	onRequestStart(controller: Dispatcher.DispatchController, context: unknown): void {
		this.#handler.onRequestStart?.(controller, context);
		if (controller.aborted) return;
		if (this.#started) controller.abort(new Error("a request is written once"));
		else this.#options.beforeFirstByte?.();
		this.#started = true;
	}

	onRequestUpgrade(...told: Told<"onRequestUpgrade">): void {
		this.#handler.onRequestUpgrade?.(...told);
	}

	onResponseStart(...told: Told<"onResponseStart">): void {
		this.#handler.onResponseStart?.(...told);
	}

	onResponseData(...told: Told<"onResponseData">): void {
		this.#handler.onResponseData?.(...told);
	}

	onResponseEnd(...told: Told<"onResponseEnd">): void {
		this.#handler.onResponseEnd?.(...told);
	}

	onResponseError(...told: Told<"onResponseError">): void {
		this.#handler.onResponseError?.(...told);
	}
}

type Told<Name extends keyof Dispatcher.DispatchHandler> = Parameters<
	NonNullable<Dispatcher.DispatchHandler[Name]>
>;
