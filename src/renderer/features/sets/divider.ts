/** One press of an arrow key, and one with Shift held; parts of the frame. */
const STEP = 0.01;
const LARGE_STEP = 0.1;

/** Where the divider of two frames stands: 0 is the left edge, 1 the right one. */
export function dividerAt(clientX: number, frame: Pick<DOMRect, "left" | "width">): number {
	if (!(frame.width > 0)) return 0.5;
	return within((clientX - frame.left) / frame.width);
}

/** Where a key moves it; nothing for a key that is not the divider's. */
export function dividerAfterKey(
	place: number,
	{ key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): number | undefined {
	const step = shiftKey ? LARGE_STEP : STEP;
	switch (key) {
		case "ArrowLeft":
		case "ArrowDown":
			return within(place - step);
		case "ArrowRight":
		case "ArrowUp":
			return within(place + step);
		case "PageUp":
			return within(place + LARGE_STEP);
		case "PageDown":
			return within(place - LARGE_STEP);
		case "Home":
			return 0;
		case "End":
			return 1;
		default:
			return undefined;
	}
}

function within(place: number): number {
	// Steps of a hundredth do not add up exactly.
	return Math.min(1, Math.max(0, Math.round(place * 10_000) / 10_000));
}
