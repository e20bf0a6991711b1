/**
 * The operating system's key store as a port. `protects` is false where the system would only
 * pretend (Linux without a keyring "encrypts" with a password that is in Electron's source).
 */
export type SealedBox = {
	readonly protects: () => Promise<boolean>;
	/** Base64 of the sealed text. @throws when nothing can be sealed on this computer */
	readonly seal: (text: string) => Promise<string>;
	/** @throws when it was sealed elsewhere, or the store is locked */
	readonly open: (sealed: string) => Promise<string>;
};
