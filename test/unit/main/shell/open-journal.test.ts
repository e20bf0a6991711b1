import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AppError } from "../../../../src/contract/errors.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import {
	isFromNewerVersion,
	journalPath,
	openJournal,
} from "../../../../src/main/shell/open-journal.ts";
import { openDatabase } from "../../../../src/main/store/database.ts";
import { journalMigrations } from "../../../../src/main/store/journal-repo.ts";
import { aJournalJob } from "../jobs/a-journal-job.ts";

let folder = "";
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "seedcase-journal-"));
});
afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function thrownBy(work: () => unknown): AppError {
	try {
		work();
	} catch (error) {
		return AppError.from(error);
	}
	throw new Error("Nothing was thrown.");
}

describe("the journal at start", () => {
	test("is opened where it lies, and made when there is none", () => {
		const { database, journal, setAside } = openJournal(folder, 7, silentLog);
		expect([journal.isEmpty(), setAside]).toEqual([true, undefined]);
		database.close();
		expect(readdirSync(folder)).toEqual(["journal.db"]);
	});

	test("is set aside when it is damaged, and an empty one takes its place", () => {
		const bytes = "these are no pages ".repeat(500);
		writeFileSync(journalPath(folder), bytes);
		const { database, journal, setAside } = openJournal(folder, 7, silentLog);
		expect(setAside).toBe(join(folder, "journal.damaged-7.db"));
		expect(journal.isEmpty()).toBe(true);
		database.close();
		expect(readFileSync(join(folder, "journal.damaged-7.db"), "utf8")).toBe(bytes);
		const next = openJournal(folder, 8, silentLog);
		expect(next.setAside).toBeUndefined();
		next.database.close();
	});

	test("of a newer version is left as it is, and told apart from a damaged one", () => {
		const next = { version: journalMigrations.length + 1, sql: "CREATE TABLE more (id INTEGER)" };
		openDatabase(journalPath(folder), [...journalMigrations, next], { durable: true }).close();
		const error = thrownBy(() => openJournal(folder, 7, silentLog));
		expect(isFromNewerVersion(error.failure)).toBe(true);
		expect(readdirSync(folder)).toEqual(["journal.db"]);
	});

	test("in a folder that is gone is neither damaged nor newer", () => {
		const error = thrownBy(() => openJournal(join(folder, "gone"), 7, silentLog));
		expect(error.reason).toBe("folder-missing");
		expect(isFromNewerVersion(error.failure)).toBe(false);
	});

	test.each(journalMigrations.slice(0, -1).map(({ version }) => version))(
		"of version %s is brought up to date with every job in it",
		(version) => {
			const job = aJournalJob();
			const path = journalPath(folder);
			const old = openDatabase(path, journalMigrations.slice(0, version), { durable: true });
			// The columns every version had.
			old
				.prepare("INSERT INTO jobs (id, state, dismissed, doc) VALUES (?, ?, ?, ?)")
				.run(job.id, job.state, 0, JSON.stringify(job));
			old.close();
			const { database, journal, setAside } = openJournal(folder, 7, silentLog);
			expect([journal.get(job.id), setAside]).toEqual([job, undefined]);
			journal.put({ ...job, dismissed: true });
			expect(journal.list()).toEqual([]);
			database.close();
			const again = openJournal(folder, 8, silentLog);
			expect(again.journal.get(job.id)?.dismissed).toBe(true);
			again.database.close();
		},
	);
});
