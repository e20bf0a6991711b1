/**
 * The operating system's key store as a port. `protects` is false where the system would only
 * pretend (Linux without a keyring "encrypts" with a password that is in Electron's source).
 */
export type SealedBox = {
	/** Never rejects: a store that fails to answer protects nothing now, and may do so later. */
	readonly protects: () => Promise<boolean>;
	/** Base64 of the sealed text. @throws when nothing can be sealed on this computer */
	readonly seal: (text: string) => Promise<string>;
	/** @throws when it was sealed elsewhere, or the store is locked */
	readonly open: (sealed: string) => Promise<string>;
};

/** `never`: no waiting and no unlocking changes it while this process runs. */
export type Protection = "yes" | "not-now" | "never";

/**
 * Makes an answer that lasts out of a look that may fail: a keyring can be unlocked, and a question
 * of the system can be denied at first and allowed later, so only `yes` and `never` are remembered.
 * @param look may reject, which counts as `not-now`; never called twice at once
 */
export function rememberProtection(look: () => Promise<Protection>): SealedBox["protects"] {
	let settled: boolean | undefined;
	let looking: Promise<boolean> | undefined;
	const lookOnce = async (): Promise<boolean> => {
		try {
			const found = await look();
			if (found !== "not-now") settled = found === "yes";
			return found === "yes";
		} catch {
			return false;
		} finally {
			looking = undefined;
		}
	};
	return async () => {
		if (settled !== undefined) return settled;
		looking ??= lookOnce();
		return looking;
	};
}
