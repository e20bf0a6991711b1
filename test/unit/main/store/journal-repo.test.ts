import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { v7 } from "uuid";
import { afterEach, beforeEach, expect, it } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { AccountId, GatewayId, JobId } from "../../../../src/contract/ids.ts";
import type { JobState } from "../../../../src/contract/jobs.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { newAccountId, newImageId, newJobId } from "../../../../src/main/foundation/new-id.ts";
import { type Database, openDatabase } from "../../../../src/main/store/database.ts";
import {
	createJournalRepo,
	type JournalJob,
	journalMigrations,
} from "../../../../src/main/store/journal-repo.ts";

let path: string;
let database: Database;
beforeEach(async () => {
	path = join(await mkdtemp(join(tmpdir(), "seedcase-journal-")), "journal.db");
	database = openDatabase(path, journalMigrations, { durable: true });
});
afterEach(() => database.close());

const open = () => createJournalRepo(database, silentLog);
const account = AccountId.parse(newAccountId());

function job(state: JobState): JournalJob {
	return {
		id: newJobId(),
		state,
		request: {
			account,
			model: "m",
			prompt: "a panda",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "set",
			count: 3,
			extras: {},
		},
		account,
		accountLabel: "Studio",
		baseUrl: "https://api.example.com/v1",
		gateway: GatewayId.parse("hosted"),
		gatewayTitle: "Hosted",
		modelTitle: "Model",
		createdAt: 1,
		notices: [],
		outputs: [
			{
				id: newImageId(),
				index: 0,
				state: "pending",
				source: { kind: "link", url: "https://cdn.example.com/1.png?X-Signature=abc" },
				tries: 2,
				error: appError("download-interrupted").failure,
			},
		],
		dismissed: false,
		fallbackRequests: [],
		limited: 0,
	};
}

it("gives back after a restart exactly what was put", () => {
	const put = job("receiving");
	open().put(put);
	database.close();
	database = openDatabase(path, journalMigrations, { durable: true });
	expect(open().get(put.id)).toEqual(put);
});

it("lists the newest first and leaves dismissed jobs out", () => {
	const jobs = (["done", "failed", "queued"] as const).map(job);
	for (const one of jobs) open().put(one);
	const [first, second, third] = jobs;
	if (second !== undefined) open().put({ ...second, dismissed: true });
	expect(
		open()
			.list()
			.map(({ id }) => id),
	).toEqual([third?.id, first?.id]);
});

it("names everything that was going on, oldest first, even when it was dismissed", () => {
	const going = (["queued", "sending", "receiving"] as const).map(job);
	for (const one of [...going, job("done"), job("unknown")]) open().put(one);
	const [first] = going;
	if (first !== undefined) open().put({ ...first, dismissed: true });
	expect(
		open()
			.unfinished()
			.map(({ state }) => state),
	).toEqual(["queued", "sending", "receiving"]);
});

it("keeps the other jobs when one row is damaged", () => {
	const [bad, good] = [job("queued"), job("queued")];
	open().put(bad);
	open().put(good);
	const raw = new DatabaseSync(path);
	raw.prepare("UPDATE jobs SET doc = ? WHERE id = ?").run('{"id": 1', bad.id);
	raw.close();
	expect(open().unfinished()).toEqual([good]);
	expect(open().get(bad.id)).toBeUndefined();
});

it("refuses to write down a job that does not hold together", () => {
	// Deliberately wrong: a state that does not exist.
	const wrong = { ...job("queued"), state: "somewhere" } as unknown as JournalJob;
	expect(() => open().put(wrong)).toThrow();
	expect(open().isEmpty()).toBe(true);
});

it("names the jobs made since a moment, oldest first, even when they were dismissed", () => {
	const at = Date.UTC(2026, 10, 21, 9, 30);
	const made = [at - 1, at, at + 1].map((msecs) => ({
		...job("done"),
		id: JobId.parse(v7({ msecs })),
		dismissed: msecs > at,
	}));
	for (const one of made.toReversed()) open().put(one);
	const idsSince = (ms: number) =>
		open()
			.since(ms)
			.map(({ id }) => id);
	const [, second, third] = made.map(({ id }) => id);
	expect(idsSince(at)).toEqual([second, third]);
	expect(idsSince(0)).toHaveLength(3);
	expect(idsSince(at + 2)).toEqual([]);
});

it("reads what a version wrote that knew nothing of tasks and fall-backs", () => {
	const { fallbackRequests: _, limited: __, ...old } = job("receiving");
	open().put(job("queued"));
	const raw = new DatabaseSync(path);
	raw
		.prepare("INSERT INTO jobs (id, state, dismissed, doc) VALUES (?, ?, 0, ?)")
		.run(old.id, old.state, JSON.stringify(old));
	raw.close();
	expect(open().get(old.id)).toEqual({ ...old, fallbackRequests: [], limited: 0 });
});
