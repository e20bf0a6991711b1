import { type LookupAddress, type LookupAllOptions, lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { Agent, Client, type Dispatcher } from "undici";
import { isInsideAddress } from "../foundation/host-rules.ts";
import { watching } from "./first-byte.ts";

const CONNECT_TIMEOUT_MS = 20_000;

/** A name that leads to an address inside this computer's network; see {@link isInsideAddress}. */
export class InsideAddressError extends Error {
	override readonly name = "InsideAddressError";
	readonly hostname: string;

	constructor(hostname: string) {
		super(hostname);
		this.hostname = hostname;
	}
}

/** Where requests go out, each telling when its first byte leaves. */
export type Connections = {
	/** Kept open between requests, for questions that may be asked again. */
	readonly shared: Dispatcher;
	/** As `shared`, but never connects to an address inside this computer's network. */
	readonly outside: Dispatcher;
	/**
	 * A connection of its own for one request that costs money: on a kept connection the gateway may
	 * just be hanging up, and then nobody could tell whether it got the request.
	 */
	readonly fresh: (origin: string) => Dispatcher;
	readonly close: () => Promise<void>;
};

class WatchedAgent extends Agent {
	override dispatch(options: Agent.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
		return super.dispatch(options, watching(options, handler));
	}
}

class WatchedClient extends Client {
	override dispatch(
		options: Dispatcher.DispatchOptions,
		handler: Dispatcher.DispatchHandler,
	): boolean {
		return super.dispatch(options, watching(options, handler));
	}
}

/** Asks for all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
	hostname: string,
	options: LookupAllOptions,
	answer: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** @param resolve the system's own resolver unless a test stages another */
export function createConnections(resolve: Resolve = lookup): Connections {
	// HTTP/1.1 alone: one request on one connection, so that what was written is known exactly.
	const common = { allowH2: false, connectTimeout: CONNECT_TIMEOUT_MS } as const;
	const shared = new WatchedAgent(common);
	const outside = new WatchedAgent({ ...common, connect: { lookup: outsideLookup(resolve) } });
	return {
		shared,
		outside,
		fresh: (origin) => new WatchedClient(origin, { ...common, maxRequestsPerClient: 1 }),
		close: async () => {
			await Promise.all([shared.destroy(), outside.destroy()]);
		},
	};
}

/** Leaves out addresses inside; the check and the connection use the same answer. */
function outsideLookup(resolve: Resolve): LookupFunction {
	return (hostname, options, callback) => {
		resolve(hostname, { ...options, all: true }, (error, found) => {
			if (error) {
				callback(error, "", 0);
				return;
			}
			const allowed = found.filter(({ address }) => !isInsideAddress(address));
			const [first] = allowed;
			if (first === undefined) callback(new InsideAddressError(hostname), "", 0);
			else if (options.all) callback(null, allowed);
			else callback(null, first.address, first.family);
		});
	};
}
