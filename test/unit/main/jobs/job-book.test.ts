import { beforeEach, describe, expect, it } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import type { Job } from "../../../../src/contract/jobs.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { JobBook } from "../../../../src/main/jobs/job-book.ts";
import { openDatabase } from "../../../../src/main/store/database.ts";
import {
	createJournalRepo,
	type JournalJob,
	type JournalRepo,
	journalMigrations,
} from "../../../../src/main/store/journal-repo.ts";
import { aJournalJob } from "./a-journal-job.ts";

let journal: JournalRepo;
let told: Job[];
let ended: string[];
let successor: (failed: JournalJob) => JournalJob | undefined;
let book: JobBook;
beforeEach(() => {
	const database = openDatabase(":memory:", journalMigrations, { durable: false });
	journal = createJournalRepo(database, silentLog);
	told = [];
	ended = [];
	successor = () => undefined;
	book = open(journal);
});
const open = (over: JournalRepo) =>
	new JobBook({
		journal: over,
		emit: (event, payload) => {
			if (event === "jobs.changed") told.push(payload as Job);
		},
		now: () => 5_000,
		successor: (failed) => successor(failed),
		onEnded: ({ id, state }) => ended.push(`${id} ${state}`),
		log: silentLog,
	});

it("a change is on disk before anybody is told", () => {
	const job = aJournalJob();
	book = open({
		...journal,
		put: (next) => {
			expect(told.some(({ state }) => state === next.state)).toBe(false);
			journal.put(next);
		},
	});
	book.add([job]);
	book.update(job.id, { state: "preparing" });
	expect(journal.get(job.id)?.state).toBe("preparing");
	expect(told.map(({ state }) => state)).toEqual(["queued", "preparing"]);
});

it("a change that the disk does not take has not happened", () => {
	const job = aJournalJob();
	book.add([job]);
	const full = open({
		...journal,
		put: () => {
			throw appError("disk-full");
		},
	});
	expect(() => full.update(job.id, { state: "preparing" })).toThrow("disk is full");
	expect(full.get(job.id).state).toBe("queued");
	expect(full.unfinished().map(({ state }) => state)).toEqual(["queued"]);
});

it("what need not last is told and not written, and goes along with the next change", () => {
	const job = aJournalJob({ state: "waiting", task: { status: "a", known: true, late: false } });
	book.add([job]);
	const task = { status: "a", known: true, late: false, nextCheckAt: 9_000 };
	book.tell(job.id, { task });
	expect(told[1]?.task?.nextCheckAt).toBe(9_000);
	expect(journal.get(job.id)?.task?.nextCheckAt).toBeUndefined();
	expect(book.list()[0]?.task?.nextCheckAt).toBe(9_000);
	book.update(job.id, { limited: 1 });
	expect(journal.get(job.id)?.task?.nextCheckAt).toBe(9_000);
});

it("does not read waiting jobs from disk again", () => {
	const job = aJournalJob({ state: "waiting" });
	book.add([job]);
	const blind = open({
		...journal,
		get: () => {
			throw new Error("read from disk");
		},
	});
	expect(blind.get(job.id).id).toBe(job.id);
	blind.tell(job.id, { limited: 2 });
	expect(blind.unfinished()[0]?.limited).toBe(2);
});

it("what belongs to one state does not follow a job into another", () => {
	const job = aJournalJob({ hold: { reason: "offline", since: 1 } });
	book.add([job]);
	expect(book.update(job.id, { state: "preparing" }).hold).toBeUndefined();
	book.update(job.id, { state: "sending" });
	const task = { status: "a", known: true, late: false };
	book.update(job.id, { state: "waiting", task });
	const lost = book.update(job.id, { state: "unknown", checkable: true });
	expect(lost).toMatchObject({ checkable: true, endedAt: 5_000 });
	expect(lost.task).toBeUndefined();
	const again = book.update(job.id, { state: "waiting", task });
	expect(again.checkable).toBeUndefined();
	expect(again.endedAt).toBeUndefined();
	const coming = book.update(job.id, { state: "receiving", streaming: true });
	expect(coming.task).toBeUndefined();
	expect(book.update(job.id, { state: "partial" }).streaming).toBeUndefined();
	expect(ended).toEqual([`${job.id} unknown`, `${job.id} partial`]);
});

describe("a job that fails", () => {
	it("is written together with the one that goes on for it", () => {
		const job = aJournalJob({ fallbackRequests: [aJournalJob().request] });
		const next = aJournalJob({ fallbackFor: job.id });
		successor = () => next;
		book.add([job]);
		book.update(job.id, { state: "failed" });
		expect(journal.get(job.id)).toMatchObject({ state: "failed", fallbackRequests: [] });
		expect(journal.get(next.id)?.fallbackFor).toBe(job.id);
		expect(book.unfinished().map(({ id }) => id)).toEqual([next.id]);
		expect(told.map(({ id }) => id)).toEqual([job.id, job.id, next.id]);
	});

	it("has not failed when the two cannot be written", () => {
		const job = aJournalJob();
		book.add([job]);
		successor = () => aJournalJob();
		const full = open({
			...journal,
			putTogether: () => {
				throw appError("disk-full");
			},
		});
		expect(() => full.update(job.id, { state: "failed" })).toThrow("disk is full");
		expect(full.get(job.id).state).toBe("queued");
		expect(full.unfinished()).toHaveLength(1);
		expect(ended).toEqual([]);
	});

	it("asks for nobody to go on when it ends in any other way", () => {
		successor = () => {
			throw new Error("asked");
		};
		const job = aJournalJob();
		book.add([job]);
		expect(book.update(job.id, { state: "canceled" }).state).toBe("canceled");
	});
});

it("a listener that fails takes nothing with it: neither the change nor the job that goes on", () => {
	const next = aJournalJob();
	successor = () => next;
	const deaf = new JobBook({
		journal,
		emit: () => {
			throw new Error("the window is gone");
		},
		now: () => 5_000,
		successor: (failed) => successor(failed),
		onEnded: ({ id, state }) => ended.push(`${id} ${state}`),
		log: silentLog,
	});
	const job = aJournalJob({ state: "preparing" });
	deaf.add([job]);
	deaf.update(job.id, { state: "failed", error: appError("unreachable").failure });
	expect(ended).toEqual([`${job.id} failed`]);
	expect(deaf.unfinished().map(({ id }) => id)).toEqual([next.id]);
});
