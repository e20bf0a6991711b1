import type { BoardDocument, BoardView, PictureItem } from "../../../contract/board.ts";
import { assertNever } from "../../../contract/errors.ts";
import { seenRect } from "../../board-document/board-view.ts";
import { rectsTouch } from "../../board-document/geometry.ts";
import { type BoardColours, readColours, watchTheme } from "./board-colours.ts";
import { createLoadPace } from "./load-pace.ts";
import { paintArrow } from "./paint-arrow.ts";
import { paintGround } from "./paint-ground.ts";
import { paintLinks } from "./paint-links.ts";
import { paintNote } from "./paint-note.ts";
import { paintPicture } from "./paint-picture.ts";
import type { Face, Faces, Painting, SlotFace } from "./painting.ts";
import { levelFor, PictureStore, type Sighting } from "./picture-store.ts";
import { createSceneCanvas, type SceneCanvas } from "./scene-canvas.ts";
import { createSceneItems, type SceneContent, type SceneItem } from "./scene-items.ts";

/**
 * What comes from the disk is drawn together after so long, ms, and so much more for each picture in
 * sight: drawing two thousand for each that came would take the time that loading them needs.
 */
const ARRIVALS_MS = 50;
const ARRIVALS_MS_EACH = 0.3;

export type SceneOptions = {
	/** What stands in a place that a job is still to fill. */
	readonly slotOf?: (item: PictureItem) => SlotFace | undefined;
	/** Draws over the board: frames, handles, guides. */
	readonly paintOverlay?: (painting: Painting) => void;
};

/**
 * A board on a canvas, to be looked at: draws what is in sight, once a frame and only when something
 * changed, with pictures as sharp as they are looked at. Our own painters draw all of it into one
 * Konva shape: a node an item would cost several times as much a frame.
 */
export class BoardScene {
	readonly #container: HTMLElement;
	readonly #canvas: SceneCanvas;
	readonly #pictures = new PictureStore((wantsMore) => this.#pictureCame(wantsMore));
	readonly #items = createSceneItems(this.#pictures);
	readonly #pace = createLoadPace((isMoving) => this.#plan(isMoving));
	readonly #faces: Faces;
	readonly #listeners = new Set<(view: BoardView) => void>();
	readonly #stopTheme: () => void;
	#colours: BoardColours;
	#content: SceneContent = { items: [], links: [] };
	#view: BoardView = { x: 0, y: 0, zoom: 1 };
	#hasMoved = false;
	#arrivals: ReturnType<typeof setTimeout> | undefined;

	constructor(container: HTMLDivElement, options: SceneOptions = {}) {
		const { slotOf = () => undefined, paintOverlay } = options;
		this.#container = container;
		this.#colours = readColours(container);
		this.#faces = {
			faceOf: (item) => this.#faceOf(item),
			isMissing: (item) => this.#items.of(item).picture?.isMissing === true,
			slotOf,
		};
		this.#canvas = createSceneCanvas(container, {
			world: (ctx) => this.#paint(ctx),
			overlay: (ctx) => paintOverlay?.(this.#painting(ctx)),
		});
		this.#stopTheme = watchTheme(() => {
			this.#colours = readColours(container);
			this.refresh();
			this.refreshOverlay();
		});
		this.resize();
	}

	show(board: BoardDocument): void {
		this.#content = this.#items.contentOf(board);
		this.refresh();
		this.refreshOverlay();
		this.#pace.changed();
		this.#tellBusy();
	}

	get view(): BoardView {
		return this.#view;
	}

	setView(view: BoardView): void {
		if (view === this.#view) return;
		this.#view = view;
		this.refresh();
		this.refreshOverlay();
		this.#pace.moved();
		this.#hasMoved = true;
		this.#tellBusy();
	}

	/** Tells of the view, once for every frame in which it is another. @returns a function that ends it */
	onView(listener: (view: BoardView) => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** CSS px. */
	get size(): { readonly width: number; readonly height: number } {
		return this.#canvas.size();
	}

	/** Those of the theme of the moment. */
	get colours(): BoardColours {
		return this.#colours;
	}

	/** To be called when the container has another size. */
	resize(): void {
		this.#canvas.resize();
		this.#pace.changed();
	}

	/** Draws again with the next frame, for a reason that lies outside of the board. */
	refresh(): void {
		this.#canvas.redraw();
	}

	refreshOverlay(): void {
		this.#canvas.redrawOverlay();
	}

	/** Looks again for files that were not there. */
	retryMissing(): void {
		this.#pictures.retryMissing();
		this.#pace.changed();
	}

	destroy(): void {
		this.#stopTheme();
		clearTimeout(this.#arrivals);
		this.#pace.stop();
		this.#listeners.clear();
		this.#pictures.destroy();
		this.#canvas.destroy();
	}

	#painting(ctx: CanvasRenderingContext2D): Painting {
		const { width, height } = ctx.canvas;
		const dpr = this.#canvas.dpr();
		const scale = this.#view.zoom * dpr;
		return {
			...{ ctx, width, height, dpr, scale },
			originX: width / 2 - this.#view.x * scale,
			originY: height / 2 - this.#view.y * scale,
			colours: this.#colours,
			faces: this.#faces,
		};
	}

	#paint(ctx: CanvasRenderingContext2D): void {
		this.#tellView();
		const painting = this.#painting(ctx);
		paintGround(painting);
		paintLinks(painting, this.#content.links);
		for (const { item } of this.#inSight()) {
			switch (item.kind) {
				case "picture":
					paintPicture(painting, item);
					break;
				case "note":
					paintNote(painting, item);
					break;
				case "arrow":
					paintArrow(painting, item);
					break;
				default:
					assertNever(item);
			}
		}
	}

	#inSight(): readonly SceneItem[] {
		const seen = seenRect(this.#view, this.size);
		return this.#content.items.filter(({ bounds }) => rectsTouch(bounds, seen));
	}

	#faceOf(item: PictureItem): Face | undefined {
		const { picture, side } = this.#items.of(item);
		const scale = this.#view.zoom * this.#canvas.dpr();
		return picture && this.#pictures.faceOf(picture, levelFor(side * scale));
	}

	/** A wheel turns several times a frame; what follows the view is only seen once. */
	#tellView(): void {
		if (!this.#hasMoved) return;
		this.#hasMoved = false;
		for (const listener of this.#listeners) listener(this.#view);
	}

	#pictureCame(wantsMore: boolean): void {
		this.#arrivals ??= setTimeout(
			() => {
				this.#arrivals = undefined;
				this.refresh();
				this.#tellBusy();
			},
			Math.max(ARRIVALS_MS, this.#inSight().length * ARRIVALS_MS_EACH),
		);
		if (wantsMore) this.#pace.loaded();
		this.#tellBusy();
	}

	/** Busy while something in sight is not as sharp as it will be. */
	#tellBusy(): void {
		const isComing = this.#pace.isPending() || this.#pictures.isBusy;
		const isBusy = String(isComing || this.#arrivals !== undefined);
		if (this.#container.ariaBusy !== isBusy) this.#container.ariaBusy = isBusy;
	}

	#plan(isMoving: boolean): void {
		const { x, y, zoom } = this.#view;
		const scale = zoom * this.#canvas.dpr();
		const sightings = this.#inSight().flatMap(({ item, picture, side }): Sighting[] => {
			if (picture === undefined) return [];
			const distance = Math.hypot(item.x - x, item.y - y);
			return [{ picture, level: levelFor(side * scale), distance }];
		});
		this.#pictures.plan(sightings, isMoving);
		this.#tellBusy();
	}
}
