/** Longer than the two presses of a double click are apart, shorter than anyone means two jobs. */
const SAME_PRESS_MS = 800;
/** Some input methods end a composition and hand the key that ended it on as a plain press. */
const AFTER_COMPOSITION_MS = 150;

type KeyPress = Pick<KeyboardEvent, "isComposing" | "keyCode" | "repeat">;

/** Knows whether a wish to send can be meant: money is spent on it. */
export type SendGuard = {
	/** Tell it of every key that goes down, before anything acts on the key. */
	readonly keyDown: (press: KeyPress) => void;
	readonly keyUp: () => void;
	readonly compositionStart: () => void;
	readonly compositionEnd: () => void;
	/**
	 * True: send now, and call `end` when the request has been handed over. False: this is the same
	 * press again, a key held down, or part of writing in an input method.
	 * @param isAnswer pressed on a button that the press before has brought up: never the same press
	 */
	readonly begin: (isAnswer?: boolean) => boolean;
	readonly end: () => void;
};

/** @param now milliseconds that never go back, such as `performance.now` */
export function createSendGuard(now: () => number): SendGuard {
	let composing = false;
	let composedAt = Number.NEGATIVE_INFINITY;
	let beganAt = Number.NEGATIVE_INFINITY;
	let handingOver = false;
	let held = false;
	return {
		keyDown: ({ isComposing, keyCode, repeat }) => {
			held = repeat;
			// 229 is what Chromium reports for a key an input method has taken.
			if (isComposing || keyCode === 229) composedAt = now();
		},
		keyUp: () => {
			held = false;
		},
		compositionStart: () => {
			composing = true;
		},
		compositionEnd: () => {
			composing = false;
			composedAt = now();
		},
		begin: (isAnswer = false) => {
			if (composing || now() - composedAt < AFTER_COMPOSITION_MS) return false;
			if (handingOver || held) return false;
			if (!isAnswer && now() - beganAt < SAME_PRESS_MS) return false;
			handingOver = true;
			beganAt = now();
			return true;
		},
		end: () => {
			handingOver = false;
		},
	};
}
