import { useEffect, useRef } from "react";

/** What keys can do to the picture that is seen large. */
export type LargeFrame = {
	/** Fit and 100 % in turn, where the pointer is. */
	readonly toggle: () => void;
	readonly zoomIn: () => void;
	readonly zoomOut: () => void;
};

let present: LargeFrame | undefined;

/** The picture that is seen large now, or nothing. */
export function largeFrame(): LargeFrame | undefined {
	return present;
}

/** Lets the keys reach a picture for as long as it is on screen. `frame` may be new each time. */
export function useLargeFrame(frame: LargeFrame): void {
	const latest = useRef(frame);
	useEffect(() => {
		latest.current = frame;
	});
	useEffect(() => {
		const mine: LargeFrame = {
			toggle: () => latest.current.toggle(),
			zoomIn: () => latest.current.zoomIn(),
			zoomOut: () => latest.current.zoomOut(),
		};
		present = mine;
		return () => {
			if (present === mine) present = undefined;
		};
	}, []);
}
