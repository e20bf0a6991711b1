/** Pictures that are fetched and saved at a time, of all jobs together. */
const AT_ONCE = 8;

type Waiting = { readonly before: number; readonly go: () => void };

/** Turns for saving pictures: whoever's link dies first goes first, whatever job it belongs to. */
export class SavingTurns {
	readonly #waiting: Waiting[] = [];
	#taken = 0;

	/**
	 * @param before when the picture can no longer be had, milliseconds since the Unix epoch
	 * @returns gives the turn back
	 * @throws the signal's reason
	 */
	async take(before: number, signal: AbortSignal): Promise<() => void> {
		signal.throwIfAborted();
		if (this.#taken < AT_ONCE) this.#taken += 1;
		else await this.#wait(before, signal);
		let given = false;
		return () => {
			if (given) return;
			given = true;
			const next = this.#waiting.shift();
			if (next === undefined) this.#taken -= 1;
			else next.go();
		};
	}

	#wait(before: number, signal: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			const stop = () => {
				this.#waiting.splice(this.#waiting.indexOf(mine), 1);
				reject(signal.reason);
			};
			const go = () => {
				signal.removeEventListener("abort", stop);
				resolve();
			};
			const mine = { before, go };
			const later = this.#waiting.findIndex((one) => one.before > before);
			this.#waiting.splice(later < 0 ? this.#waiting.length : later, 0, mine);
			signal.addEventListener("abort", stop, { once: true });
		});
	}
}
