import { existsSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { AppError, type Failure } from "../../contract/errors.ts";
import type { Log } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";
import { type Database, openDatabase } from "../store/database.ts";
import { createJournalRepo, type JournalRepo, journalMigrations } from "../store/journal-repo.ts";

export type OpenJournal = {
	readonly database: Database;
	readonly journal: JournalRepo;
	/** Where the damaged file lies now, when there was one and an empty journal took its place. */
	readonly setAside?: string;
};

export function journalPath(dataFolder: string): string {
	return join(dataFolder, "journal.db");
}

/**
 * Opens the journal. A damaged one is set aside under another name: the pictures and the kept
 * replies lie elsewhere, and a designer must not be locked out by a list.
 * @param now milliseconds since the Unix epoch, for the other name
 * @throws AppError `disk-full`, `folder-read-only`, `storage-failed`; see {@link isFromNewerVersion}
 */
export function openJournal(dataFolder: string, now: number, log: Log): OpenJournal {
	const path = journalPath(dataFolder);
	const open = () => openDatabase(path, journalMigrations, { durable: true });
	const whole = (database: Database) => ({ database, journal: createJournalRepo(database, log) });
	try {
		return whole(open());
	} catch (thrown) {
		const { reason, message } = AppError.from(thrown);
		if (reason !== "record-damaged") throw thrown;
		const aside = join(dataFolder, `journal.damaged-${now}.db`);
		moveAside(path, aside);
		log.error("the journal is damaged and was set aside", { file: basename(aside), said: message });
		return { ...whole(open()), setAside: aside };
	}
}

/** True when the journal may not be touched because a newer app has written it. */
export function isFromNewerVersion(failure: Failure): boolean {
	return failure.facts?.newerVersion !== undefined;
}

/** The database last: were this cut short, the next start finds it damaged still and goes on. */
function moveAside(path: string, aside: string): void {
	try {
		for (const part of ["-wal", "-shm", ""]) {
			if (existsSync(path + part)) renameSync(path + part, aside + part);
		}
	} catch (error) {
		throw storageError(error, path);
	}
}
