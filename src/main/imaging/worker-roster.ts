import { type PoolWorker, startWorker, type WorkerLimits } from "./pool-worker.ts";

export type RosterOptions = WorkerLimits & {
	readonly workerUrl: URL;
	readonly maxWorkers: number;
	/** How long an idle worker is kept, milliseconds; a second idle one leaves sooner. */
	readonly quietMs: number;
	/** After this many pictures a worker is replaced, because wasm memory never shrinks. */
	readonly maxPictures: number;
};

/** Who works, who rests, and who has left. */
export type WorkerRoster = {
	/** A free worker, started if need be; undefined when all are at work. */
	readonly take: () => PoolWorker | undefined;
	/** Lets a worker rest, or ends it when it has done its share. */
	readonly giveBack: (worker: PoolWorker) => Promise<void>;
	readonly endAll: () => Promise<void>;
};

/** A second worker costs 130 MB and up: it is kept for this share of the quiet only. */
const SPARE_SHARE_OF_QUIET = 6;

export function createWorkerRoster(options: RosterOptions): WorkerRoster {
	const { maxWorkers, quietMs, maxPictures, clock } = options;
	const workers = new Set<PoolWorker>();
	const ending = new Set<Promise<void>>();
	const naps = new Map<PoolWorker, AbortController>();

	/** Keeps a worker for the next burst, and lets it go after some quiet. */
	async function rest(worker: PoolWorker): Promise<void> {
		const nap = new AbortController();
		const restMs = naps.size === 0 ? quietMs : quietMs / SPARE_SHARE_OF_QUIET;
		naps.set(worker, nap);
		const slept = await clock.sleep(restMs, nap.signal).then(
			() => true,
			() => false,
		);
		// Work may have come in the very moment the quiet ended.
		if (slept && naps.get(worker) === nap) await dismiss(worker);
	}

	function wake(worker: PoolWorker): void {
		naps.get(worker)?.abort();
		naps.delete(worker);
	}

	async function dismiss(worker: PoolWorker): Promise<void> {
		wake(worker);
		// A thread may take a while to die: work that waits must not wait for that.
		workers.delete(worker);
		const end = worker.end();
		ending.add(end);
		await end;
		ending.delete(end);
	}

	return {
		take: () => {
			for (const idle of naps.keys()) {
				wake(idle);
				if (idle.usable()) return idle;
				void dismiss(idle);
			}
			if (workers.size >= maxWorkers) return undefined;
			const worker = startWorker(options.workerUrl, options);
			workers.add(worker);
			return worker;
		},
		giveBack: async (worker) => {
			if (worker.usable() && worker.used() < maxPictures) void rest(worker);
			else await dismiss(worker);
		},
		endAll: async () => {
			await Promise.all([...[...workers].map(dismiss), ...ending]);
		},
	};
}
