import { DatabaseSync } from "node:sqlite";

/** A lock of the operating system on a file: it ends with the process, however that ends. */
export type FileLock = { readonly release: () => void };

/** Primary result codes, from https://www.sqlite.org/rescode.html (read 2026-11-21). */
const SQLITE_BUSY = 5;
const SQLITE_IOERR = 10;

/**
 * Takes a lock without waiting for it. SQLite's own locks are used: Node has none, and these are known
 * on every system. Nothing is ever written to the file. On a network drive the lock may not reach
 * other computers.
 * @param path of a file that is there for this alone; made when it is missing
 * @returns `held`: somebody else has it, be it in this very process; `unsupported`: there are no locks
 * on this volume
 * @throws what kept the file from being opened
 */
export function takeFileLock(path: string): FileLock | "held" | "unsupported" {
	const database = new DatabaseSync(path, { timeout: 0 });
	try {
		database.exec("BEGIN EXCLUSIVE");
	} catch (error) {
		database.close();
		const code = primaryCode(error);
		if (code === SQLITE_BUSY) return "held";
		if (code === SQLITE_IOERR) return "unsupported";
		throw error;
	}
	return {
		release: () => {
			if (database.isOpen) database.close();
		},
	};
}

function primaryCode(thrown: unknown): number | undefined {
	return thrown instanceof Error && "errcode" in thrown && typeof thrown.errcode === "number"
		? thrown.errcode & 0xff
		: undefined;
}
