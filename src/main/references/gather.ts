import { basename } from "node:path";
import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { RunId } from "../../contract/ids.ts";
import type { Gathering, Reference } from "../../contract/references.ts";
import { type Clock, steadyNow } from "../foundation/clock.ts";
import { type FoundFiles, findFiles } from "./gather-files.ts";
import type { ReferenceStore } from "./reference-store.ts";

/** Long imports of files and folders. */
export type Gatherer = {
	/**
	 * Takes pictures in, telling as it goes, at most about ten times a second; all is told when it ends.
	 * @returns the last word, without references and problems
	 * @throws AppError `input-invalid` for a run that is going on, one of the disk's errors when the
	 * library cannot be written to; what was taken in before was told and stays
	 */
	readonly gather: (wish: {
		readonly run: RunId;
		readonly paths: readonly string[];
		readonly limit: number;
	}) => Promise<Gathering>;
	/** What was read stays; nothing happens when the run is not going on. */
	readonly stopGather: (run: RunId) => void;
	/** Stops everything and waits until it has. */
	readonly close: () => Promise<void>;
};

export type GathererPorts = {
	readonly references: Pick<ReferenceStore, "importFile">;
	readonly tell: (word: Gathering) => void;
	readonly clock: Clock;
};

/** As many as there are decoders. */
const AT_ONCE = 2;
/** Between two words, ms. */
const PACE_MS = 100;

export function createGatherer(ports: GathererPorts): Gatherer {
	const going = new Map<
		RunId,
		{ readonly stop: AbortController; readonly end: Promise<unknown> }
	>();
	return {
		gather: async ({ run, paths, limit }) => {
			if (going.has(run)) throw appError("input-invalid", { said: "this run is going on already" });
			const stop = new AbortController();
			const end = gatherAll(new Tale(run, ports), { paths, limit, signal: stop.signal }, ports);
			going.set(run, { stop, end: end.catch(() => {}) });
			try {
				return await end;
			} finally {
				going.delete(run);
			}
		},
		stopGather: (run) => going.get(run)?.stop.abort(),
		close: async () => {
			const all = [...going.values()];
			for (const { stop } of all) stop.abort();
			await Promise.all(all.map(({ end }) => end));
		},
	};
}

async function gatherAll(
	tale: Tale,
	wish: { readonly paths: readonly string[]; readonly limit: number; readonly signal: AbortSignal },
	{ references }: GathererPorts,
): Promise<Gathering> {
	const { paths, limit, signal } = wish;
	try {
		await findFiles(paths, tale.files, { limit, signal, onProgress: () => tale.soon() });
		tale.stage = "reading";
		tale.soon();
		await eachOf(tale.files.paths, signal, async (path, at) => {
			tale.read(at, await readOne(path, references, signal));
		});
		tale.stage = signal.aborted ? "stopped" : "done";
		return tale.end();
	} catch (thrown) {
		tale.stage = "stopped";
		const last = tale.end();
		if (signal.aborted) return last;
		throw thrown;
	}
}

type Read = { readonly reference: Reference } | { readonly name: string; readonly error: Failure };

/** @returns undefined when it was stopped before it was taken in @throws when the library cannot be written to */
async function readOne(
	path: string,
	references: GathererPorts["references"],
	signal: AbortSignal,
): Promise<Read | undefined> {
	try {
		return { reference: await references.importFile(path, { signal }) };
	} catch (thrown) {
		if (signal.aborted) return undefined;
		const { failure } = AppError.from(thrown);
		// A full disk would say the same of every file that is left.
		if (failure.kind === "storage") throw thrown;
		return { name: basename(path), error: failure };
	}
}

/** A few at once, begun in order; the first failure ends it once those at work are through. */
async function eachOf<T>(
	all: readonly T[],
	signal: AbortSignal,
	work: (one: T, at: number) => Promise<void>,
): Promise<void> {
	let next = 0;
	let failed = false;
	const worker = async () => {
		while (!signal.aborted && !failed && next < all.length) {
			const at = next;
			next += 1;
			const one = all[at];
			if (one === undefined) return;
			try {
				await work(one, at);
			} catch (error) {
				failed = true;
				throw error;
			}
		}
	};
	const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
	for (const end of ends) if (end.status === "rejected") throw end.reason;
}

/** What is told of one run, in the order found and not too often. */
class Tale {
	readonly files: FoundFiles = { paths: [], leftOut: 0, passedOver: 0, problems: [] };
	stage: Gathering["stage"] = "looking";
	readonly #run: RunId;
	readonly #ports: GathererPorts;
	readonly #results = new Map<number, Read | undefined>();
	readonly #over = new AbortController();
	/** The next result to tell. */
	#next = 0;
	#done = 0;
	#lastTold = Number.NEGATIVE_INFINITY;
	#waits = false;

	constructor(run: RunId, ports: GathererPorts) {
		this.#run = run;
		this.#ports = ports;
	}

	read(at: number, result: Read | undefined): void {
		this.#results.set(at, result);
		if (result !== undefined) this.#done += 1;
		this.soon();
	}

	/** Tells now, or when it is time again. */
	soon(): void {
		const { clock } = this.#ports;
		const left = this.#lastTold + PACE_MS - steadyNow(clock);
		if (left <= 0) {
			this.#tell(this.#untold(false));
		} else if (!this.#waits) {
			this.#waits = true;
			clock.sleep(left, this.#over.signal).then(
				() => {
					this.#waits = false;
					this.#tell(this.#untold(false));
				},
				() => {},
			);
		}
	}

	/** Tells all that is left. @returns the last word */
	end(): Gathering {
		this.#over.abort();
		const last = this.#untold(true);
		this.#tell(last);
		return { ...last, references: [], problems: [] };
	}

	#tell(word: Gathering): void {
		this.#lastTold = steadyNow(this.#ports.clock);
		this.#ports.tell(word);
	}

	/** @param all also what lies behind one that was not read, because nothing more will come */
	#untold(all: boolean): Gathering {
		const { paths, leftOut, passedOver } = this.files;
		const problems: Gathering["problems"] = this.files.problems
			.splice(0)
			.map(({ name, error }) => ({ name, error: error.failure }));
		const references: Reference[] = [];
		while (this.#next < paths.length && (all || this.#results.has(this.#next))) {
			const result = this.#results.get(this.#next);
			this.#results.delete(this.#next);
			this.#next += 1;
			if (result === undefined) continue;
			if ("reference" in result) references.push(result.reference);
			else problems.push(result);
		}
		const { stage } = this;
		const counts = { found: paths.length, done: this.#done, leftOut, passedOver };
		return { run: this.#run, stage, ...counts, references, problems };
	}
}
