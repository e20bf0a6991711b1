import type { Bridge } from "../../contract/bridge.ts";
import { AppError, type Failure } from "../../contract/errors.ts";
import type { EventName, EventPayloads } from "../../contract/events.ts";
import type { RouteInput, RouteName, RouteOutput } from "../../contract/routes.ts";

declare global {
	interface Window {
		/** Put there by preload; nothing outside this file touches it. */
		readonly seedcase: Bridge;
	}
}

/** A request that main answered with a failure. */
export class AskError extends Error {
	override readonly name = "AskError";
	readonly failure: Failure;

	constructor(message: string, options: { readonly failure: Failure }) {
		super(message);
		this.failure = options.failure;
	}
}

type Asked<R extends RouteName> = undefined extends RouteInput<R> ? [] : [input: RouteInput<R>];

/**
 * Asks main for one row of the request table.
 * @throws AskError carrying the failure main answered with
 */
export async function ask<R extends RouteName>(
	name: R,
	...[input]: Asked<R>
): Promise<RouteOutput<R>> {
	const outcome = await window.seedcase.call(name, input);
	if (!outcome.ok) throw new AskError(outcome.error.message, { failure: outcome.error });
	// Main parses its answers' makings; the table is the one source of both types.
	return outcome.value as RouteOutput<R>;
}

type Hearer = (name: string, payload: unknown) => void;

/** Who hears through a bridge: one subscription for all, however many there are. */
const hearers = new WeakMap<Bridge, { readonly all: Set<Hearer>; readonly end: () => void }>();

/** Hears one kind of event. @returns a function that ends it */
export function hear<E extends EventName>(
	event: E,
	listener: (payload: EventPayloads[E]) => void,
): () => void {
	const bridge = window.seedcase;
	const hearer: Hearer = (name, payload) => {
		// Main builds events from the same table.
		if (name === event) listener(payload as EventPayloads[E]);
	};
	const known = hearers.get(bridge) ?? subscribe(bridge);
	known.all.add(hearer);
	return () => {
		if (!known.all.delete(hearer) || known.all.size > 0) return;
		known.end();
		hearers.delete(bridge);
	};
}

function subscribe(bridge: Bridge) {
	const all = new Set<Hearer>();
	const end = bridge.on((name, payload) => {
		for (const hearer of [...all]) hearer(name, payload);
	});
	const made = { all, end };
	hearers.set(bridge, made);
	return made;
}

/** Where a dropped file lies on disk; undefined for one that exists nowhere, such as a picture dragged out of a page. */
export function pathOfFile(file: File): string | undefined {
	const path = window.seedcase.pathOfFile(file);
	return path === "" ? undefined : path;
}

/** The failure behind anything that was thrown. */
export function failureOf(thrown: unknown): Failure {
	return thrown instanceof AskError ? thrown.failure : AppError.from(thrown).failure;
}
