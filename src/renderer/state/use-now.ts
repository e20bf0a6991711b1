import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();

/** One clock for everything that counts, so that a long list ticks in one go. */
function listen(listener: () => void): () => void {
	if (listeners.size === 0) {
		now = Date.now();
		timer = setInterval(() => {
			now = Date.now();
			for (const tell of [...listeners]) tell();
		}, 1000);
	}
	listeners.add(listener);
	return () => {
		listeners.delete(listener);
		if (listeners.size === 0) clearInterval(timer);
	};
}

const neverChanges = () => () => {};

/** The time of now, milliseconds since the Unix epoch, once a second while `isRunning`. */
export function useNow(isRunning: boolean): number {
	return useSyncExternalStore(isRunning ? listen : neverChanges, presentTime);
}

function presentTime(): number {
	// Without a tick in a while nobody has listened: what is drawn now is drawn for now.
	const present = Date.now();
	if (listeners.size === 0 && present - now >= 1000) now = present;
	return now;
}
