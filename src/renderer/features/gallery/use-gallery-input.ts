import type { DragEvent, KeyboardEvent, MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { dragPictures } from "../../state/drag-out.ts";
import { redoLibrary, undoLibrary } from "../../state/library-edits.ts";
import { pictureAt, useLibrary } from "../../state/library-store.ts";
import { markOfKey } from "../../state/mark-change.ts";
import { copyPicture } from "../../state/picture-actions.ts";
import {
	clearSelection,
	openViewer,
	selectImages,
	useSelection,
} from "../../state/selection-store.ts";
import {
	choiceSettled,
	chooseAll,
	choosePicture,
	chooseRange,
	chooseStretches,
	chosenWith,
	dayAround,
	toggleChosen,
} from "./choose-pictures.ts";
import { type GalleryKey, galleryKey } from "./gallery-keys.ts";
import { markChosen } from "./mark-chosen.ts";
import { sayCopied } from "./picture-menu.ts";
import { type GalleryMove, pictureAfterMove } from "./scroll-place.ts";
import { trashChosen } from "./trash-chosen.ts";
import type { GalleryFocus } from "./use-gallery-focus.ts";
import type { GalleryWindow } from "./use-gallery-window.ts";
import type { GalleryZoom } from "./use-gallery-zoom.ts";
import { spreadStack } from "./use-return-from-spread.ts";

/** What keys, clicks and drags on the grid do. One set of listeners for all pictures. */
export function useGalleryInput(
	focus: GalleryFocus,
	{ layout, height }: Pick<GalleryWindow, "layout" | "height">,
	{ zoom, hasJustDrawn }: { readonly zoom: GalleryZoom; readonly hasJustDrawn: () => boolean },
) {
	const act = useDeeds(focus, { layout, height }, zoom);

	const onKeyDown = (event: KeyboardEvent) => {
		const at = focus.active ?? indexOf(event.target);
		const mark = markOfKey(event);
		if (mark !== undefined && at !== undefined) {
			event.preventDefault();
			return void choiceSettled().then(() => markChosen(chosenOrAt(at), mark));
		}
		const meant = galleryKey(event);
		if (meant === undefined || at === undefined) return;
		if (meant.does === "clear" && useSelection.getState().chosen.length === 0) return;
		event.preventDefault();
		act(meant, at);
	};

	const onClick = (event: MouseEvent) => {
		if (hasJustDrawn()) return;
		const index = indexOf(event.target);
		if (index === undefined) return clearSelection();
		if (isOnBadge(event.target)) return spreadAt(index);
		const start = focus.anchor();
		focus.activate(index, event.shiftKey && start !== undefined);
		if (event.shiftKey && start !== undefined) void chooseRange(start, index);
		else if (event.ctrlKey || event.metaKey) void toggleChosen(index);
		else void choosePicture(index);
	};

	const onContextMenu = (event: MouseEvent) => {
		const index = indexOf(event.target);
		const image = imageOf(event.target);
		if (index === undefined || image === undefined) {
			// No menu on empty ground: it would speak of pictures that are not under the pointer.
			event.preventDefault();
			event.stopPropagation();
			return;
		}
		focus.activate(index);
		selectImages(chosenWith(image), image);
	};

	return { onKeyDown, onClick, onContextMenu, onDoubleClick, onDragStart };
}

/** What a key does to the picture at a place, or to all of them. */
function useDeeds(
	focus: GalleryFocus,
	{ layout, height }: Pick<GalleryWindow, "layout" | "height">,
	zoom: GalleryZoom,
) {
	const { t } = useTranslation("gallery");

	const move = (from: number, way: GalleryMove, isRange: boolean) => {
		const next = pictureAfterMove(layout, from, way, height);
		const start = focus.anchor() ?? from;
		focus.goTo(next, isRange);
		void (isRange ? chooseRange(start, next) : choosePicture(next));
	};

	return (meant: GalleryKey, at: number) => {
		const { current } = useSelection.getState();
		switch (meant.does) {
			case "move":
				return move(at, meant.move, meant.extends);
			case "zoom":
				return zoom.by(meant.steps);
			case "usual-size":
				return zoom.reset();
			case "open":
				return void openPicture(at);
			case "toggle":
				return void toggleChosen(at);
			case "choose-all":
				return void chooseAll();
			case "choose-day":
				return void chooseStretches([dayAround(useLibrary.getState().outline, at)]);
			case "clear":
				return clearSelection();
			case "copy":
				if (current === undefined) return;
				return void copyPicture(current).then((done) => done && sayCopied(t("copied")));
			case "spread":
				return spreadAt(at);
			case "trash":
				return void choiceSettled().then(() => trashChosen(chosenOrAt(at)));
			case "undo":
				return void undoLibrary();
			case "redo":
				return void redoLibrary();
		}
	};
}

function onDoubleClick(event: MouseEvent): void {
	const image = imageOf(event.target);
	if (image !== undefined && !isOnBadge(event.target)) openViewer(image);
}

/** The system's drag takes over at once; the page's own would carry a thumbnail. */
function onDragStart(event: DragEvent): void {
	const image = imageOf(event.target);
	if (image === undefined) return;
	event.preventDefault();
	// With Shift a rectangle is drawn.
	if (event.shiftKey) return;
	const ids = chosenWith(image);
	dragPictures(ids);
	selectImages(ids, image);
}

/** What a key is meant for: the chosen pictures, else the one that has the keyboard. */
function chosenOrAt(index: number): readonly ImageId[] {
	const { chosen } = useSelection.getState();
	if (chosen.length > 0) return chosen;
	const record = pictureAt(useLibrary.getState(), index);
	return record === undefined ? [] : [record.id];
}

/** Spreads the stack at a place; a picture that stands for itself alone has nothing to spread. */
function spreadAt(index: number): void {
	const record = pictureAt(useLibrary.getState(), index);
	if (record?.stack !== undefined) spreadStack(record);
}

async function openPicture(index: number): Promise<void> {
	await choosePicture(index);
	const { current } = useSelection.getState();
	if (current !== undefined) openViewer(current);
}

/** The place of the picture an event happened on. */
function indexOf(target: EventTarget): number | undefined {
	const cell = cellAround(target);
	return cell === null ? undefined : Number(cell.dataset.index);
}

function imageOf(target: EventTarget): ImageId | undefined {
	// Written by the cell from its record.
	return cellAround(target)?.dataset.image as ImageId | undefined;
}

function cellAround(target: EventTarget): HTMLElement | null {
	return target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
}

function isOnBadge(target: EventTarget): boolean {
	return target instanceof Element && target.closest("[data-spread]") !== null;
}
