import { setImmediate as breath } from "node:timers/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { LibraryReader, ReaderKind, ReaderTable } from "./library-reader.ts";

/** Answers questions in turn, a little of each at a time. */
export type AskReader = <Kind extends ReaderKind>(
	kind: Kind,
	ask: ReaderTable[Kind]["ask"],
) => Promise<ReaderTable[Kind]["answer"]>;

export type ReaderDesk = {
	/** @throws AppError `cancelled` when newer questions of the kind have come in the meantime; the index's own */
	readonly ask: AskReader;
	/** Nobody gets an answer any more. */
	readonly close: () => void;
};

/** How long a question is worked on before others have their turn, ms. */
const TURN_MS = 6;

/** Who goes first, and how many may wait: of what is typed on the way to a word, the last letters count. */
const manners: Record<ReaderKind, { readonly rank: number; readonly waiting: number }> = {
	places: { rank: 0, waiting: 40 },
	nearness: { rank: 1, waiting: 40 },
	tags: { rank: 1, waiting: 8 },
	rank: { rank: 2, waiting: 20 },
	outline: { rank: 3, waiting: 4 },
	ids: { rank: 3, waiting: 20 },
	count: { rank: 4, waiting: 40 },
	facets: { rank: 5, waiting: 4 },
	keptCosts: { rank: 5, waiting: 4 },
};

type Task = {
	readonly kind: ReaderKind;
	/** Works on; true: it has answered. */
	readonly step: () => boolean;
	readonly reject: (error: AppError) => void;
};

export function createReaderDesk(reader: LibraryReader): ReaderDesk {
	// The newest first.
	const tasks: Task[] = [];
	let working = false;
	let closed = false;

	const drop = (task: Task) => {
		const at = tasks.indexOf(task);
		if (at >= 0) tasks.splice(at, 1);
	};
	const work = async () => {
		if (working) return;
		working = true;
		for (;;) {
			const [task] = tasks.toSorted((a, b) => manners[a.kind].rank - manners[b.kind].rank);
			if (task === undefined) break;
			const until = performance.now() + TURN_MS;
			try {
				while (performance.now() < until) {
					if (!task.step()) continue;
					drop(task);
					break;
				}
			} catch (error) {
				drop(task);
				task.reject(AppError.from(error));
			}
			if (tasks.length > 0) await breath();
		}
		working = false;
	};
	return {
		ask: (kind, ask) =>
			new Promise((resolve, reject) => {
				if (closed) {
					reject(appError("cancelled"));
					return;
				}
				const steps = answering(reader, kind, ask);
				const step = () => {
					const { done, value } = steps.next();
					if (done === true) resolve(value);
					return done === true;
				};
				tasks.unshift({ kind, step, reject });
				for (const old of tasks.filter((task) => task.kind === kind).slice(manners[kind].waiting)) {
					drop(old);
					old.reject(appError("cancelled"));
				}
				void work();
			}),
		close: () => {
			closed = true;
			for (const task of tasks.splice(0)) task.reject(appError("cancelled"));
		},
	};
}

function answering<Kind extends ReaderKind>(
	reader: LibraryReader,
	kind: Kind,
	ask: ReaderTable[Kind]["ask"],
): Generator<void, ReaderTable[Kind]["answer"]> {
	// The table pairs each kind with what it asks; the compiler cannot follow the pairing here.
	const answer = reader[kind] as (
		ask: ReaderTable[Kind]["ask"],
	) => Generator<void, ReaderTable[Kind]["answer"]>;
	return answer(ask);
}
