import TinyQueue from "tinyqueue";
import type { TaskPace } from "../../gateways/task-pace.ts";

/** Questions of one account that may be on their way at a time. */
const AT_ONCE = 4;
/** A question may leave late and the next one in time: so much more than the page asks stands between them. */
const MARGIN = 1.05;
/** How much slower than its page allows an account is asked that keeps saying "too many requests". */
const SLOWEST = 16;
/** Answers without a complaint after which it is asked faster again. */
const FORGIVEN_AFTER = 20;

/** The moment of asking, on both clocks. */
export type Moment = {
	/** Goes on while the computer sleeps; what is due is due by this. */
	readonly time: number;
	/** May stand still meanwhile; what a gateway allows is kept by this. */
	readonly steady: number;
};

/** What a lane has to know of a task. */
export type Queued = {
	readonly pace: TaskPace;
	/** By the steady clock: not asked again before this. */
	readonly notBefore: number;
	/** When it should be done, by the time that goes on in sleep. */
	readonly expected: number;
};

type Entry<Row> = { readonly row: Row; readonly due: number; readonly order: number };

/**
 * The waiting tasks of one account in order of their due times, and the account's limiter: questions
 * stand apart by what its page allows, with no burst. A task that is taken out leaves its entry in
 * the heap, to be dropped when it comes up.
 */
export class AccountLane<Row extends Queued> {
	#heap = newHeap<Row>();
	readonly #entries = new Map<Row, Entry<Row>>();
	#order = 0;
	#out = 0;
	#freeAt = 0;
	#restsUntil = 0;
	#slowness = 1;
	#slowedAt = 0;
	#fine = 0;

	/** Puts a task in, or to another place. */
	put(row: Row, due: number): void {
		this.#order += 1;
		const entry = { row, due, order: this.#order };
		this.#entries.set(row, entry);
		this.#heap.push(entry);
	}

	drop(row: Row): void {
		this.#entries.delete(row);
	}

	/** Takes out the task that may be asked after now; the question counts as out until `answered`. */
	take(now: Moment): Row | undefined {
		if (this.#out >= AT_ONCE || this.freeMs(now) > 0) return undefined;
		for (let entry = this.#first(); entry !== undefined; entry = this.#first()) {
			const { row, due } = entry;
			if (due > now.time) return undefined;
			this.#heap.pop();
			this.#entries.delete(row);
			if (row.notBefore <= now.steady) {
				this.#out += 1;
				this.#freeAt = now.steady + (1_000 / row.pace.perSecond) * MARGIN * this.#slowness;
				return row;
			}
			// Time leapt, and the task was asked after only just before.
			this.put(row, now.time + Math.max(1, row.notBefore - now.steady));
		}
		return undefined;
	}

	/** Until {@link take} gives one, milliseconds; undefined: not before something else happens. */
	waitMs(now: Moment): number | undefined {
		const first = this.#first();
		if (first === undefined || this.#out >= AT_ONCE) return undefined;
		return Math.max(first.due - now.time, this.freeMs(now), 0);
	}

	/** Until the account may be asked anything, milliseconds. */
	freeMs({ steady }: Moment): number {
		return Math.max(this.#freeAt - steady, this.#restsUntil - steady, 0);
	}

	/** A question that was out has come back, with whatever. */
	answered(): void {
		this.#out -= 1;
	}

	/** The gateway answered without a complaint. */
	fine(): void {
		this.#fine += 1;
		if (this.#fine < FORGIVEN_AFTER) return;
		this.#fine = 0;
		this.#slowness = Math.max(1, this.#slowness / 2);
	}

	/**
	 * "Too many requests": nothing of the account is asked for `ms`, and then less often.
	 * @param asked when the question went out; several that were out together are one complaint
	 */
	limited(ms: number, asked: Moment, { steady }: Moment): void {
		this.#restsUntil = Math.max(this.#restsUntil, steady + ms);
		this.#fine = 0;
		if (asked.steady < this.#slowedAt) return;
		this.#slowedAt = steady;
		this.#slowness = Math.min(SLOWEST, this.#slowness * 2);
	}

	/** After a pause: of everything that is overdue by now, the soonest expected comes first. */
	sortOverdue({ time }: Moment): void {
		const entries = [...this.#entries.values()];
		this.#heap = newHeap();
		for (const { row, due } of entries) {
			this.put(row, due <= time ? Math.min(due, row.expected) : due);
		}
	}

	#first(): Entry<Row> | undefined {
		let first = this.#heap.peek();
		while (first !== undefined && this.#entries.get(first.row) !== first) {
			this.#heap.pop();
			first = this.#heap.peek();
		}
		return first;
	}
}

function newHeap<Row>(): TinyQueue<Entry<Row>> {
	return new TinyQueue<Entry<Row>>([], (a, b) =>
		a.due === b.due ? a.order - b.order : a.due < b.due ? -1 : 1,
	);
}
