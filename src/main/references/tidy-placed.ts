import { AppError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { hasEnded } from "../../contract/jobs.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { JournalJob, JournalRepo } from "../store/journal-repo.ts";
import type { PlacedRepo, PlacedRow } from "../store/placed-repo.ts";
import type { Place } from "./place.ts";
import type { PlacedShelf } from "./placed-shelf.ts";

/** A gateway that may have taken a job fetches its references within this time. */
const UNKNOWN_NEEDS_MS = 24 * 60 * 60 * 1000;
const REMOVE_LIMIT_MS = 30_000;

export type TidyPorts = {
	readonly clock: Clock;
	readonly log: Log;
	readonly journal: Pick<JournalRepo, "get">;
	readonly placed: PlacedRepo;
	readonly shelf: PlacedShelf;
	/** Undefined when what was placed is out of reach for good. */
	readonly placeOf: (row: PlacedRow) => Place | undefined;
	/** Whether the designer wants placed pictures taken away, now. */
	readonly removePlaced: () => boolean;
};

type Tidying = {
	readonly tidy: (job: JobId) => Promise<void>;
	readonly tidyLeftovers: () => Promise<void>;
	readonly close: () => Promise<void>;
};

/** Takes placed pictures away once nobody needs them; what cannot be done now is left for the next start. */
export function createTidying(ports: TidyPorts): Tidying {
	const { placed, journal, log, clock } = ports;
	const closing = new AbortController();
	const going = new Set<Promise<void>>();
	const quietly = (work: () => Promise<void>): Promise<void> => {
		const done = work().catch((thrown: unknown) => {
			log.warn("placed references stay until the next start", { said: reasonOf(thrown) });
		});
		going.add(done);
		return done.finally(() => going.delete(done));
	};
	const removeUnneeded = async (rows: readonly PlacedRow[]) => {
		for (const row of rows) {
			if (!ports.removePlaced() || closing.signal.aborted) return;
			const needed = placed.jobsNeeding(row).some((id) => stillNeeds(journal.get(id), clock));
			if (!needed) await removeOne(row, ports, closing.signal);
		}
	};
	return {
		tidy: (id) =>
			quietly(async () => {
				const job = journal.get(id);
				const rows = placed.ofJob(id);
				// A gateway that could not read a reference may have been given a dead link.
				if (job !== undefined && wasRefused(job)) forgetLinks(rows, placed);
				if (job?.state === "unknown" && stillNeeds(job, clock)) return;
				placed.release(id);
				await removeUnneeded(rows);
			}),
		tidyLeftovers: () =>
			quietly(async () => {
				for (const id of placed.jobs()) {
					if (!stillNeeds(journal.get(id), clock)) placed.release(id);
				}
				const rows = placed.all();
				const gone = rows.filter(({ expiresAt }) => (expiresAt ?? Infinity) <= clock.now());
				for (const row of gone) placed.drop(row);
				await removeUnneeded(rows.filter((row) => !gone.includes(row)));
			}),
		close: async () => {
			closing.abort();
			await Promise.all(going);
		},
	};
}

function stillNeeds(job: JournalJob | undefined, clock: Clock): boolean {
	if (job === undefined) return false;
	if (!hasEnded(job.state)) return true;
	const since = job.sentAt ?? job.createdAt;
	return job.state === "unknown" && !job.dismissed && clock.now() - since < UNKNOWN_NEEDS_MS;
}

function wasRefused({ state, error }: JournalJob): boolean {
	return (
		state === "failed" &&
		(error?.kind === "invalid-reference" || error?.reason === "reference-refused")
	);
}

/** The next job that needs these bytes places them anew. */
function forgetLinks(rows: readonly PlacedRow[], placed: PlacedRepo): void {
	for (const { placedAt: _, ...row } of rows) placed.put(row);
}

async function removeOne(row: PlacedRow, ports: TidyPorts, closing: AbortSignal): Promise<void> {
	const { log, placed, shelf } = ports;
	const place = ports.placeOf(row);
	if (place === undefined) {
		placed.drop(row);
		return;
	}
	const { remove } = place;
	const { remoteId } = row;
	// Without these it goes by itself, and until then its link is good for other jobs.
	if (remove === undefined || remoteId === undefined) return;
	const signal = AbortSignal.any([closing, AbortSignal.timeout(REMOVE_LIMIT_MS)]);
	try {
		await shelf.remove(row, () => remove(remoteId, signal));
	} catch (thrown) {
		log.warn("a placed reference could not be removed", {
			kind: row.kind,
			reason: reasonOf(thrown),
		});
	}
}

function reasonOf(thrown: unknown): string {
	return AppError.from(thrown).reason;
}
