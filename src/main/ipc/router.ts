import { z } from "zod";
import { AppError, appError, type Outcome } from "../../contract/errors.ts";
import {
	type RouteName,
	type RouteOutput,
	type RouteParsed,
	routes,
} from "../../contract/routes.ts";
import type { Log } from "../foundation/log.ts";

/** Who called, as main itself knows it; never taken from the input. */
export type Caller = { readonly windowId: number };

type MaybePromise<T> = T | Promise<T>;

/** One handler a row of the table: a missing one and an extra one are both compile errors. */
export type Handlers = {
	readonly [R in RouteName]: (
		input: RouteParsed<R>,
		caller: Caller,
	) => MaybePromise<RouteOutput<R>>;
};

/** The handlers of one domain: every route whose name starts with it. */
export type HandlersOf<Domain extends string> = Pick<
	Handlers,
	Extract<RouteName, `${Domain}.${string}`>
>;

export type Dispatch = (name: unknown, input: unknown, caller: Caller) => Promise<Outcome<unknown>>;

/**
 * Turns the table and its handlers into the one function that answers the window. A handler is
 * entered before the first await, because a native drag must begin while `dragstart` is running.
 *
 * @param options.checkOutputs parses answers too: on in development and tests, off in a release
 * @param options.refuse throws for a request that must not be carried out now, before anything is done
 */
export function createDispatch(
	handlers: Handlers,
	options: {
		readonly checkOutputs: boolean;
		readonly log: Log;
		readonly refuse?: (name: RouteName) => void;
	},
): Dispatch {
	return async (name, input, caller) => {
		try {
			if (!isRouteName(name)) {
				throw appError("unknown-request", { name: String(name).slice(0, 60) });
			}
			const route = routes[name];
			const parsed = route.input.safeParse(input);
			if (!parsed.success) {
				throw appError(
					"input-invalid",
					{ said: z.prettifyError(parsed.error).slice(0, 300) },
					{ cause: parsed.error },
				);
			}
			options.refuse?.(name);
			// The table pairs handlers[name] with routes[name]; the compiler cannot follow the pairing here.
			const handler = handlers[name] as (input: unknown, caller: Caller) => unknown;
			const value = await handler(parsed.data, caller);
			return { ok: true, value: options.checkOutputs ? route.output.parse(value) : value };
		} catch (thrown) {
			const error = AppError.from(thrown);
			const { kind, reason } = error.failure;
			options.log.warn("request failed", { name: String(name).slice(0, 60), kind, reason });
			return { ok: false, error: error.failure };
		}
	};
}

function isRouteName(name: unknown): name is RouteName {
	// hasOwn, not `in`: "constructor" is in every object and is no route.
	return typeof name === "string" && Object.hasOwn(routes, name);
}
