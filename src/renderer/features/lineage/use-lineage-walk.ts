import { type RefObject, useEffect, useRef } from "react";
import type { ImageId } from "../../../contract/ids.ts";
import { openViewer, selectImages } from "../../state/selection-store.ts";
import { type LineageMove, type LineageSheet, pictureAfterStep } from "./lay-out-lineage.ts";

const moves: Readonly<Record<string, LineageMove>> = {
	ArrowLeft: "parent",
	ArrowRight: "child",
	ArrowDown: "next",
	ArrowUp: "previous",
};

/**
 * Keeps the picture in focus in sight, the one that was come for in the middle, and walks by the
 * arrow keys, also while nothing has the keyboard: what led here may be gone.
 */
export function useLineageWalk(
	scroller: RefObject<HTMLElement | null>,
	{ sheet, focus, root }: { sheet: LineageSheet; focus: ImageId; root: ImageId },
): void {
	const shown = useRef<ImageId>(undefined);
	useEffect(() => {
		const tile = tileOf(scroller.current, focus);
		const isNew = shown.current !== root;
		shown.current = root;
		const card = tile?.closest("article");
		card?.scrollIntoView({ block: "nearest", inline: isNew ? "center" : "nearest" });
		tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
		if (isNew) tile?.focus({ preventScroll: true });
	}, [scroller, focus, root]);

	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			const { target, key } = event;
			if (event.isComposing || event.defaultPrevented) return;
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			const isOnPicture = target instanceof Element && target.closest("[data-picture]") !== null;
			if (!isOnPicture && target !== document.body) return;
			const move = moves[key];
			if (move !== undefined) {
				const next = pictureAfterStep(sheet, focus, move);
				selectImages([next]);
				tileOf(scroller.current, next)?.focus();
			} else if (key === "Enter") openViewer(focus);
			else return;
			event.preventDefault();
		};
		window.addEventListener("keydown", press);
		return () => window.removeEventListener("keydown", press);
	}, [scroller, sheet, focus]);
}

function tileOf(scroller: HTMLElement | null, id: ImageId): HTMLElement | null | undefined {
	return scroller?.querySelector<HTMLElement>(`[data-picture="${id}"]`);
}
