import { create } from "zustand";
import { ask, hear } from "../bridge/client.ts";

type NetworkState = {
	/** As far as main can tell; without a word from it, as the window's own events say. */
	readonly online: boolean;
};

export const useNetwork = create<NetworkState>()(() => ({ online: true }));

/**
 * Follows what main says of the network, and tells main what the window's system events say: at
 * the start when there is none, and on every change.
 * @returns a function that ends it
 */
export function followNetwork(): () => void {
	const tell = (online: boolean) => {
		// Main's word comes back as an event; only when it cannot be told does the window's own count.
		ask("app.network", { online }).catch(() => useNetwork.setState({ online }));
	};
	const ends = new AbortController();
	const { signal } = ends;
	globalThis.addEventListener("online", () => tell(true), { signal });
	globalThis.addEventListener("offline", () => tell(false), { signal });
	const endHearing = hear("app.network", ({ online }) => useNetwork.setState({ online }));
	if (!navigator.onLine) tell(false);
	return () => {
		ends.abort();
		endHearing();
	};
}
