import type { Outcome } from "./errors.ts";

/** The two channels of this app; preload and main know no other. */
export const CHANNEL = { call: "seedcase:call", event: "seedcase:event" } as const;

/** The whole of what preload puts on `window.seedcase`. It never grows with a feature. */
export type Bridge = {
	/** Asks main for one row of the request table. Never rejects. */
	readonly call: (name: string, input: unknown) => Promise<Outcome<unknown>>;
	/** Hears every event. @returns a function that ends the subscription */
	readonly on: (listener: (name: string, payload: unknown) => void) => () => void;
	/** The path on disk of a file the designer dropped; empty when the file has none. */
	readonly pathOfFile: (file: object) => string;
};
