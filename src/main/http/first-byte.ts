import type { Dispatcher } from "undici";

/** Rides along with undici's own options to {@link watchFirstByte}. */
export type WatchedOptions = {
	/** Called once the connection stands and right before the first byte is written to it. */
	readonly beforeFirstByte?: () => void;
};

/**
 * Tells when a request is about to be written. undici calls `onRequestStart` after the connection
 * (and TLS) stands and right before it writes; should it ever do so twice for one request, the
 * second time is stopped, because nothing may be sent twice.
 */
export const watchFirstByte: Dispatcher.DispatcherComposeInterceptor =
	(dispatch) => (options: Dispatcher.DispatchOptions & WatchedOptions, handler) => {
		let started = false;
		return dispatch(options, {
			onRequestStart: (controller, context) => {
				handler.onRequestStart?.(controller, context);
				if (controller.aborted) return;
				if (started) controller.abort(new Error("a request is written once"));
				else options.beforeFirstByte?.();
				started = true;
			},
			onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
			onResponseStart: (...args) => handler.onResponseStart?.(...args),
			onResponseData: (...args) => handler.onResponseData?.(...args),
			onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
			onResponseError: (...args) => handler.onResponseError?.(...args),
		});
	};
