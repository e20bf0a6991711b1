import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** Faster than this, px per ms, nobody can see a picture: none is fetched until it slows down. */
const FLING_SPEED = 8;
const SETTLE_MS = 90;
/** After this long without a step the eye rests on the pictures. */
const REST_MS = 250;

export type ScrollPace = "resting" | "moving" | "flinging";

/** How fast the gallery is scrolled; slower again a moment after the last fast step. */
export function useScrollPace(): readonly [ScrollPace, (top: number) => void] {
	const [pace, setPace] = useState<ScrollPace>("resting");
	const last = useRef({ top: 0, at: 0 });
	const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
	const note = useCallback((top: number) => {
		const at = performance.now();
		const speed = Math.abs(top - last.current.top) / Math.max(1, at - last.current.at);
		last.current = { top, at };
		if (speed > FLING_SPEED) setPace("flinging");
		// Slow enough to see something again, even though it goes on.
		else if (speed < FLING_SPEED / 2) setPace("moving");
		for (const timer of timers.current) clearTimeout(timer);
		timers.current = [
			setTimeout(() => setPace("moving"), SETTLE_MS),
			setTimeout(() => setPace("resting"), REST_MS),
		];
	}, []);
	useLayoutEffect(
		() => () => {
			for (const timer of timers.current) clearTimeout(timer);
		},
		[],
	);
	return [pace, note];
}
