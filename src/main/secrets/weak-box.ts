import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import { link, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { systemCode } from "../foundation/storage-error.ts";
import type { SealedBox } from "./sealed-box.ts";

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * What the designer agrees to when the computer has no key store: the key is not in the clear in
 * any file, but whoever can read both files of this user can open it. Never more than that is claimed.
 *
 * @param keyFile where the unlocking bytes lie, readable by this user alone; one that a power cut
 * left damaged is replaced at the next seal, and what was sealed with it no longer opens
 */
export function createWeakBox(keyFile: string): SealedBox {
	let making: Promise<Buffer> | undefined;
	// Many waiting tasks lend keys several times a second. Only what the file gave in this run is kept.
	let known: Buffer | undefined;
	const keyToSeal = (): Promise<Buffer> => {
		// Always by the file: what is sealed with bytes that are only in memory opens in no later run.
		making ??= readOrMake(keyFile)
			.then((key) => {
				known = key;
				return key;
			})
			.finally(() => {
				making = undefined;
			});
		return making;
	};
	const keyInFile = async (): Promise<Buffer> => {
		const key = await readKey(keyFile);
		if (typeof key === "string") throw new Error(`the file that opens kept keys is ${key}`);
		known = key;
		return key;
	};
	return {
		protects: async () => false,
		seal: async (text) => {
			const iv = randomBytes(IV_BYTES);
			const cipher = createCipheriv(ALGORITHM, await keyToSeal(), iv);
			const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
			return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
		},
		open: async (sealed) => {
			const bytes = Buffer.from(sealed, "base64");
			if (known === undefined) return opened(bytes, await keyInFile());
			try {
				return opened(bytes, known);
			} catch {
				// Another box may have replaced the file since.
				return opened(bytes, await keyInFile());
			}
		},
	};
}

function opened(bytes: Buffer, key: Buffer): string {
	const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES));
	decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
	const body = bytes.subarray(IV_BYTES + TAG_BYTES);
	return Buffer.concat([decipher.update(body), decipher.final()]).toString("utf8");
}

async function readKey(keyFile: string): Promise<Buffer | "missing" | "damaged"> {
	try {
		const bytes = await readFile(keyFile);
		return bytes.length === KEY_BYTES ? bytes : "damaged";
	} catch (error) {
		if (systemCode(error) !== "ENOENT") throw error;
		return "missing";
	}
}

async function readOrMake(keyFile: string): Promise<Buffer> {
	const found = await readKey(keyFile);
	if (typeof found !== "string") return found;
	await mkdir(dirname(keyFile), { recursive: true });
	const fresh = `${keyFile}.${randomUUID()}.tmp`;
	try {
		await writeDurably(fresh, randomBytes(KEY_BYTES));
		if (found === "missing") await placeIfAbsent(fresh, keyFile);
		else await rename(fresh, keyFile);
	} finally {
		await rm(fresh, { force: true });
	}
	await syncFolder(dirname(keyFile));
	// Read again: when two began at once, both must seal with the one that is there.
	const kept = await readKey(keyFile);
	if (typeof kept === "string") throw new Error(`the file that opens kept keys is ${kept}`);
	return kept;
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
	const file = await open(path, "wx", 0o600);
	try {
		await file.writeFile(bytes);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** A link appears whole or not at all, and never takes the place of another file as a rename does. */
async function placeIfAbsent(from: string, to: string): Promise<void> {
	try {
		await link(from, to);
	} catch (error) {
		if (systemCode(error) === "EEXIST") return;
		// Some file systems have no links.
		await rename(from, to);
	}
}

/** The name of a new file lies in its folder, which has to be written too; Windows does that by itself. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === "win32") return;
	const handle = await open(folder, "r");
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
