import type { Failure } from "../../../contract/errors.ts";
import { pauseBeforeRetry } from "../../state/save-pause.ts";

/** What the saver needs of the world. */
export type FormSaverPort = {
	/** Sends the form as it stands in this moment; resolves once that is durable. What is sent later wins. */
	readonly send: () => Promise<void>;
	readonly failureOf: (thrown: unknown) => Failure;
	/** Runs something after so many milliseconds. @returns a function that stops it */
	readonly later: (run: () => void, ms: number) => () => void;
	/** Why the last word is not kept; undefined: it is. */
	readonly tell: (failure: Failure | undefined) => void;
};

export type FormSaver = {
	/** The form has changed; it is on its way a moment later, together with what follows at once. */
	readonly change: () => void;
	/** Sends what waits without awaiting anything; for a window that is about to close. */
	readonly flush: () => void;
};

/** Long enough for a few letters, short enough that nobody would mind losing them. */
export const KEEP_AFTER_MS = 300;

/**
 * Keeps the latest state of a form, also of one that is changed without a pause. What fails is sent
 * again after a growing pause, or with the next change.
 */
export function createFormSaver(port: FormSaverPort): FormSaver {
	let isWaiting = false;
	let stopTimer: (() => void) | undefined;
	let sendings = 0;
	let failures = 0;

	const sendIn = (ms: number) => {
		stopTimer?.();
		stopTimer = port.later(dispatch, ms);
	};
	const dispatch = () => {
		stopTimer?.();
		stopTimer = undefined;
		if (!isWaiting) return;
		isWaiting = false;
		sendings += 1;
		const sending = sendings;
		port.send().then(
			() => {
				if (sending !== sendings) return;
				failures = 0;
				port.tell(undefined);
			},
			(thrown: unknown) => {
				if (sending !== sendings) return;
				port.tell(port.failureOf(thrown));
				const pause = pauseBeforeRetry(failures);
				failures += 1;
				// What changed meanwhile is on its way earlier than this would be.
				if (isWaiting) return;
				isWaiting = true;
				sendIn(pause);
			},
		);
	};
	return {
		change: () => {
			// One that waits for another try waits longer than a change does.
			if (!isWaiting || failures > 0) sendIn(KEEP_AFTER_MS);
			isWaiting = true;
		},
		flush: dispatch,
	};
}
