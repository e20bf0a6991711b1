import { type Clock, steadyNow } from "../../foundation/clock.ts";

/** One timer that rings once, at the earliest of the moments it was set to. */
export class Alarm {
	readonly #clock: Clock;
	readonly #ring: () => void;
	#set: { readonly at: number; readonly stop: AbortController } | undefined;

	constructor(clock: Clock, ring: () => void) {
		this.#clock = clock;
		this.#ring = ring;
	}

	/** Rings in `ms` at the latest. */
	setIn(ms: number): void {
		const wait = Math.max(1, Math.ceil(ms));
		const at = steadyNow(this.#clock) + wait;
		if (this.#set !== undefined && this.#set.at <= at) return;
		this.clear();
		const mine = { at, stop: new AbortController() };
		this.#set = mine;
		this.#clock.sleep(wait, mine.stop.signal).then(
			() => {
				if (this.#set !== mine) return;
				this.#set = undefined;
				this.#ring();
			},
			() => {},
		);
	}

	clear(): void {
		this.#set?.stop.abort();
		this.#set = undefined;
	}
}
