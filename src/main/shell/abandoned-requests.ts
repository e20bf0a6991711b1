/**
 * Which requests of a page nobody waits for any more. Electron 42 hands `protocol.handle` a request
 * whose own signal never says so (lib/browser/api/protocol.ts, read 2026-11-21); the session tells
 * of it by address alone.
 */
export type AbandonedRequests = {
	/** Begins a request; `end` once it is answered. */
	readonly begin: (url: string) => { readonly signal: AbortSignal; readonly end: () => void };
	/** Ends the waiting of the request of this address that began first. */
	readonly abandon: (url: string) => void;
};

export function createAbandonedRequests(): AbandonedRequests {
	const waiting = new Map<string, Set<AbortController>>();
	const forget = (url: string, controller: AbortController) => {
		const others = waiting.get(url);
		others?.delete(controller);
		if (others?.size === 0) waiting.delete(url);
	};
	return {
		begin: (url) => {
			const controller = new AbortController();
			const others = waiting.get(url) ?? new Set();
			waiting.set(url, others.add(controller));
			return { signal: controller.signal, end: () => forget(url, controller) };
		},
		abandon: (url) => {
			const [first] = waiting.get(url) ?? [];
			if (first === undefined) return;
			forget(url, first);
			first.abort();
		},
	};
}
