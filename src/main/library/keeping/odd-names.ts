import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { systemCode } from "../../foundation/storage-error.ts";

/**
 * A file or folder whose name is no valid text: on Linux a name is any bytes. By a text it cannot be
 * asked for at all, only by the bytes.
 */
export type OddEntry = {
	/** Its path inside the folder that was walked, with `/`, as the bytes the disk has. */
	readonly path: Buffer;
	/** The same to be read: what is no text is shown as `\xE9`. */
	readonly shown: string;
	readonly isFolder: boolean;
};

/** What Node writes where it finds no text; there are also names that have it in them as they are. */
const REPLACEMENT = "\u{FFFD}";

/** Whether a name that was read as text names nothing, since the disk has another. */
export async function isOddName(folder: string, name: string): Promise<boolean> {
	if (!name.includes(REPLACEMENT)) return false;
	try {
		await lstat(join(folder, name));
		return false;
	} catch (error) {
		return systemCode(error) === "ENOENT";
	}
}

/** @param inside of the folder, inside `root`, with `/`; empty: `root` itself */
export async function oddEntries(root: string, inside: string): Promise<readonly OddEntry[]> {
	const folder = join(root, ...inside.split("/"));
	const entries = await readdir(folder, { withFileTypes: true, encoding: "buffer" });
	const before = inside === "" ? "" : `${inside}/`;
	return entries
		.filter(({ name }) => !Buffer.from(name.toString("utf8")).equals(name))
		.map((entry) => ({
			path: Buffer.concat([Buffer.from(before), entry.name]),
			shown: `${before}${shownName(entry.name)}`,
			isFolder: entry.isDirectory(),
		}));
}

const LONGEST_SIGN = 4;
const strictly = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A name as it can be shown and typed again: what is no text in it is written as `\xE9`. */
export function shownName(name: Buffer): string {
	let shown = "";
	for (let at = 0; at < name.length; ) {
		const sign = signAt(name, at);
		shown += sign ?? `\\x${(name[at] ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
		at += sign === undefined ? 1 : Buffer.byteLength(sign);
	}
	return shown;
}

function signAt(name: Buffer, at: number): string | undefined {
	for (let length = 1; length <= LONGEST_SIGN && at + length <= name.length; length += 1) {
		try {
			return strictly.decode(name.subarray(at, at + length));
		} catch {
			// It may be longer.
		}
	}
	return undefined;
}
