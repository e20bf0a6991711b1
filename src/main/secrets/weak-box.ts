import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { SealedBox } from "./sealed-box.ts";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What the designer agrees to when the computer has no key store: the key is not in the clear in
 * any file, but whoever can read both files of this user can open it. Never more than that is claimed.
 *
 * @param keyFile where the unlocking bytes lie, readable by this user alone
 */
export function createWeakBox(keyFile: string): SealedBox {
	const unlock = async (): Promise<Buffer> => {
		try {
			return await readFile(keyFile);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
			const fresh = randomBytes(KEY_BYTES);
			await mkdir(dirname(keyFile), { recursive: true });
			await writeFile(keyFile, fresh, { mode: 0o600, flag: "wx" });
			return fresh;
		}
	};
	return {
		protects: async () => false,
		seal: async (text) => {
			const iv = randomBytes(IV_BYTES);
			const cipher = createCipheriv(ALGORITHM, await unlock(), iv);
			const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
		},
		open: async (sealed) => {
			const bytes = Buffer.from(sealed, "base64");
			const decipher = createDecipheriv(ALGORITHM, await unlock(), bytes.subarray(0, IV_BYTES));
			decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
			const body = bytes.subarray(IV_BYTES + TAG_BYTES);
			return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
		},
	};
}
