import type { AccountId } from "../../../contract/ids.ts";
import { type Clock, steadyNow } from "../../foundation/clock.ts";
import type { SubmitPace } from "../../gateways/task-pace.ts";
import { Alarm } from "./alarm.ts";

const MINUTE_MS = 60_000;

type Door = {
	/** Requests that are out. */
	inside: number;
	/** When those of the last minute went in, oldest first, by the steady clock. */
	entered: readonly number[];
	closedUntil: number;
	/** Somebody was sent away and should hear when there is room. */
	awaited: boolean;
};

/** Lets requests that cost through: so many at a time and so many in any minute, for each account. */
export class AccountGate {
	readonly #clock: Clock;
	readonly #doors = new Map<AccountId, Door>();
	readonly #alarms = new Map<AccountId, Alarm>();
	readonly #listeners = new Set<() => void>();
	#closed = false;

	constructor({ clock }: { readonly clock: Clock }) {
		this.#clock = clock;
	}

	/** @returns whether the request may be sent; if so, `leave` once it is over */
	tryEnter(account: AccountId, pace: SubmitPace): boolean {
		const door = this.#door(account);
		const wait = this.waitMs(account, pace);
		if (wait > 0) {
			door.awaited = true;
			if (Number.isFinite(wait) && !this.#closed) this.#alarm(account).setIn(wait);
			return false;
		}
		door.inside += 1;
		door.entered = [...door.entered, steadyNow(this.#clock)];
		return true;
	}

	leave(account: AccountId): void {
		const door = this.#door(account);
		door.inside = Math.max(0, door.inside - 1);
		this.#tellRoom(door);
	}

	/** Until the account has room by itself, milliseconds; infinite: not before a request leaves. */
	waitMs(account: AccountId, { atOnce, perMinute }: SubmitPace): number {
		const door = this.#door(account);
		if (door.inside >= atOnce) return Number.POSITIVE_INFINITY;
		const now = steadyNow(this.#clock);
		door.entered = door.entered.filter((at) => at > now - MINUTE_MS);
		const oldest = door.entered[door.entered.length - perMinute];
		const full = oldest === undefined ? 0 : oldest + MINUTE_MS - now;
		return Math.max(0, full, door.closedUntil - now);
	}

	/** Lets nothing through for a while, as after "too many requests". */
	penalize(account: AccountId, ms: number): void {
		const door = this.#door(account);
		door.closedUntil = Math.max(door.closedUntil, steadyNow(this.#clock) + ms);
	}

	/**
	 * Told when an account that had none may have room again; whoever wants it tries.
	 * @returns ends the listening
	 */
	onRoom(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Ends all timers; nobody is told of room any more. */
	close(): void {
		this.#closed = true;
		this.#listeners.clear();
		for (const alarm of this.#alarms.values()) alarm.clear();
	}

	#tellRoom(door: Door): void {
		if (!door.awaited) return;
		door.awaited = false;
		for (const listener of [...this.#listeners]) listener();
	}

	#door(account: AccountId): Door {
		const known = this.#doors.get(account);
		if (known !== undefined) return known;
		const door: Door = { inside: 0, entered: [], closedUntil: 0, awaited: false };
		this.#doors.set(account, door);
		return door;
	}

	#alarm(account: AccountId): Alarm {
		const alarm =
			this.#alarms.get(account) ??
			new Alarm(this.#clock, () => this.#tellRoom(this.#door(account)));
		this.#alarms.set(account, alarm);
		return alarm;
	}
}
