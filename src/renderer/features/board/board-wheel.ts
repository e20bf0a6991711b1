import type { BoardView } from "../../../contract/board.ts";
import { pan, type ViewSize, zoomAbout } from "../../board-document/board-view.ts";
import { createWheelReader } from "./wheel-gesture.ts";

/** What wheel and trackpad move. */
export type WheelPorts = {
	readonly view: () => BoardView;
	readonly size: () => ViewSize;
	readonly setView: (view: BoardView) => void;
};

/** Zooms at the pointer by wheel and pinch, and carries the board along by two fingers. @returns a function that ends it */
export function listenToWheel(host: HTMLElement, { view, size, setView }: WheelPorts): () => void {
	const read = createWheelReader();
	const onWheel = (event: WheelEvent) => {
		event.preventDefault();
		const meaning = read(event);
		if (meaning.kind === "pan") {
			setView(pan(view(), -meaning.dx, -meaning.dy));
			return;
		}
		const { left, top } = host.getBoundingClientRect();
		const at = { x: event.clientX - left, y: event.clientY - top };
		setView(zoomAbout(view(), size(), at, meaning.factor));
	};
	host.addEventListener("wheel", onWheel, { passive: false });
	return () => host.removeEventListener("wheel", onWheel);
}
