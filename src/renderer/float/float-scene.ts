import type { BoardDocument, BoardView } from "../../contract/board.ts";
import { pan, type ViewSize, viewOf, zoomAbout } from "../board-document/board-view.ts";
import { boundsOfAll, type Point } from "../board-document/geometry.ts";
import { BoardScene } from "../features/board/board-scene.ts";
import { listenToWheel } from "../features/board/board-wheel.ts";

/** A board to look at: the scene with the few gestures that move what is seen. */
export type FloatScene = {
	readonly show: (board: BoardDocument) => void;
	/** Shows all of the board, and goes on doing so until the designer looks elsewhere. */
	readonly showAll: () => void;
	readonly destroy: () => void;
};

/** CSS px kept free around the board when all of it is shown. */
const MARGIN = 12;
const ZOOM_STEP = 1.25;
/** CSS px of one press of an arrow key. */
const PAN_STEP = 60;

/** In units of {@link PAN_STEP}. */
const arrows: Readonly<Record<string, Point>> = {
	ArrowLeft: { x: 1, y: 0 },
	ArrowRight: { x: -1, y: 0 },
	ArrowUp: { x: 0, y: 1 },
	ArrowDown: { x: 0, y: -1 },
};

/** What a key makes of the view; undefined for one that means nothing here. */
function viewByKey(key: string, view: BoardView, size: ViewSize): BoardView | undefined {
	const arrow = arrows[key];
	if (arrow !== undefined) return pan(view, arrow.x * PAN_STEP, arrow.y * PAN_STEP);
	const factor = { "+": ZOOM_STEP, "=": ZOOM_STEP, "-": 1 / ZOOM_STEP, 0: 1 / view.zoom }[key];
	const middle = { x: size.width / 2, y: size.height / 2 };
	return factor === undefined ? undefined : zoomAbout(view, size, middle, factor);
}

export function createFloatScene(host: HTMLDivElement): FloatScene {
	const scene = new BoardScene(host);
	let board: BoardDocument | undefined;
	let isFitted = true;

	const look = (view: BoardView) => {
		isFitted = false;
		scene.setView(view);
	};
	const showAll = () => {
		isFitted = true;
		const bounds = boundsOfAll(board?.items ?? []);
		if (bounds !== undefined) scene.setView(viewOf(bounds, scene.size, MARGIN));
	};
	const onKey = (event: KeyboardEvent) => {
		// The slider has its own use for arrows.
		const isTaken = event.target instanceof HTMLInputElement;
		if (isTaken || event.ctrlKey || event.metaKey || event.altKey) return;
		const view = viewByKey(event.key, scene.view, scene.size);
		if (event.key === "1") showAll();
		else if (view !== undefined) look(view);
		else return;
		event.preventDefault();
	};
	const resized = new ResizeObserver(() => {
		scene.resize();
		if (isFitted) showAll();
	});
	resized.observe(host);
	window.addEventListener("keydown", onKey);
	host.addEventListener("dblclick", showAll);
	// A picture that was missing may have come back while nobody looked.
	const retry = () => scene.retryMissing();
	window.addEventListener("focus", retry);
	const endings = [
		listenToWheel(host, { view: () => scene.view, size: () => scene.size, setView: look }),
		listenToDrag(host, {
			begin: () => scene.view,
			move: (from, by) => look(pan(from, by.x, by.y)),
		}),
		() => window.removeEventListener("focus", retry),
		() => host.removeEventListener("dblclick", showAll),
		() => window.removeEventListener("keydown", onKey),
		() => resized.disconnect(),
		() => scene.destroy(),
	];
	return {
		showAll,
		show: (next) => {
			board = next;
			scene.show(next);
			if (isFitted) showAll();
		},
		destroy: () => {
			for (const end of endings) end();
		},
	};
}

/** Any button or finger carries the board along. @returns a function that ends it */
function listenToDrag(
	host: HTMLElement,
	{
		begin,
		move,
	}: {
		readonly begin: () => BoardView;
		/** `by`: CSS px since the press. */
		readonly move: (from: BoardView, by: Point) => void;
	},
): () => void {
	let held:
		| { readonly from: BoardView; readonly x: number; readonly y: number; readonly id: number }
		| undefined;
	const down = ({ clientX: x, clientY: y, pointerId: id }: PointerEvent) => {
		held ??= { from: begin(), x, y, id };
		host.setPointerCapture(id);
		host.style.cursor = "grabbing";
	};
	const moved = ({ clientX, clientY, pointerId }: PointerEvent) => {
		if (held?.id === pointerId) move(held.from, { x: clientX - held.x, y: clientY - held.y });
	};
	const up = ({ pointerId }: PointerEvent) => {
		if (held?.id !== pointerId) return;
		held = undefined;
		host.style.cursor = "";
	};
	const listening = new AbortController();
	const { signal } = listening;
	host.addEventListener("pointerdown", down, { signal });
	host.addEventListener("pointermove", moved, { signal });
	host.addEventListener("pointerup", up, { signal });
	host.addEventListener("pointercancel", up, { signal });
	return () => listening.abort();
}
