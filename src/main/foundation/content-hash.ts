import { webcrypto } from "node:crypto";

/** SHA-256 as 64 lower-case hexadecimal digits, computed off the main thread. */
export async function contentHash(bytes: Uint8Array): Promise<string> {
	return Buffer.from(await webcrypto.subtle.digest("SHA-256", bytes)).toString("hex");
}
