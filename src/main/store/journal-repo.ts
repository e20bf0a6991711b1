import { z } from "zod";
import { GenerationRequest } from "../../contract/generation.ts";
import type { JobId } from "../../contract/ids.ts";
import { EpochMs, Job, Output } from "../../contract/jobs.ts";
import type { Log } from "../foundation/log.ts";
import type { Database } from "./database.ts";
import type { Migration } from "./migrate.ts";
import { placedMigration } from "./placed-repo.ts";

/** Where an output's bytes can still be had; it stays in main, since a signed link is a key of its own. */
const OutputSource = z.discriminatedUnion("kind", [
	z.object({ kind: z.literal("link"), url: z.string() }),
	/** In the reply that is kept on disk until everything in it is saved. */
	z.object({ kind: z.literal("reply") }),
	/** In a file of its own, written when it came: one by one, or in the answer to a question. */
	z.object({ kind: z.literal("frame") }),
	z.object({ kind: z.literal("none") }),
]);

const JournalOutput = Output.extend({
	source: OutputSource,
	revisedPrompt: z.string().optional(),
	/** Tries so far, for the pause before the next. */
	tries: z.int().default(0),
});
export type JournalOutput = z.infer<typeof JournalOutput>;

/** A job as main knows it: what the window sees and what it must not. */
const JournalJob = Job.extend({
	accountLabel: z.string(),
	baseUrl: z.string(),
	outputs: z.array(JournalOutput),
	/** Taken off the list by the designer. */
	dismissed: z.boolean(),
	/** Until when a task is asked after by itself. */
	giveUpAt: EpochMs.optional(),
	/** `remoteId` is our own tag: whether the gateway has such a task is not known yet. */
	byTag: z.boolean().optional(),
	/** Requests for {@link Job.fallbacks}, in order. */
	fallbackRequests: z.array(GenerationRequest).default([]),
	/** How often the gateway said "too many requests". */
	limited: z.int().default(0),
	/** How often it could not be sent because there seemed to be no network. */
	unreached: z.int().optional(),
});
export type JournalJob = z.infer<typeof JournalJob>;

/** The set a request names; a row that cannot be read names none, and keeps no other from being found. */
const SET_NAMED = "CASE WHEN json_valid(doc) THEN json_extract(doc, '$.request.follows.set') END";

export const journalMigrations: readonly Migration[] = [
	{
		version: 1,
		sql: `CREATE TABLE jobs (
			id TEXT PRIMARY KEY,
			state TEXT NOT NULL,
			dismissed INTEGER NOT NULL,
			doc TEXT NOT NULL
		) STRICT;
		CREATE INDEX jobs_open ON jobs (dismissed, id);`,
	},
	placedMigration,
	{ version: 3, sql: `CREATE INDEX jobs_by_set ON jobs (${SET_NAMED});` },
];

const Row = z.object({ id: z.string(), doc: z.string() });

/** How many ended jobs the list shows; older ones stay in the library as recipes. */
const LISTED_JOBS = 500;

export type JournalRepo = ReturnType<typeof createJournalRepo>;

/**
 * The journal of jobs, written before anything is done about them. One row a job: a state and what
 * belongs to it can never disagree.
 */
export function createJournalRepo(database: Database, log: Log) {
	const put = database.prepare(
		`INSERT INTO jobs (id, state, dismissed, doc) VALUES (?, ?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET state = excluded.state, dismissed = excluded.dismissed, doc = excluded.doc`,
	);
	const one = database.prepare("SELECT id, doc FROM jobs WHERE id = ?");
	// Ids sort by time, so the newest come first without a column of their own.
	const listed = database.prepare(
		`SELECT id, doc FROM jobs WHERE dismissed = 0 AND (
			state NOT IN ('done', 'partial', 'failed', 'canceled')
			OR id IN (SELECT id FROM jobs WHERE dismissed = 0 ORDER BY id DESC LIMIT ?)
		) ORDER BY id DESC`,
	);
	const unfinished = database.prepare(
		`SELECT id, doc FROM jobs
		 WHERE state IN ('queued', 'preparing', 'sending', 'waiting', 'receiving') ORDER BY id`,
	);
	const since = database.prepare("SELECT id, doc FROM jobs WHERE id >= ? ORDER BY id");
	const following = database.prepare(`SELECT id, doc FROM jobs WHERE ${SET_NAMED} = ? ORDER BY id`);
	const first = database.prepare("SELECT id FROM jobs LIMIT 1");

	const read = (found: unknown): JournalJob | undefined => {
		const row = Row.parse(found);
		try {
			return JournalJob.parse(JSON.parse(row.doc));
		} catch (error) {
			// One damaged row must not keep the others from being saved.
			log.error("a journal row cannot be read", { id: row.id, said: String(error).slice(0, 300) });
			return undefined;
		}
	};
	const readAll = (rows: readonly unknown[]) => rows.flatMap((row) => read(row) ?? []);

	const write = (job: JournalJob): void => {
		const doc = JSON.stringify(JournalJob.parse(job));
		put.run(job.id, job.state, job.dismissed ? 1 : 0, doc);
	};

	return {
		/** Durable when it returns. */
		put: write,
		/** All or none; durable when it returns. */
		putTogether: (jobs: readonly JournalJob[]): void =>
			database.transaction(() => jobs.forEach(write)),
		get: (id: JobId): JournalJob | undefined => {
			const row = one.get(id);
			return row === undefined ? undefined : read(row);
		},
		/** Newest first, without dismissed ones: all that are open, and the latest of the others. */
		list: (): readonly JournalJob[] => readAll(listed.all(LISTED_JOBS)),
		/** Everything that was going on, oldest first, dismissed or not. */
		unfinished: (): readonly JournalJob[] => readAll(unfinished.all()),
		/** Jobs made since a moment (milliseconds since the Unix epoch), oldest first, dismissed or not. */
		since: (ms: number): readonly JournalJob[] => readAll(since.all(idPrefix(ms))),
		/** Jobs whose requests name this one as their set, oldest first, dismissed or not. */
		following: (set: JobId): readonly JournalJob[] => readAll(following.all(set)),
		isEmpty: (): boolean => first.get() === undefined,
	};
}

/** What the id of a job made at this moment begins with: a UUID v7 starts with 48 bits of milliseconds. */
function idPrefix(ms: number): string {
	const time = Math.max(0, Math.floor(ms)).toString(16).padStart(12, "0");
	return `${time.slice(0, 8)}-${time.slice(8)}`;
}
