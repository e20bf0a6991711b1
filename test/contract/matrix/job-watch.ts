import type { JobId } from "../../../src/contract/ids.ts";
import type { Job } from "../../../src/contract/jobs.ts";
import { PATIENCE_MS } from "../../waiting.ts";

/** Remembers everything the window is told of jobs, and wakes whoever waits for something. */
export class JobWatch {
	readonly #told = new Map<JobId, Job[]>();
	readonly #waiting = new Map<JobId, Set<(job: Job) => void>>();

	heard(job: Job): void {
		const told = this.#told.get(job.id) ?? [];
		told.push(job);
		this.#told.set(job.id, told);
		for (const hear of [...(this.#waiting.get(job.id) ?? [])]) hear(job);
	}

	latest(id: JobId): Job | undefined {
		return this.#told.get(id)?.at(-1);
	}

	told(id: JobId): readonly Job[] {
		return this.#told.get(id) ?? [];
	}

	/** @throws Error after 20 s, with what the job is instead of `what` */
	async until(
		id: JobId,
		now: () => Job,
		wanted: (job: Job) => boolean,
		what: string,
	): Promise<Job> {
		const first = now();
		if (wanted(first)) return first;
		const waiting = this.#waiting.get(id) ?? new Set();
		this.#waiting.set(id, waiting);
		return await new Promise<Job>((resolve, reject) => {
			const end = () => {
				clearTimeout(timer);
				waiting.delete(hear);
			};
			const hear = (job: Job) => {
				if (!wanted(job)) return;
				end();
				resolve(job);
			};
			const timer = setTimeout(() => {
				end();
				reject(new Error(`waited for ${what}, and the job is ${inShort(now())}`));
			}, PATIENCE_MS);
			waiting.add(hear);
		});
	}
}

/** A job in one line, for messages of tests. */
export function inShort({ state, error, outputs, task, hold }: Job): string {
	const pictures = outputs.map((one) => `${one.state}${one.error ? `(${one.error.reason})` : ""}`);
	return JSON.stringify({
		...{ state, error: error && `${error.reason}, charged ${error.charged}`, pictures },
		...{ task: task && `${task.status} ${task.trouble?.reason ?? ""}`, hold: hold?.reason },
	});
}
