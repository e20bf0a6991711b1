import { Worker } from "node:worker_threads";
import { AppError, appError } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";
import type { WorkerReply, WorkerTask } from "./worker-task.ts";

/** One worker thread, which does one task at a time. */
export type PoolWorker = {
	/**
	 * @throws AppError: the worker's own; `reference-damaged` when the picture kept it busy for too
	 * long or made it crash; `internal` when it did not start
	 */
	readonly run: (task: WorkerTask) => Promise<unknown>;
	/** False after a crash, a stuck task or a decoder that cannot go on. */
	readonly usable: () => boolean;
	/** How many tasks it has been given. */
	readonly used: () => number;
	readonly end: () => Promise<void>;
};

export type WorkerLimits = {
	/** How long a worker may take to start, milliseconds. */
	readonly startMs: number;
	/** How long one task may take, milliseconds. */
	readonly callMs: number;
	readonly clock: Clock;
};

export function startWorker(url: URL, limits: WorkerLimits): PoolWorker {
	const worker = new Worker(url, { name: "imaging", stdout: true, stderr: true });
	// libvips prints a line for every damaged tile; the reply says all that matters.
	worker.stdout.resume();
	worker.stderr.resume();
	let usable = true;
	let used = 0;
	let expected = Promise.withResolvers<WorkerReply>();
	const lose = (why: Error) => {
		usable = false;
		expected.reject(why);
	};
	worker.on("message", (reply: WorkerReply) => expected.resolve(reply));
	worker.on("error", (thrown) =>
		lose(thrown instanceof Error ? thrown : new Error(String(thrown))),
	);
	worker.on("exit", (code) => lose(new Error(`the worker ended with code ${code}`)));

	async function nextReply(limitMs: number): Promise<WorkerReply> {
		try {
			return await within(limitMs, expected.promise, limits.clock);
		} catch (error) {
			usable = false;
			await worker.terminate();
			throw error;
		}
	}
	const started = nextReply(limits.startMs);
	// A start that fails before the first task comes is told to that task, not to the process.
	started.catch(() => {});

	return {
		run: async (task) => {
			used++;
			await started.catch((error: unknown) => {
				throw AppError.from(error);
			});
			expected = Promise.withResolvers();
			worker.postMessage(task);
			const limitMs = "limitMs" in task ? task.limitMs : limits.callMs;
			const reply = await nextReply(limitMs).catch((error: unknown) => {
				throw appError("reference-damaged", { name: task.name }, { cause: error });
			});
			if (reply.kind === "failed" && reply.spoiled) usable = false;
			return unpack(reply);
		},
		usable: () => usable,
		used: () => used,
		end: async () => {
			usable = false;
			await worker.terminate();
		},
	};
}

function unpack(reply: WorkerReply): unknown {
	switch (reply.kind) {
		case "done":
			return reply.value;
		case "failed":
			throw appError(reply.reason, reply.facts, { cause: reply.said });
		case "ready":
			throw appError("internal", { said: "an imaging worker spoke out of turn" });
	}
}

async function within<Value>(ms: number, promise: Promise<Value>, clock: Clock): Promise<Value> {
	const watch = new AbortController();
	const tooLong = clock.sleep(ms, watch.signal).then(() => {
		throw new Error(`no answer within ${ms} ms`);
	});
	try {
		return await Promise.race([promise, tooLong]);
	} finally {
		watch.abort();
	}
}
