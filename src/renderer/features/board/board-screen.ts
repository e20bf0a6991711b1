import type { BoardDocument, BoardItem, BoardView } from "../../../contract/board.ts";
import { openingView } from "../../board-document/board-view.ts";
import { itemsNamed } from "../../board-document/change-items.ts";
import { laidOpen } from "../../board-document/edit-pictures.ts";
import { boundsOfAll } from "../../board-document/geometry.ts";
import { useBoard } from "../../state/board-store.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { wholeView } from "./board-camera.ts";
import { BoardScene } from "./board-scene.ts";
import { useBoardTools } from "./board-tools.ts";
import { type SeenPart, wholeFrame } from "./crop.ts";
import type { Frame } from "./frame.ts";
import type { GestureMarks } from "./gesture.ts";
import { type Overlay, paintOverlay } from "./paint-overlay.ts";
import type { Painting } from "./painting.ts";
import { frameOf, holdsOf } from "./selection-frame.ts";
import { slotFace, waitsForJobs } from "./slot-faces.ts";

/** Words about jobs count seconds, ms. */
const TICK_MS = 1_000;

/** The open board on screen, or what a gesture makes of it, and what is drawn about it. */
export class BoardScreen {
	readonly scene: BoardScene;
	readonly #ends: readonly (() => void)[];
	#preview: BoardDocument | undefined;
	#marks: GestureMarks = {};
	#hovered: BoardItem | undefined;
	#opened: BoardDocument["id"] | undefined;
	#drawn: BoardDocument | undefined;

	constructor(container: HTMLDivElement) {
		this.scene = new BoardScene(container, {
			slotOf: slotFace,
			paintOverlay: (painting) => this.#paintOverlay(painting),
		});
		const ticking = setInterval(() => {
			if (waitsForJobs(this.#present?.items ?? [])) this.scene.refresh();
		}, TICK_MS);
		this.#ends = [
			() => clearInterval(ticking),
			useBoard.subscribe((state, before) => {
				if (state.board !== before.board) this.#draw();
				if (state.chosen !== before.chosen) this.scene.refreshOverlay();
			}),
			useBoardTools.subscribe(() => {
				this.#draw();
				this.scene.refreshOverlay();
			}),
			useJobs.subscribe(() => this.scene.refresh()),
		];
		this.#draw();
	}

	/** Shows a board that is not yet so; undefined: the real one again. */
	preview(board: BoardDocument | undefined): void {
		this.#preview = board;
		this.#draw();
		this.scene.refreshOverlay();
	}

	mark(marks: GestureMarks): void {
		this.#marks = marks;
		this.scene.refreshOverlay();
	}

	hover(item: BoardItem | undefined): void {
		if (item === this.#hovered) return;
		this.#hovered = item;
		this.scene.refreshOverlay();
	}

	/** The picture that is being cropped, and the part that will be shown. */
	crop(): { readonly whole: Frame; readonly part: SeenPart } | undefined {
		const cropping = useBoardTools.getState().crop;
		const item = this.#present?.items.find(({ id }) => id === cropping?.id);
		if (cropping === undefined || item?.kind !== "picture") return undefined;
		return { whole: wholeFrame(item), part: cropping.part };
	}

	destroy(): void {
		for (const end of this.#ends) end();
		this.scene.destroy();
	}

	get #present(): BoardDocument | undefined {
		return this.#preview ?? useBoard.getState().board;
	}

	#draw(): void {
		const board = this.#present;
		if (board === undefined) return;
		const { crop } = useBoardTools.getState();
		// What was cut away comes to light while it is decided anew, and nothing lies over it.
		const wanted = crop === undefined ? board : laidOpen(board, crop.id);
		const before = this.#drawn;
		if (wanted.items !== before?.items || wanted.links !== before.links) this.scene.show(wanted);
		this.#drawn = wanted;
		if (this.#preview !== undefined || board.id === this.#opened) return;
		this.#opened = board.id;
		this.#hovered = undefined;
		this.scene.setView(board.view ?? firstView(board, this.scene.size));
	}

	#paintOverlay(painting: Painting): void {
		const { chosen } = useBoard.getState();
		const board = this.#present;
		const items = board === undefined ? [] : itemsNamed(board, chosen);
		const isPlain = this.#preview === undefined && useBoardTools.getState().writing === undefined;
		const free = isPlain ? items.filter(({ locked }) => !locked) : [];
		const hovered = this.#hovered;
		const overlay: Overlay = {
			chosen: items,
			frame: frameOf(free),
			holds: holdsOf(free, painting.scale / painting.dpr),
			hovered: hovered !== undefined && chosen.includes(hovered.id) ? undefined : hovered,
			marks: this.#marks,
			crop: this.crop(),
		};
		paintOverlay(painting, overlay);
	}
}

/** Everything, when nobody has looked at the board yet. */
function firstView(board: BoardDocument, size: BoardScene["size"]): BoardView {
	const bounds = boundsOfAll(board.items);
	if (bounds === undefined) return openingView;
	const whole = wholeView(bounds, size);
	return { ...whole, zoom: Math.min(1, whole.zoom) };
}
