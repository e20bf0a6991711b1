import {
	type KeyboardEvent,
	type MouseEvent,
	type RefObject,
	useCallback,
	useEffect,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { useTranslation } from "react-i18next";
import { placeOfPicture, useLibrary } from "../../state/library-store.ts";
import { copyPicture } from "../../state/picture-actions.ts";
import { clearSelection, openViewer, useSelection } from "../../state/selection-store.ts";
import { chooseAll, choosePicture, chooseRange, toggleChosen } from "./choose-pictures.ts";
import { galleryKey } from "./gallery-keys.ts";
import { sayCopied } from "./picture-menu.ts";
import { pictureAfterMove } from "./scroll-place.ts";
import type { GalleryWindow } from "./use-gallery-window.ts";

/**
 * Which picture the keyboard is on, and what keys and clicks do. Places are kept as the number of
 * older pictures, which does not change while new ones come in.
 */
export function useGalleryFocus(
	grid: RefObject<HTMLDivElement | null>,
	{ layout, show, height }: Pick<GalleryWindow, "layout" | "show" | "height">,
) {
	const { t } = useTranslation("gallery");
	const total = layout.ratios.length;
	const [activeAge, setActiveAge] = useState<number | undefined>(undefined);
	const anchorAge = useRef<number | undefined>(undefined);
	const takesFocus = useRef(false);
	const active =
		activeAge === undefined || activeAge >= total ? undefined : total - 1 - activeAge;

	const activate = useCallback(
		(index: number, keepAnchor = false) => {
			setActiveAge(total - 1 - index);
			if (!keepAnchor) anchorAge.current = total - 1 - index;
		},
		[total],
	);
	const anchor = () =>
		anchorAge.current === undefined ? undefined : Math.max(0, total - 1 - anchorAge.current);

	// The picture may be drawn only now that it was scrolled to.
	useLayoutEffect(() => {
		if (!takesFocus.current || active === undefined) return;
		const cell = grid.current?.querySelector<HTMLElement>(`[data-index="${active}"]`);
		if (cell === null || cell === undefined) return;
		takesFocus.current = false;
		cell.focus({ preventScroll: true });
	});

	const goTo = useCallback(
		(index: number) => {
			activate(index);
			show(index);
			takesFocus.current = true;
		},
		[activate, show],
	);
	useReturnFromViewer(goTo);

	const onKeyDown = (event: KeyboardEvent) => {
		const meant = galleryKey(event);
		if (meant === undefined || active === undefined) return;
		event.preventDefault();
		const { current, chosen } = useSelection.getState();
		switch (meant.does) {
			case "move": {
				const next = pictureAfterMove(layout, active, meant.move, height);
				const from = anchor() ?? active;
				activate(next, meant.extends);
				show(next);
				takesFocus.current = true;
				void (meant.extends ? chooseRange(from, next) : choosePicture(next));
				return;
			}
			case "open":
				void choosePicture(active).then(() => {
					const picture = useSelection.getState().current;
					if (picture !== undefined) openViewer(picture);
				});
				return;
			case "toggle":
				void toggleChosen(active);
				return;
			case "choose-all":
				void chooseAll();
				return;
			case "clear":
				if (chosen.length > 0) clearSelection();
				return;
			case "copy":
				if (current === undefined) return;
				void copyPicture(current).then((done) => done && sayCopied(t("copied")));
				return;
		}
	};

	const onClick = (event: MouseEvent) => {
		const index = indexOf(event.target);
		if (index === undefined) {
			clearSelection();
			return;
		}
		const from = anchor();
		activate(index, event.shiftKey);
		if (event.shiftKey && from !== undefined) void chooseRange(from, index);
		else if (event.ctrlKey || event.metaKey) void toggleChosen(index);
		else void choosePicture(index);
	};

	return { active, activate, onKeyDown, onClick };
}

/** The place of the picture an event happened on. */
export function indexOf(target: EventTarget): number | undefined {
	const cell = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
	return cell === null ? undefined : Number(cell.dataset.index);
}

/** Coming back from the viewer, the keyboard is on the picture that was looked at last. */
function useReturnFromViewer(goTo: (index: number) => void): void {
	const stage = useSelection((state) => state.stage);
	const before = useRef(stage);
	useEffect(() => {
		const isBack = stage === "gallery" && before.current === "viewer";
		before.current = stage;
		if (!isBack) return;
		const index = placeOfPicture(useLibrary.getState(), useSelection.getState().current);
		if (index !== undefined) goTo(index);
	}, [stage, goTo]);
}
