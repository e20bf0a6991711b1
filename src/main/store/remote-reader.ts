import { Worker } from "node:worker_threads";
import { appError, type ErrorReason, type Failure } from "../../contract/errors.ts";
import type { Clock } from "../foundation/clock.ts";
import type { Log } from "../foundation/log.ts";
import type { ReaderKind, ReaderTable } from "./library-reader.ts";
import type { AskReader } from "./reader-desk.ts";

export type ReaderRequest = {
	readonly id: number;
	readonly kind: ReaderKind;
	readonly ask: ReaderTable[ReaderKind]["ask"];
};
export type ReaderReply =
	| { readonly id: number; readonly ok: true; readonly value: unknown }
	| {
			readonly id: number;
			readonly ok: false;
			readonly reason: ErrorReason;
			readonly facts: NonNullable<Failure["facts"]>;
	  };

/** A file of the index; a file that took another's place has another number. */
export type IndexSource = { readonly path: string; readonly number: number };

/** A reader in a thread of its own, which is there while it is asked. */
export type RemoteReader = {
	/** @throws AppError `cancelled`; `storage-failed` when the thread could not answer: ask the index here */
	readonly ask: (source: IndexSource, ...question: Parameters<AskReader>) => Promise<unknown>;
	/** The file is free when it resolves. */
	readonly letGo: () => Promise<void>;
};

/** A thread with an open index costs memory; it is started again within a few frames. */
const IDLE_MS = 60_000;

type Running = {
	readonly worker: Worker;
	readonly number: number;
	readonly waiting: Map<number, PromiseWithResolvers<unknown>>;
};

/** @param workerUrl `reader-worker.ts`, or what the build made of it */
export function createRemoteReader(ports: {
	readonly workerUrl: URL;
	readonly folder: string;
	readonly clock: Clock;
	readonly log: Log;
}): RemoteReader {
	let running: Running | undefined;
	let idle = new AbortController();
	let asked = 0;

	const lose = (lost: Running, why: unknown) => {
		if (running === lost) running = undefined;
		for (const { reject } of lost.waiting.values()) {
			reject(appError("storage-failed", { said: String(why), folder: ports.folder }));
		}
		lost.waiting.clear();
	};
	const start = ({ path, number }: IndexSource): Running => {
		const worker = new Worker(ports.workerUrl, {
			name: "reader",
			workerData: { path, folder: ports.folder },
		});
		const started: Running = { worker, number, waiting: new Map() };
		worker.on("message", (reply: ReaderReply) => {
			const asking = started.waiting.get(reply.id);
			started.waiting.delete(reply.id);
			if (reply.ok) asking?.resolve(reply.value);
			else asking?.reject(appError(reply.reason, reply.facts));
			if (started.waiting.size === 0) endWhenIdle();
		});
		worker.on("error", (error) => {
			ports.log.warn("the reader of the index ended", { said: String(error) });
			lose(started, error);
		});
		worker.on("exit", (code) => lose(started, `the reader ended with code ${code}`));
		worker.unref();
		return started;
	};
	const letGo = async () => {
		idle.abort();
		const ending = running;
		if (ending === undefined) return;
		running = undefined;
		await ending.worker.terminate();
	};
	const endWhenIdle = () => {
		idle.abort();
		idle = new AbortController();
		const { signal } = idle;
		ports.clock.sleep(IDLE_MS, signal).then(letGo, () => {});
	};
	return {
		ask: async (source, kind, ask) => {
			if (running !== undefined && running.number !== source.number) await letGo();
			idle.abort();
			running ??= start(source);
			asked += 1;
			const answer = Promise.withResolvers<unknown>();
			running.waiting.set(asked, answer);
			running.worker.postMessage({ id: asked, kind, ask } satisfies ReaderRequest);
			return answer.promise;
		},
		letGo,
	};
}
