import { rmSync } from "node:fs";
import { AppError } from "../../contract/errors.ts";

/** Opens a database that only saves work; a damaged or newer one is made anew. */
export function openCache<T>(path: string, open: (path: string) => T): T {
	try {
		return open(path);
	} catch (thrown) {
		const { reason, failure } = AppError.from(thrown);
		const isNewer = failure.facts?.newerVersion !== undefined;
		if (reason !== "record-damaged" && !isNewer) throw thrown;
		for (const end of ["", "-wal", "-shm"]) rmSync(`${path}${end}`, { force: true });
		return open(path);
	}
}
