import { AppError, appError } from "../../contract/errors.ts";
import { scrub } from "../foundation/log.ts";
import { storageError } from "../foundation/storage-error.ts";

/** Primary result codes, from https://www.sqlite.org/rescode.html */
const SQLITE_READONLY = 8;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_NOTADB = 26;

/**
 * An error of SQLite in this app's words: `disk-full`, `folder-read-only`, `record-damaged`, or what
 * {@link storageError} makes of it.
 * @param folder the folder the designer knows: the library, or the app's data folder
 */
export function databaseError(thrown: unknown, folder: string): AppError {
	if (thrown instanceof AppError) return thrown;
	const more = { cause: thrown };
	switch (primaryCode(thrown)) {
		case SQLITE_FULL:
			return appError("disk-full", { folder }, more);
		case SQLITE_READONLY:
			return appError("folder-read-only", { folder }, more);
		case SQLITE_CORRUPT:
		case SQLITE_NOTADB: {
			const said = scrub(thrown instanceof Error ? thrown.message : String(thrown));
			return appError("record-damaged", { folder, said }, more);
		}
		default:
			return storageError(thrown, folder);
	}
}

/** The low byte of SQLite's extended code, which node:sqlite gives as `errcode`. */
function primaryCode(thrown: unknown): number | undefined {
	return thrown instanceof Error && "errcode" in thrown && typeof thrown.errcode === "number"
		? thrown.errcode & 0xff
		: undefined;
}
