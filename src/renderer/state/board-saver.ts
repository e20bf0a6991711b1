import type { BoardChange } from "../../contract/board.ts";
import type { Failure } from "../../contract/errors.ts";
import type { BoardId } from "../../contract/ids.ts";
import { joinChanges } from "../board-document/join-changes.ts";
import { pauseBeforeRetry } from "./save-pause.ts";

/** Whether what was done to boards is on disk; a failure stays until it is. */
export type SaveState = "saved" | "saving" | { readonly failure: Failure };

/** What the saver needs of the world. */
export type SaverPort = {
	/** Resolves once the change is durable. Changes arrive in the order they are sent in. */
	readonly send: (id: BoardId, change: BoardChange) => Promise<void>;
	readonly failureOf: (thrown: unknown) => Failure;
	/** Runs something after so many milliseconds. @returns a function that stops it */
	readonly later: (run: () => void, ms: number) => () => void;
	readonly tell: (state: SaveState) => void;
};

export type BoardSaver = {
	/** Takes over what was done to a board; on its way at once, or joined to what waits. */
	readonly add: (id: BoardId, change: BoardChange) => void;
	/** Sends all that waits without awaiting anything; for a window that is about to close. */
	readonly flush: () => void;
	/** What of a board is not known to be durable. */
	readonly unsaved: (id: BoardId) => BoardChange | undefined;
	/** Gives up saving this board, which was removed. @returns what was unsaved of it */
	readonly forget: (id: BoardId) => BoardChange | undefined;
	/** Resolves once everything is durable. */
	readonly idle: () => Promise<void>;
};

type Queue = {
	waiting: BoardChange | undefined;
	/** All that was sent and not answered, as one. */
	unanswered: BoardChange | undefined;
	/** The number of the last sending. */
	sendings: number;
	failures: number;
	failure: Failure | undefined;
	stopRetry: (() => void) | undefined;
};

/**
 * Saves every change of every board strictly in order, one at a time: what comes meanwhile waits as
 * one change. What fails is kept and sent again, after a growing pause and with the next change.
 */
export function createBoardSaver(port: SaverPort): BoardSaver {
	const queues = new Map<BoardId, Queue>();
	const idlers: (() => void)[] = [];
	let told: SaveState = "saved";

	const tell = () => {
		const state = stateOf(queues);
		if (state !== told) port.tell(state);
		told = state;
		if (state === "saved") for (const resolve of idlers.splice(0)) resolve();
	};
	const settle = (id: BoardId, queue: Queue) => {
		if (queue.waiting === undefined && queue.unanswered === undefined) queues.delete(id);
		else if (queue.unanswered === undefined && queue.stopRetry === undefined) dispatch(id, queue);
		tell();
	};
	const dispatch = (id: BoardId, queue: Queue) => {
		queue.stopRetry?.();
		queue.stopRetry = undefined;
		// What is on its way goes along again: should it fail, this one alone must be enough.
		const change = joined(queue.unanswered, queue.waiting);
		if (change === undefined) return;
		queue.unanswered = change;
		queue.waiting = undefined;
		queue.sendings += 1;
		const sending = queue.sendings;
		port.send(id, change).then(
			() => {
				if (sending !== queue.sendings || queues.get(id) !== queue) return;
				Object.assign(queue, { unanswered: undefined, failures: 0, failure: undefined });
				settle(id, queue);
			},
			(thrown: unknown) => {
				if (sending !== queue.sendings || queues.get(id) !== queue) return;
				queue.waiting = joined(queue.unanswered, queue.waiting);
				queue.unanswered = undefined;
				queue.failure = port.failureOf(thrown);
				const pause = pauseBeforeRetry(queue.failures);
				queue.failures += 1;
				queue.stopRetry = port.later(() => dispatch(id, queue), pause);
				tell();
			},
		);
	};
	return {
		add: (id, change) => {
			const queue = queues.get(id) ?? newQueue();
			queues.set(id, queue);
			queue.waiting = joined(queue.waiting, change);
			if (queue.unanswered === undefined) dispatch(id, queue);
			tell();
		},
		flush: () => {
			for (const [id, queue] of queues) if (queue.waiting !== undefined) dispatch(id, queue);
		},
		unsaved: (id) => unsavedOf(queues.get(id)),
		forget: (id) => {
			const queue = queues.get(id);
			queue?.stopRetry?.();
			queues.delete(id);
			tell();
			return unsavedOf(queue);
		},
		idle: () =>
			stateOf(queues) === "saved"
				? Promise.resolve()
				: new Promise((resolve) => {
						idlers.push(resolve);
					}),
	};
}

function newQueue(): Queue {
	return {
		waiting: undefined,
		unanswered: undefined,
		sendings: 0,
		failures: 0,
		failure: undefined,
		stopRetry: undefined,
	};
}

const failures = new WeakMap<Failure, SaveState>();

function stateOf(queues: ReadonlyMap<BoardId, Queue>): SaveState {
	for (const { failure } of queues.values()) {
		if (failure === undefined) continue;
		const state = failures.get(failure) ?? { failure };
		failures.set(failure, state);
		return state;
	}
	return queues.size === 0 ? "saved" : "saving";
}

function unsavedOf(queue: Queue | undefined): BoardChange | undefined {
	return joined(queue?.unanswered, queue?.waiting);
}

function joined(
	first: BoardChange | undefined,
	second: BoardChange | undefined,
): BoardChange | undefined {
	if (first === undefined || second === undefined) return first ?? second;
	return joinChanges(first, second);
}
