import type { JobId } from "../../contract/ids.ts";
import type { Clock } from "../foundation/clock.ts";

/** The longest rest; a link that lives a day is asked for a hundred times. */
const LONGEST_MS = 15 * 60_000;
const FIRST_MS = 30_000;

/**
 * Jobs that can do nothing for the moment (a full disk, links that do not answer) and go on by
 * themselves after a while, each time a longer one.
 */
export class Rests {
	readonly #clock: Clock;
	readonly #resting = new Map<JobId, AbortController>();
	readonly #rounds = new Map<JobId, number>();

	constructor(clock: Clock) {
		this.#clock = clock;
	}

	has(id: JobId): boolean {
		return this.#resting.has(id);
	}

	ids(): readonly JobId[] {
		return [...this.#resting.keys()];
	}

	/** Calls `goOn` when the rest is over, unless it is ended before. */
	begin(id: JobId, goOn: () => void): void {
		const rounds = this.#rounds.get(id) ?? 0;
		this.#rounds.set(id, rounds + 1);
		const rest = new AbortController();
		this.#resting.set(id, rest);
		const ms = Math.min(FIRST_MS * 2 ** rounds, LONGEST_MS);
		this.#clock.sleep(ms, rest.signal).then(
			() => {
				this.#resting.delete(id);
				goOn();
			},
			() => {},
		);
	}

	/** Ends the rest of a job at once; the next one starts short again. */
	end(id: JobId): void {
		this.#resting.get(id)?.abort();
		this.#resting.delete(id);
		this.#rounds.delete(id);
	}

	endAll(): void {
		for (const id of [...this.#resting.keys()]) this.end(id);
	}
}
