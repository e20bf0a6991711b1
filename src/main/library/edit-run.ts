import { setImmediate as breath } from "node:timers/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { LibraryFolder } from "../store/library-folder.ts";
import type { Whereabouts } from "../store/order-rows.ts";
import type { ChangeNotes } from "./change-notes.ts";
import type { EditTurns } from "./edit-turns.ts";
import type { IndexBatch } from "./index-batch.ts";
import type { LivingIndex } from "./living-index.ts";
import type { Locks } from "./locks.ts";
import type { Hear, JobPictures } from "./trash-moves.ts";

/** How a long edit is followed and stopped. */
export type EditProgress = {
	readonly signal: AbortSignal;
	/** Pictures done, of all. */
	readonly tell: (done: number, total: number) => void;
};

export type EditRunPorts = {
	readonly place: LibraryFolder;
	readonly inTurn: Locks;
	readonly index: Pick<LivingIndex, "use">;
	readonly batch: IndexBatch;
	readonly notes: ChangeNotes;
	readonly turns: EditTurns;
	/** Makes the index say what the folders say of these. */
	readonly lookAgain: (of: JobPictures) => Promise<void>;
};

/** What came of work on many pictures. */
export type EditRun = {
	/** In the order asked. */
	readonly done: readonly ImageId[];
	/** The first of what went wrong. */
	readonly error?: AppError;
};

/** Folders written at once: the disk is the slow part, and these wait for it together. */
const AT_ONCE = 8;
/** Asked of the index at once. */
const ASKED_AT_ONCE = 500;

/**
 * Does something with pictures, folder by folder, several at once, each in turn with those who save
 * pictures there, and edits of one folder in the order they were asked for. One bad picture or folder
 * keeps no other out; it can be stopped between folders. The index has everything when this returns.
 */
export async function runEdit(
	ids: readonly ImageId[],
	work: (of: JobPictures, hear: Hear) => Promise<unknown>,
	ports: EditRunPorts,
	progress?: EditProgress,
): Promise<EditRun> {
	const { place, batch, notes } = ports;
	const turn = ports.turns.enter();
	const asked = [...new Set(ids)];
	const done = new Set<ImageId>();
	let error: AppError | undefined;
	const failed = (thrown: unknown) => {
		error ??= AppError.from(storageError(thrown, place.root));
	};
	const hear: Hear = { done: (id) => void done.add(id), failed: (_id, thrown) => failed(thrown) };
	try {
		const known = await whereabouts(asked, ports);
		if (known.size < asked.length) failed(appError("image-not-found"));
		const jobs = byJob(known.values());
		await turn.among(jobs.map(({ job }) => job));
		if (jobs.length > 0) {
			const end = await notes.begin([...known.keys()]);
			const sure = await eachJob(jobs, asked.length, { work, hear, failed, progress }, ports);
			batch.flush();
			// What is left unsure is looked at when the library is opened next.
			if (sure) await end();
		}
	} catch (thrown) {
		failed(thrown);
	} finally {
		turn.leave();
	}
	return { done: asked.filter((id) => done.has(id)), ...(error !== undefined && { error }) };
}

/**
 * Works through all folders, a few at once, until it is stopped.
 * @param total pictures asked for, those nobody knows included
 * @returns false: something failed half way, and nobody could look how it stands now
 */
async function eachJob(
	jobs: readonly JobPictures[],
	total: number,
	on: {
		readonly work: (of: JobPictures, hear: Hear) => Promise<unknown>;
		readonly hear: Hear;
		readonly failed: (thrown: unknown) => void;
		readonly progress: EditProgress | undefined;
	},
	{ place, inTurn, lookAgain }: EditRunPorts,
): Promise<boolean> {
	const { work, hear, failed, progress } = on;
	let sure = true;
	let next = 0;
	let through = total - jobs.reduce((sum, { ids }) => sum + ids.length, 0);
	const workOn = async (of: JobPictures) => {
		try {
			// A folder made where a disk was unplugged would pass for the library at the next start.
			await place.ensurePresent();
			await work(of, hear);
		} catch (thrown) {
			failed(thrown);
			await lookAgain(of).catch(() => {
				sure = false;
			});
		}
		through += of.ids.length;
		progress?.tell(through, total);
	};
	const take = () => {
		next += 1;
		return jobs[next - 1];
	};
	const worker = async () => {
		for (let of = take(); of !== undefined; of = take()) {
			if (progress?.signal.aborted) {
				failed(appError("cancelled"));
				return;
			}
			const mine = of;
			await inTurn(mine.job, () => workOn(mine));
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return sure;
}

async function whereabouts(
	ids: readonly ImageId[],
	{ index }: Pick<EditRunPorts, "index">,
): Promise<ReadonlyMap<ImageId, Whereabouts>> {
	const found = new Map<ImageId, Whereabouts>();
	for (let at = 0; at < ids.length; at += ASKED_AT_ONCE) {
		if (at > 0) await breath();
		const some = ids.slice(at, at + ASKED_AT_ONCE);
		for (const one of index.use((rows) => rows.order.whereabouts(some))) found.set(one.id, one);
	}
	return found;
}

function byJob(all: Iterable<Whereabouts>): JobPictures[] {
	const groups = new Map<JobId, { job: JobId; folder: string; ids: ImageId[] }>();
	for (const { id, job, folder } of all) {
		const group = groups.get(job) ?? { job, folder, ids: [] };
		group.ids.push(id);
		groups.set(job, group);
	}
	return [...groups.values()];
}
