import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "../../../../src/contract/errors.ts";
import { openDatabase, parsedRow } from "../../../../src/main/store/database.ts";
import type { Migration } from "../../../../src/main/store/migrate.ts";

const first: Migration = {
	version: 1,
	sql: "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT) STRICT",
};
const second: Migration = {
	version: 2,
	sql: "ALTER TABLE notes ADD COLUMN stars INTEGER DEFAULT 3",
};

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "seedcase-store-"));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});
const file = () => join(folder, "notes.db");

function thrownBy(work: () => unknown): AppError {
	try {
		work();
	} catch (error) {
		return AppError.from(error);
	}
	throw new Error("Nothing was thrown.");
}

/** SQLite's own opinion of a file. */
function pragma(name: string, path: string): unknown {
	const database = new DatabaseSync(path);
	try {
		return Object.values(database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
	} finally {
		database.close();
	}
}

describe("a database", () => {
	test("keeps what was written when it is opened again", () => {
		const before = openDatabase(file(), [first], { durable: true });
		expect(before.prepare("INSERT INTO notes (text) VALUES (?)").run("hello")).toBe(1);
		before.close();
		const after = openDatabase(file(), [first], { durable: true });
		expect(after.prepare("SELECT text FROM notes").all()).toEqual([{ text: "hello" }]);
		expect(after.prepare("SELECT text FROM notes WHERE id = :id").get({ id: 7 })).toBeUndefined();
		after.close();
	});

	test.each([
		[true, 2],
		[false, 1],
	])("with durable %s syncs at level %i", (durable, level) => {
		const database = openDatabase(file(), [first], { durable });
		expect(database.prepare("PRAGMA synchronous").get()).toEqual({ synchronous: level });
		expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
		expect(database.prepare("PRAGMA foreign_keys").get()).toEqual({ foreign_keys: 1 });
		database.close();
	});

	test("undoes a transaction that throws, and joins one inside another", () => {
		const database = openDatabase(file(), [first], { durable: false });
		const put = database.prepare("INSERT INTO notes (text) VALUES (?)");
		const count = database.prepare("SELECT count(*) AS n FROM notes");
		const broken = () =>
			database.transaction(() => {
				put.run("outer");
				database.transaction(() => put.run("inner"));
				throw new Error("changed my mind");
			});
		expect(broken).toThrow("changed my mind");
		expect(count.get()).toEqual({ n: 0 });
		expect(database.transaction(() => put.run("kept"))).toBe(1);
		expect(count.get()).toEqual({ n: 1 });
		database.close();
	});

	test("says storage-failed for SQL that fails, and record-damaged for a row that does not fit", () => {
		const database = openDatabase(file(), [first], { durable: false });
		const put = database.prepare("INSERT INTO notes (id, text) VALUES (1, ?)");
		put.run("one");
		expect(thrownBy(() => put.run("again")).reason).toBe("storage-failed");
		const row = database.prepare("SELECT text FROM notes").get();
		const Numbered = z.object({ text: z.number() });
		expect(thrownBy(() => parsedRow(Numbered, row, "notes.db")).reason).toBe("record-damaged");
		database.close();
	});
});

describe("a damaged database", () => {
	test("of other bytes is told as record-damaged and left as it was", () => {
		writeFileSync(file(), "these are no pages ".repeat(500));
		const error = thrownBy(() => openDatabase(file(), [first], { durable: true }));
		expect(error.reason).toBe("record-damaged");
	});

	test("with a broken page in the middle is found at opening when it is checked", () => {
		const database = openDatabase(file(), [first], { durable: true });
		const put = database.prepare("INSERT INTO notes (text) VALUES (?)");
		database.transaction(() => {
			for (let n = 0; n < 2_000; n += 1) put.run(`note ${n} ${"x".repeat(50)}`);
		});
		database.close();
		const bytes = Buffer.from(new Uint8Array(4096 * 3).fill(0x5a));
		patch(file(), 4096 * 4, bytes);
		expect(thrownBy(() => openDatabase(file(), [first], { durable: true })).reason).toBe(
			"record-damaged",
		);
		openDatabase(file(), [first], { durable: false }).close();
	});

	test("in a folder that is gone is told as folder-missing", () => {
		const path = join(folder, "gone", "notes.db");
		const error = thrownBy(() => openDatabase(path, [first], { durable: true }));
		expect(error.failure).toMatchObject({
			reason: "folder-missing",
			facts: { folder: join(folder, "gone") },
		});
	});
});

describe("migrations", () => {
	test("run once each, in order, on what is there", () => {
		const old = openDatabase(file(), [first], { durable: false });
		old.prepare("INSERT INTO notes (text) VALUES ('kept')").run();
		old.close();
		openDatabase(file(), [first, second], { durable: false }).close();
		const database = openDatabase(file(), [first, second], { durable: false });
		expect(database.prepare("SELECT text, stars FROM notes").all()).toEqual([
			{ text: "kept", stars: 3 },
		]);
		database.close();
		expect(pragma("user_version", file())).toBe(2);
	});

	test("leave the version before when one of them fails", () => {
		const broken: Migration = {
			version: 2,
			sql: "CREATE TABLE half (id INTEGER); CREATE TABLE notes (id INTEGER)",
		};
		expect(thrownBy(() => openDatabase(file(), [first, broken], { durable: false })).reason).toBe(
			"storage-failed",
		);
		expect(pragma("user_version", file())).toBe(1);
		expect(pragma("table_info(half)", file())).toBeUndefined();
		openDatabase(file(), [first, second], { durable: false }).close();
	});

	test("refuse a file of a newer version in words", () => {
		openDatabase(file(), [first, second], { durable: false }).close();
		const error = thrownBy(() => openDatabase(file(), [first], { durable: false }));
		expect(error.message).toContain("notes.db was written by a newer version of Seedcase");
		expect(pragma("user_version", file())).toBe(2);
	});

	test("out of order are a mistake of this app", () => {
		expect(thrownBy(() => openDatabase(file(), [second], { durable: false })).reason).toBe(
			"internal",
		);
	});
});

/** Writes over a part of a file. */
function patch(path: string, at: number, bytes: Buffer): void {
	const whole = readFileSync(path);
	bytes.copy(whole, at);
	writeFileSync(path, whole);
}
