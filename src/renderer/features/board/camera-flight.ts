import type { BoardView } from "../../../contract/board.ts";

const FLIGHT_MS = 140;

/** Carries a view from one place to another over a few frames. */
export type CameraFlight = {
	readonly flyTo: (to: BoardView) => void;
	/** Where it is going, while it is. */
	readonly goal: () => BoardView | undefined;
	/** The designer took over. */
	readonly stop: () => void;
};

export function createCameraFlight(
	view: () => BoardView,
	setView: (view: BoardView) => void,
): CameraFlight {
	let frame: number | undefined;
	let goal: BoardView | undefined;
	const stop = () => {
		if (frame !== undefined) cancelAnimationFrame(frame);
		frame = undefined;
		goal = undefined;
	};
	return {
		stop,
		goal: () => goal,
		flyTo: (to) => {
			stop();
			if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
				setView(to);
				return;
			}
			goal = to;
			const from = view();
			const began = performance.now();
			const step = () => {
				const part = Math.min(1, (performance.now() - began) / FLIGHT_MS);
				setView(between(from, to, 1 - (1 - part) ** 3));
				if (part < 1) frame = requestAnimationFrame(step);
				else stop();
			};
			frame = requestAnimationFrame(step);
		},
	};
}

/** The zoom goes in equal factors, and the place so that something stays still while it does. */
function between(from: BoardView, to: BoardView, part: number): BoardView {
	if (part >= 1) return to;
	const zoom = from.zoom * (to.zoom / from.zoom) ** part;
	const isZoom = Math.abs(to.zoom / from.zoom - 1) > 1e-3;
	const share = isZoom ? (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom) : part;
	return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, zoom };
}
