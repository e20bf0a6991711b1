import { existsSync } from "node:fs";
import { basename, dirname } from "node:path";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { AppError, appError } from "../../contract/errors.ts";
import { databaseError } from "./database-error.ts";
import { ensureVersion, type Migration, migrate } from "./migrate.ts";

/** How long a statement waits for another process that writes. */
const BUSY_TIMEOUT_MS = 2_000;

/** Values in the order of the question marks, or one record of names for `:name`. */
export type SqlParameters =
	| readonly SQLInputValue[]
	| readonly [Readonly<Record<string, SQLInputValue>>];

/** A prepared statement; rows come out as nobody knows what, so parse them (`parsedRow`). */
export type Statement = {
	/** @returns how many rows it changed */
	readonly run: (...parameters: SqlParameters) => number;
	/** The first row. */
	readonly get: (...parameters: SqlParameters) => unknown;
	readonly all: (...parameters: SqlParameters) => readonly unknown[];
};

/**
 * A database of this app. Everything is synchronous, and everything throws AppError: `disk-full`,
 * `folder-read-only`, `folder-missing`, `record-damaged` (the file, or a row that does not parse),
 * `storage-failed`.
 */
export type Database = {
	readonly path: string;
	readonly prepare: (sql: string) => Statement;
	/** All or nothing; a transaction inside another joins it. */
	readonly transaction: <T>(work: () => T) => T;
	readonly close: () => void;
};

export type DatabaseOptions = {
	/** True: a commit survives a power cut (`synchronous=FULL`). False: it survives the end of this process. */
	readonly durable: boolean;
	/** Reads the whole file for damage at opening; absent: as `durable`. */
	readonly check?: boolean;
	/** Opens a file that is there and of this version, and never writes to it. */
	readonly readOnly?: boolean;
	/** The folder that sentences name, such as the library; absent: the file's own. */
	readonly folder?: string;
};

/**
 * Opens or makes a database file and brings it to the newest version.
 * @throws AppError `record-damaged` when the file is no sound database: the owner of a cache
 * deletes it and makes it again, the owner of a record sets it aside
 */
export function openDatabase(
	path: string,
	migrations: readonly Migration[],
	options: DatabaseOptions,
): Database {
	const folder = options.folder ?? dirname(path);
	if (options.readOnly === true) return openToRead(path, migrations, folder);
	return guarded(folder, () => {
		const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
		try {
			database.exec("PRAGMA journal_mode = WAL");
			database.exec(`PRAGMA synchronous = ${options.durable ? "FULL" : "NORMAL"}`);
			if (options.check ?? options.durable) checkSound(database, path);
			migrate(database, migrations, basename(path));
		} catch (error) {
			database.close();
			throw error;
		}
		return databaseOver(database, path, folder);
	});
}

function openToRead(path: string, migrations: readonly Migration[], folder: string): Database {
	const open = (from: string | URL) => {
		const database = new DatabaseSync(from, { timeout: BUSY_TIMEOUT_MS, readOnly: true });
		try {
			ensureVersion(database, migrations.length, basename(path));
		} catch (error) {
			database.close();
			throw error;
		}
		return databaseOver(database, path, folder);
	};
	return guarded(folder, () => {
		try {
			return open(path);
		} catch (error) {
			// Where no file can be made beside it, it can only be read as one that never changes; with a
			// log beside it, it does (https://www.sqlite.org/wal.html, "Read-Only Databases", read 2026-11-21).
			if (error instanceof AppError || existsSync(`${path}-wal`)) throw error;
			const still = pathToFileURL(path);
			still.search = "?immutable=1";
			return open(still);
		}
	});
}

/**
 * A row as its schema says.
 * @throws AppError `record-damaged` when it does not fit
 */
export function parsedRow<Row>(schema: z.ZodType<Row>, row: unknown, what: string): Row {
	const parsed = schema.safeParse(row);
	if (parsed.success) return parsed.data;
	const said = `${what}: ${z.prettifyError(parsed.error)}`;
	throw appError("record-damaged", { said }, { cause: parsed.error });
}

function databaseOver(database: DatabaseSync, path: string, folder: string): Database {
	return {
		path,
		prepare: (sql) => {
			const statement = guarded(folder, () => database.prepare(sql));
			return {
				run: (...parameters) =>
					Number(guarded(folder, () => statement.run(...sqlite(parameters))).changes),
				get: (...parameters) => guarded(folder, () => statement.get(...sqlite(parameters))),
				all: (...parameters) => guarded(folder, () => statement.all(...sqlite(parameters))),
			};
		},
		transaction: (work) => transaction(database, folder, work),
		close: () => {
			if (database.isOpen) database.close();
		},
	};
}

function transaction<T>(database: DatabaseSync, folder: string, work: () => T): T {
	if (database.isTransaction) return work();
	guarded(folder, () => database.exec("BEGIN IMMEDIATE"));
	try {
		const result = work();
		guarded(folder, () => database.exec("COMMIT"));
		return result;
	} catch (error) {
		// A full disk ends the transaction by itself.
		if (database.isTransaction) database.exec("ROLLBACK");
		throw error;
	}
}

function checkSound(database: DatabaseSync, path: string): void {
	const said = z
		.object({ quick_check: z.string() })
		.parse(database.prepare("PRAGMA quick_check(1)").get()).quick_check;
	if (said !== "ok") throw appError("record-damaged", { said: `${basename(path)}: ${said}` });
}

function guarded<T>(folder: string, work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw databaseError(error, folder);
	}
}

/** node:sqlite types named and positional values as two overloads of one call. */
function sqlite(parameters: SqlParameters): SQLInputValue[] {
	return parameters as SQLInputValue[];
}
