import type { Clock } from "../../../../../src/main/foundation/clock.ts";

type Sleeper = { readonly at: number; readonly order: number; readonly wake: () => void };

/** Lets everything that can go on without time do so. */
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A clock that moves when the test says so, with a steady reading that starts at zero. */
export class VirtualClock implements Clock {
	#wall: number;
	#steady = 0;
	#order = 0;
	readonly #sleepers = new Set<Sleeper>();

	constructor(wall = Date.UTC(2026, 10, 21)) {
		this.#wall = wall;
	}

	readonly now = () => this.#wall;
	readonly steady = () => this.#steady;

	readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
		new Promise((resolve, reject) => {
			if (signal?.aborted) {
				reject(signal.reason);
				return;
			}
			this.#order += 1;
			const stop = () => {
				this.#sleepers.delete(sleeper);
				reject(signal?.reason);
			};
			const sleeper: Sleeper = {
				at: this.#steady + ms,
				order: this.#order,
				wake: () => {
					this.#sleepers.delete(sleeper);
					signal?.removeEventListener("abort", stop);
					resolve();
				},
			};
			this.#sleepers.add(sleeper);
			signal?.addEventListener("abort", stop, { once: true });
		});

	/** How many wait for this clock. */
	get sleepers(): number {
		return this.#sleepers.size;
	}

	/** Lets time go by; whoever sleeps is woken at its own moment. */
	async pass(ms: number): Promise<void> {
		const end = this.#steady + ms;
		await settled();
		for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
			this.#move(next.at - this.#steady);
			next.wake();
			await settled();
		}
		this.#move(end - this.#steady);
		await settled();
	}

	/** Somebody sets the wall clock, or the computer sleeps with its steady clock standing still. */
	leap(ms: number): void {
		this.#wall += ms;
	}

	#move(ms: number): void {
		this.#steady += ms;
		this.#wall += ms;
	}

	#next(end: number): Sleeper | undefined {
		let next: Sleeper | undefined;
		for (const sleeper of this.#sleepers) {
			if (sleeper.at > end) continue;
			if (next === undefined || sleeper.at < next.at) next = sleeper;
			else if (sleeper.at === next.at && sleeper.order < next.order) next = sleeper;
		}
		return next;
	}
}
