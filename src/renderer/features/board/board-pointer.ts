import type { BoardItem } from "../../../contract/board.ts";
import { toBoard } from "../../board-document/board-view.ts";
import type { Point } from "../../board-document/geometry.ts";
import { withGroups } from "../../board-document/groups.ts";
import type { Desk, Gesture, Spot } from "./gesture.ts";
import { panGesture } from "./gesture-pan.ts";
import { itemAt, type Press, type PressPorts, pressAt } from "./press.ts";

export type PointerPorts = PressPorts & {
	readonly hover: (item: BoardItem | undefined) => void;
	/** A press of the first button, twice. */
	readonly openItem: (item: BoardItem) => void;
	/** An arrow was drawn, or a note put down: back to choosing. */
	readonly toolDone: () => void;
	/** The designer took hold of the board: what moves by itself stops, what is written ends. */
	readonly touched: () => void;
};

/** CSS px before a press becomes a drag. */
const THRESHOLD = 3;
const MIDDLE_BUTTON = 1;
const RIGHT_BUTTON = 2;

/** Listens to mouse, pen and finger on the board's part of the window. */
export class BoardPointer {
	readonly #host: HTMLElement;
	readonly #ports: PointerPorts;
	readonly #listening = new AbortController();
	#place: Point | undefined;
	#isSpaceHeld = false;
	#pressed: { readonly press: Press; readonly spot: Spot; readonly id: number } | undefined;
	#gesture: Gesture | undefined;

	constructor(host: HTMLElement, ports: PointerPorts) {
		this.#host = host;
		this.#ports = ports;
		const { signal } = this.#listening;
		host.addEventListener("pointerdown", (event) => this.#down(event), { signal });
		host.addEventListener("pointermove", (event) => this.#move(event), { signal });
		host.addEventListener("pointerup", (event) => this.#up(event), { signal });
		host.addEventListener("pointercancel", () => this.cancel(), { signal });
		host.addEventListener("lostpointercapture", () => this.cancel(), { signal });
		host.addEventListener("pointerleave", () => this.#leave(), { signal });
		host.addEventListener("dblclick", (event) => this.#open(event), { signal });
		// Otherwise a press of the middle button scrolls, and on Linux pastes.
		const quiet = (event: MouseEvent) => event.button === MIDDLE_BUTTON && event.preventDefault();
		host.addEventListener("mousedown", quiet, { signal });
	}

	/** CSS px from the upper left corner; undefined while it is elsewhere. */
	get place(): Point | undefined {
		return this.#place;
	}

	/** Whether something is pressed or dragged. */
	get isPressed(): boolean {
		return this.#pressed !== undefined;
	}

	/** While the space bar is held, every press carries the board along. */
	holdSpace(isHeld: boolean): void {
		if (this.#isSpaceHeld === isHeld) return;
		this.#isSpaceHeld = isHeld;
		if (this.#pressed === undefined) this.#showCursor(isHeld ? "grab" : undefined);
	}

	/** Ends what is being dragged, as if it had never begun. @returns whether there was something */
	cancel(): boolean {
		const wasPressed = this.#pressed !== undefined;
		const gesture = this.#gesture;
		this.#rest();
		gesture?.cancel();
		return wasPressed;
	}

	destroy(): void {
		this.cancel();
		this.#listening.abort();
	}

	#down(event: PointerEvent): void {
		if (this.#pressed !== undefined) return;
		const { desk } = this.#ports;
		this.#host.focus({ preventScroll: true });
		this.#ports.touched();
		const spot = spotOf(this.#host, desk, event);
		if (event.button === RIGHT_BUTTON) {
			chooseForMenu(desk, spot);
			return;
		}
		const carries = event.button === MIDDLE_BUTTON || this.#isSpaceHeld;
		const press = carries ? { drag: () => panGesture(desk, spot) } : pressAt(this.#ports, spot);
		this.#pressed = { press, spot, id: event.pointerId };
		this.#host.setPointerCapture(event.pointerId);
		this.#ports.hover(undefined);
		this.#showCursor(carries ? "grabbing" : press.cursor);
	}

	#move(event: PointerEvent): void {
		const spot = spotOf(this.#host, this.#ports.desk, event);
		this.#place = spot.screen;
		if (this.#pressed === undefined) {
			this.#hover(spot);
			return;
		}
		if (this.#gesture === undefined) {
			const { press, spot: start } = this.#pressed;
			const way = Math.hypot(spot.screen.x - start.screen.x, spot.screen.y - start.screen.y);
			if (way < THRESHOLD || press.drag === undefined) return;
			this.#gesture = press.drag();
			this.#showCursor(this.#gesture.cursor);
		}
		this.#gesture.move(spot);
	}

	#up(event: PointerEvent): void {
		if (event.pointerId !== this.#pressed?.id) return;
		const { press } = this.#pressed;
		const gesture = this.#gesture;
		const tool = this.#ports.tool();
		const spot = spotOf(this.#host, this.#ports.desk, event);
		this.#rest();
		if (gesture === undefined) press.click?.();
		else gesture.end(spot);
		if (tool === "arrow" && gesture !== undefined) this.#ports.toolDone();
	}

	#leave(): void {
		this.#place = undefined;
		if (this.#pressed === undefined) this.#ports.hover(undefined);
	}

	#open(event: MouseEvent): void {
		const { tool, crop, desk, openItem } = this.#ports;
		if (tool() !== "select" || crop() !== undefined) return;
		const item = itemAt(desk, spotOf(this.#host, desk, event).board);
		if (item !== undefined) openItem(item);
	}

	#hover(spot: Spot): void {
		if (this.#isSpaceHeld) return;
		const { tool, crop, desk, hover } = this.#ports;
		const { cursor } = pressAt(this.#ports, spot);
		this.#showCursor(cursor);
		const isFree = tool() === "select" && crop() === undefined && cursor === undefined;
		hover(isFree ? itemAt(desk, spot.board) : undefined);
	}

	#rest(): void {
		this.#pressed = undefined;
		this.#gesture = undefined;
		this.#showCursor(this.#isSpaceHeld ? "grab" : undefined);
	}

	#showCursor(cursor: string | undefined): void {
		this.#host.style.cursor = cursor ?? "default";
	}
}

/** A menu speaks of what is under the pointer, unless that is among what is chosen. */
function chooseForMenu(desk: Desk, spot: Spot): void {
	const item = itemAt(desk, spot.board);
	if (item === undefined) desk.choose([]);
	else if (!desk.chosen().includes(item.id)) desk.choose(withGroups(desk.board(), [item.id]));
}

function spotOf(host: HTMLElement, desk: Desk, event: MouseEvent): Spot {
	const { left, top } = host.getBoundingClientRect();
	const screen = { x: event.clientX - left, y: event.clientY - top };
	return {
		screen,
		board: toBoard(desk.view(), desk.size(), screen),
		shift: event.shiftKey,
		alt: event.altKey,
		mod: event.ctrlKey || event.metaKey,
	};
}
