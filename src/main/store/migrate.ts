import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { appError } from "../../contract/errors.ts";

/** One step of a database's shape. Never edit one that has shipped: add the next. */
export type Migration = {
	/** From 1, without gaps. */
	readonly version: number;
	readonly sql: string;
};

const Version = z.object({ user_version: z.int().min(0) });

/**
 * Brings a database to the newest version, each step in a transaction of its own, so that a step
 * that fails leaves the one before it once the database is closed, which is the caller's part.
 * @param file the database's name, for the sentence
 * @throws AppError `storage-failed` with the fact `newerVersion` when a newer version of this app has written the file
 */
export function migrate(
	database: DatabaseSync,
	migrations: readonly Migration[],
	file: string,
): void {
	migrations.forEach((migration, index) => {
		if (migration.version !== index + 1) {
			throw appError("internal", { said: `migration ${migration.version} is out of order` });
		}
	});
	const found = versionOf(database);
	if (found > migrations.length) {
		throw appError("storage-failed", {
			said: `${file} was written by a newer version of Seedcase (its version is ${found}, this app knows ${migrations.length}); use the newer app`,
			newerVersion: found,
		});
	}
	for (const migration of migrations.slice(found)) {
		database.exec("BEGIN IMMEDIATE");
		database.exec(migration.sql);
		database.exec(`PRAGMA user_version = ${migration.version}`);
		database.exec("COMMIT");
	}
}

/** @throws AppError `storage-failed` when the database has not exactly this version */
export function ensureVersion(database: DatabaseSync, wanted: number, file: string): void {
	const found = versionOf(database);
	if (found === wanted) return;
	throw appError("storage-failed", {
		said: `${file} has version ${found}, and this app reads version ${wanted}`,
	});
}

function versionOf(database: DatabaseSync): number {
	return Version.parse(database.prepare("PRAGMA user_version").get()).user_version;
}
