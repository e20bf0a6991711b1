import { type Clock, steadyNow } from "../../foundation/clock.ts";

/** Smaller leaps of the wall clock are the system putting it right. */
const LEAP_MS = 2_000;

/**
 * Time that goes on while the computer sleeps and never goes back, milliseconds since some moment.
 * A steady clock may stand still in that time, and the wall clock may be set: this is the steady
 * clock, and the wall clock's leaps forward.
 */
export class WakingTime {
	readonly #clock: Clock;
	readonly #ahead: number;
	#leapt = 0;

	constructor(clock: Clock) {
		this.#clock = clock;
		this.#ahead = clock.now() - steadyNow(clock);
	}

	now(): number {
		const steady = steadyNow(this.#clock);
		const leapt = this.#clock.now() - steady - this.#ahead;
		if (leapt > this.#leapt + LEAP_MS) this.#leapt = leapt;
		return steady + this.#leapt;
	}
}
