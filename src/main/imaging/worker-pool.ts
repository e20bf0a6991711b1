import { AppError, appError } from "../../contract/errors.ts";
import type { Log } from "../foundation/log.ts";
import type { PoolWorker } from "./pool-worker.ts";
import { createWorkerRoster, type RosterOptions } from "./worker-roster.ts";
import type { WorkerTask } from "./worker-task.ts";

export type WorkerPool = {
	/**
	 * Waits for a free worker and lets it do the task.
	 * @throws AppError, or the signal's reason when it is aborted first
	 */
	readonly run: (task: WorkerTask, signal?: AbortSignal) => Promise<unknown>;
	/** Ends all workers; what is not done yet fails as `cancelled`. */
	readonly close: () => Promise<void>;
};

type Waiting = {
	readonly task: WorkerTask;
	readonly resolve: (value: unknown) => void;
	readonly reject: (error: unknown) => void;
	/** False when its caller has given up. */
	wanted: boolean;
};

/** Hands tasks to as few workers as the work needs, first come, first served. */
export function createWorkerPool(options: RosterOptions & { readonly log: Log }): WorkerPool {
	const roster = createWorkerRoster(options);
	let queue: Waiting[] = [];
	let closed = false;

	function pump(): void {
		queue = queue.filter(({ wanted }) => wanted);
		for (let next = queue[0]; next !== undefined && !closed; next = queue[0]) {
			const worker = roster.take();
			if (worker === undefined) return;
			queue.shift();
			void employ(worker, next);
		}
	}

	async function employ(worker: PoolWorker, waiting: Waiting): Promise<void> {
		const { task, resolve, reject } = waiting;
		try {
			resolve(await worker.run(task));
		} catch (error) {
			options.log.info("picture not taken", { operation: task.operation, said: saidBy(error) });
			reject(closed ? appError("cancelled", {}, { cause: error }) : error);
		}
		await roster.giveBack(worker);
		pump();
	}

	return {
		run: async (task, signal) => {
			signal?.throwIfAborted();
			if (closed) throw appError("cancelled");
			const { promise, resolve, reject } = Promise.withResolvers<unknown>();
			const waiting: Waiting = { task, resolve, reject, wanted: true };
			const giveUp = () => {
				waiting.wanted = false;
				reject(signal?.reason);
			};
			signal?.addEventListener("abort", giveUp, { once: true });
			queue.push(waiting);
			pump();
			return promise.finally(() => signal?.removeEventListener("abort", giveUp));
		},
		close: async () => {
			closed = true;
			for (const { reject } of queue) reject(appError("cancelled"));
			queue = [];
			await roster.endAll();
		},
	};
}

/** The reason without the file's name, and what the decoder said. */
function saidBy(error: unknown): string {
	if (!(error instanceof AppError)) return String(error);
	return error.cause === undefined ? error.reason : `${error.reason}: ${String(error.cause)}`;
}
