import { create } from "zustand";
import type { RunId } from "../../../contract/ids.ts";
import type { TakingProgress } from "../../state/take-pictures.ts";
import type { DropProblem } from "./board-drop-problems.ts";

/** One drop on its way to a board. */
export type DropRun = {
	readonly id: RunId;
	/** Absent until main says something, and for what comes at once. */
	readonly progress: TakingProgress | undefined;
	/** The most pictures it can bring. */
	readonly limit: number;
	readonly stop: () => void;
};

/** What is worth knowing after a drop, beyond what went wrong. */
export type DropNotice =
	| { readonly kind: "left-out"; readonly count: number; readonly limit: number }
	| { readonly kind: "passed-over"; readonly count: number };

type BoardDropState = {
	readonly runs: readonly DropRun[];
	/** Of every drop since the list was dismissed. */
	readonly problems: readonly DropProblem[];
	readonly notices: readonly DropNotice[];
};

/** What is being put on boards, and what could not be. */
export const useBoardDrop = create<BoardDropState>()(() => ({
	runs: [],
	problems: [],
	notices: [],
}));

export function beginRun(run: DropRun): void {
	useBoardDrop.setState(({ runs }) => ({ runs: [...runs, run] }));
}

export function tellRun(id: RunId, progress: TakingProgress): void {
	useBoardDrop.setState(({ runs }) => ({
		runs: runs.map((run) => (run.id === id ? { ...run, progress } : run)),
	}));
}

export function endRun(id: RunId): void {
	useBoardDrop.setState(({ runs }) => ({ runs: runs.filter((run) => run.id !== id) }));
}

/** The same of the same file, dropped again, is said once. */
export function noteProblems(added: readonly DropProblem[]): void {
	const { problems } = useBoardDrop.getState();
	const fresh = added.filter(
		({ name, error }) =>
			name === "" ||
			problems.every((one) => one.name !== name || one.error.reason !== error.reason),
	);
	if (fresh.length > 0) useBoardDrop.setState({ problems: [...problems, ...fresh] });
}

/** The latest word of each kind stands. */
export function noteNotice(notice: DropNotice): void {
	useBoardDrop.setState(({ notices }) => ({
		notices: [...notices.filter(({ kind }) => kind !== notice.kind), notice],
	}));
}

export function dismissDropProblems(): void {
	useBoardDrop.setState({ problems: [], notices: [] });
}
