import { appError } from "../../contract/errors.ts";

type Work<T> = {
	readonly result: Promise<T>;
	readonly stop: AbortController;
	waiting: number;
};

/**
 * One piece of work for everybody who asks for the same thing at the same time. Whoever stops
 * waiting leaves alone; the work stops with the last of them.
 */
export class SharedWork<T> {
	readonly #going = new Map<string, Work<T>>();

	/** @throws AppError `cancelled` when `signal` is aborted; what the work throws */
	share(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
		if (signal.aborted) return Promise.reject(appError("cancelled"));
		const work = this.#going.get(key) ?? this.#begin(key, start);
		work.waiting += 1;
		return new Promise((resolve, reject) => {
			const leave = () => {
				work.waiting -= 1;
				if (work.waiting === 0) {
					// Whoever comes now begins anew instead of sharing the end of this.
					if (this.#going.get(key) === work) this.#going.delete(key);
					work.stop.abort();
				}
				reject(appError("cancelled"));
			};
			signal.addEventListener("abort", leave, { once: true });
			work.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
		});
	}

	#begin(key: string, start: (signal: AbortSignal) => Promise<T>): Work<T> {
		const stop = new AbortController();
		const work: Work<T> = { result: start(stop.signal), stop, waiting: 0 };
		this.#going.set(key, work);
		const end = () => {
			if (this.#going.get(key) === work) this.#going.delete(key);
		};
		work.result.then(end, end);
		return work;
	}
}
