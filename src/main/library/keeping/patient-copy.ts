import { AppError } from "../../../contract/errors.ts";
import { storageError } from "../../foundation/storage-error.ts";
import type { ActivityReport } from "../activities.ts";
import { SourceFault } from "./copy-verified.ts";

/** What the designer can put right while the work waits: a full disk, a disk that was unplugged or is locked. */
const worthWaiting: readonly string[] = ["disk-full", "folder-missing", "folder-read-only"];

/**
 * Does one file of a long copy. A file that cannot be read is told, and the rest goes on; a place that
 * takes nothing more stops the work until the designer lets it go on.
 * @param name of the file, for the list of problems
 * @param to the folder that is copied to, absolute
 * @returns undefined when this file was given up
 * @throws AppError `cancelled`
 */
export async function patiently<T>(
	name: string,
	to: string,
	report: ActivityReport,
	work: () => Promise<T>,
): Promise<T | undefined> {
	for (;;) {
		await report.breathe();
		try {
			return await work();
		} catch (thrown) {
			report.signal.throwIfAborted();
			if (thrown instanceof SourceFault) {
				report.problem(name, thrown.error);
				return undefined;
			}
			const error = thrown instanceof AppError ? thrown : storageError(thrown, to);
			if (worthWaiting.includes(error.reason)) {
				await report.hold(error);
				continue;
			}
			report.problem(name, error);
			return undefined;
		}
	}
}
