import type { EventName, EventPayloads } from "../../contract/events.ts";
import type { JobId } from "../../contract/ids.ts";
import { type Clock, steadyNow } from "../foundation/clock.ts";
import type { Network } from "../foundation/network.ts";

/** What changed since the last run: folders of jobs, or anything. */
export type Touched = "files" | ReadonlySet<string>;

export type AutomaticPorts = {
	readonly clock: Clock;
	readonly network: Network;
	/** Runs now. @returns false when it could not be done and should be tried again */
	readonly run: (touched: Touched) => Promise<boolean>;
	/** The folder of a job, inside the library; undefined: it has none. */
	readonly folderOf: (job: JobId) => string | undefined;
	/** How long it waits after a change for more of them, ms. */
	readonly quietMs?: number;
};

const QUIET_MS = 20_000;
/** After a run that could not be done, and after each further one. */
const RETRY_MS = [60_000, 5 * 60_000, 15 * 60_000, 60 * 60_000] as const;
const LONGEST_RETRY_MS = 60 * 60_000;
/** Looking at every file may take this share of the time, however often something changes. */
const WALK_SHARE = 20;

/** Mirrors by itself: a while after the last change, only online, and again later when it fails. */
export class AutomaticMirror {
	readonly #ports: AutomaticPorts;
	readonly #folders = new Set<string>();
	readonly #ears: () => void;
	#everything = false;
	#failures = 0;
	#waiting: AbortController | undefined;
	#running = false;
	#on = false;
	/** Not before this may every file be looked at again; by the steady clock, whose beginning is anywhere. */
	#walkAt = Number.NEGATIVE_INFINITY;

	constructor(ports: AutomaticPorts) {
		this.#ports = ports;
		this.#ears = ports.network.onChange(({ online }) => {
			if (online && this.#isOwed()) this.#soon(0);
		});
	}

	/** @param everything a run is owed at once, for what changed while nobody listened */
	turn(on: boolean, everything = false): void {
		this.#on = on;
		this.#everything ||= on && everything;
		if (!on) this.#waiting?.abort();
		else if (this.#isOwed()) this.#soon(this.#quietMs());
	}

	/** Hears of everything main tells the window. */
	hear<N extends EventName>(event: N, payload: EventPayloads[N]): void {
		const touched = touchedBy(event, payload, this.#ports.folderOf);
		if (touched === undefined) return;
		if (touched === "files") this.#everything = true;
		else for (const folder of touched) this.#folders.add(folder);
		if (this.#on && !this.#running) this.#soon(this.#quietMs());
	}

	/** A run by hand has seen everything. */
	settled(): void {
		this.#everything = false;
		this.#folders.clear();
		this.#failures = 0;
	}

	close(): void {
		this.#on = false;
		this.#ears();
		this.#waiting?.abort();
	}

	#isOwed(): boolean {
		return this.#everything || this.#folders.size > 0 || this.#failures > 0;
	}

	#quietMs(): number {
		const quiet = this.#ports.quietMs ?? QUIET_MS;
		if (!this.#everything) return quiet;
		return Math.max(quiet, this.#walkAt - steadyNow(this.#ports.clock));
	}

	#soon(ms: number): void {
		this.#waiting?.abort();
		const waiting = new AbortController();
		this.#waiting = waiting;
		this.#ports.clock.sleep(ms, waiting.signal).then(
			() => this.#run(),
			() => {},
		);
	}

	async #run(): Promise<void> {
		const { online, awake } = this.#ports.network.state();
		if (!this.#on || this.#running || !online || !awake) return;
		const folders = new Set(this.#folders);
		const touched: Touched = this.#everything ? "files" : folders;
		this.#folders.clear();
		this.#everything = false;
		this.#running = true;
		const began = steadyNow(this.#ports.clock);
		const done = await this.#ports.run(touched).catch(() => false);
		this.#running = false;
		const now = steadyNow(this.#ports.clock);
		if (touched === "files") this.#walkAt = now + (now - began) * WALK_SHARE;
		if (!done) {
			this.#everything ||= touched === "files";
			for (const folder of folders) this.#folders.add(folder);
			const pause = RETRY_MS[this.#failures] ?? LONGEST_RETRY_MS;
			this.#failures += 1;
			if (this.#on) this.#soon(pause);
			return;
		}
		this.#failures = 0;
		if (this.#on && this.#isOwed()) this.#soon(this.#quietMs());
	}
}

/** Which folders an event is about; undefined: none of the library's. */
function touchedBy(
	event: EventName,
	payload: unknown,
	folderOf: AutomaticPorts["folderOf"],
): Touched | undefined {
	switch (event) {
		case "library.added":
		case "library.marked": {
			const records = payload as EventPayloads["library.marked"];
			return new Set(records.map(({ file }) => file.slice(0, Math.max(0, file.lastIndexOf("/")))));
		}
		case "sets.changed": {
			const folder = folderOf(payload as EventPayloads["sets.changed"]);
			return folder === undefined ? undefined : new Set([folder]);
		}
		case "library.moved":
		case "library.changed":
		case "library.rebuilt":
			return "files";
		case "collections.changed":
		case "shelf.changed":
		case "boards.changed":
		case "boards.edited":
			return new Set([""]);
		default:
			return undefined;
	}
}
