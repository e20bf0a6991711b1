/** What of a wheel event says who turned it; a `WheelEvent` is one. */
export type WheelFacts = {
	readonly deltaX: number;
	readonly deltaY: number;
	/** 0: px, 1: lines, 2: pages. */
	readonly deltaMode: number;
	readonly ctrlKey: boolean;
	readonly metaKey: boolean;
	readonly shiftKey: boolean;
	/** Ms. */
	readonly timeStamp: number;
};

/** Px to move what is seen by, or how many times larger it is to be. */
export type WheelMeaning =
	| { readonly kind: "pan"; readonly dx: number; readonly dy: number }
	| { readonly kind: "zoom"; readonly factor: number };

/** Px; Chromium scrolls by 40 px a line on every system (`kScrollbarPixelsPerLine`). */
const LINE_PX = 40;
const PAGE_PX = 800;
/** A notch of a mouse is 100 px or more in Chromium, 53 on a Linux with three lines a notch; less comes of fingers. */
const LEAST_NOTCH_PX = 50;
/** Fingers send without a pause, and end in a glide that looks like anything. */
const SAME_GESTURE_MS = 180;
/** e to this times the px: a notch of 100 px makes about a fifth. */
const ZOOM_PER_PX = 0.002;
/** A pinch tells small numbers, 1 to 10 a frame. */
const PINCH_PER_PX = 0.01;
/** One event never does more, whatever the mouse is set to. */
const LARGEST_STEP = 0.4;

/**
 * Tells a mouse's wheel, which zooms, from fingers on a trackpad, which move what is seen. There is
 * no way to ask: a wheel turns in whole notches up and down, fingers send small and crooked numbers.
 * @returns a reader that remembers the gesture it is in
 */
export function createWheelReader(): (event: WheelFacts) => WheelMeaning {
	let last: { readonly byMouse: boolean; readonly at: number } | undefined;
	return (event) => {
		const continues = last !== undefined && event.timeStamp - last.at < SAME_GESTURE_MS;
		const byMouse = continues && last !== undefined ? last.byMouse : isNotch(event);
		last = { byMouse, at: event.timeStamp };
		const dx = px(event.deltaX, event.deltaMode);
		const dy = px(event.deltaY, event.deltaMode);
		if (event.ctrlKey || event.metaKey) {
			return zoom(dy, isNotch(event) ? ZOOM_PER_PX : PINCH_PER_PX);
		}
		// Chromium turns Shift and a mouse's wheel into a sideways one on some systems only.
		if (event.shiftKey) return { kind: "pan", dx: dx === 0 ? dy : dx, dy: 0 };
		return byMouse ? zoom(dy, ZOOM_PER_PX) : { kind: "pan", dx, dy };
	};
}

function isNotch({ deltaX, deltaY, deltaMode }: WheelFacts): boolean {
	if (deltaMode !== 0) return true;
	return deltaX === 0 && Number.isInteger(deltaY) && Math.abs(deltaY) >= LEAST_NOTCH_PX;
}

function px(delta: number, mode: number): number {
	if (mode === 1) return delta * LINE_PX;
	return mode === 2 ? delta * PAGE_PX : delta;
}

function zoom(dy: number, perPx: number): WheelMeaning {
	const step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, -dy * perPx));
	return { kind: "zoom", factor: Math.exp(step) };
}
