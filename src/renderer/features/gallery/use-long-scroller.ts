import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";
import { baseFor, type LongScroll, lastTop } from "./long-scroll.ts";

/** The window moves in steps, so that most scroll events draw nothing. Well inside what is drawn beyond its edges, px. */
export const STEP = 96;

/** Scrolls an element that is only a window on something taller. All places are px from the top of everything. */
export function useLongScroller(scroller: RefObject<HTMLDivElement | null>, long: LongScroll) {
	const [base, setBase] = useState(0);
	const [top, setTop] = useState(0);
	/** What the element stands at already, and what it shall be scrolled to once it stands there. */
	const drawn = useRef(0);
	const wanted = useRef<number | undefined>(undefined);
	const [listeners] = useState(() => new Set<(top: number) => void>());

	const readTop = useCallback(
		() => wanted.current ?? drawn.current + (scroller.current?.scrollTop ?? 0),
		[scroller],
	);
	const tell = useCallback(
		(now: number) => {
			setTop(Math.floor(now / STEP) * STEP);
			for (const listener of listeners) listener(now);
		},
		[listeners],
	);
	const goTo = useCallback(
		(to: number) => {
			const element = scroller.current;
			if (element === null) return;
			const target = Math.min(lastTop(long), Math.max(0, Math.round(to)));
			const next = baseFor(long, target, drawn.current);
			if (next === drawn.current) {
				wanted.current = undefined;
				element.scrollTop = target - next;
			} else {
				wanted.current = target;
				setBase(next);
			}
		},
		[scroller, long],
	);
	const settle = useCallback(() => {
		const now = readTop();
		// By hand: the effect below asks anew how far it has come by then.
		if (wanted.current === undefined) setBase(baseFor(long, now, drawn.current));
		tell(now);
		return now;
	}, [long, readTop, tell]);

	useLayoutEffect(() => {
		const element = scroller.current;
		if (element === null || drawn.current === base) return;
		// Scrolled on meanwhile by hand: what was wanted is where the hand began.
		const to = wanted.current ?? drawn.current + element.scrollTop;
		drawn.current = base;
		wanted.current = undefined;
		element.scrollTop = to - base;
	}, [base, scroller]);
	const follow = useCallback(
		(listener: (top: number) => void) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		[listeners],
	);
	return { base, top, follow, readTop, goTo, settle };
}
