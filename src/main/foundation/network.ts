/** What is known of the way out. */
export type NetworkState = {
	/** False only when the system says so. */
	readonly online: boolean;
	/** False while the computer sleeps. */
	readonly awake: boolean;
};

/** Tells whether it makes sense to ask anybody anything, and when that changes. */
export type Network = {
	readonly state: () => NetworkState;
	/** @returns ends the listening */
	readonly onChange: (listener: (state: NetworkState) => void) => () => void;
};

/** The network as the shell and the window report it. */
export function createNetwork(): Network & {
	readonly report: (news: Partial<NetworkState>) => void;
} {
	let state: NetworkState = { online: true, awake: true };
	const listeners = new Set<(state: NetworkState) => void>();
	return {
		state: () => state,
		onChange: (listener) => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		report: (news) => {
			const next = { ...state, ...news };
			if (next.online === state.online && next.awake === state.awake) return;
			state = next;
			for (const listener of listeners) listener(next);
		},
	};
}
