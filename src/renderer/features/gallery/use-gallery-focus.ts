import {
	type RefObject,
	useCallback,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import { placeOfPicture, useLibrary } from "../../state/library-store.ts";
import { useSelection } from "../../state/selection-store.ts";
import type { GalleryWindow } from "./use-gallery-window.ts";

export type GalleryFocus = {
	/** The picture the keyboard is on. */
	readonly active: number | undefined;
	/** Puts the keyboard on a picture; with `keepsAnchor` a range goes on from where it began. */
	readonly activate: (index: number, keepsAnchor?: boolean) => void;
	/** The same, scrolled to and with the focus. */
	readonly goTo: (index: number, keepsAnchor?: boolean) => void;
	/** Where a range begins. */
	readonly anchor: () => number | undefined;
};

/**
 * Which picture the keyboard is on. Places are kept as the number of older pictures, which does not
 * change while new ones come in.
 */
export function useGalleryFocus(
	grid: RefObject<HTMLDivElement | null>,
	{ layout, show }: Pick<GalleryWindow, "layout" | "show">,
): GalleryFocus {
	const total = layout.ratios.length;
	const [activeAge, setActiveAge] = useState<number | undefined>(undefined);
	const anchorAge = useRef<number | undefined>(undefined);
	const takesFocus = useRef(false);
	const active = indexOfAge(total, activeAge);

	const takeFocus = useCallback(
		(index: number) => {
			const cell = grid.current?.querySelector<HTMLElement>(`[data-index="${index}"]`);
			takesFocus.current = cell === null || cell === undefined;
			cell?.focus({ preventScroll: true });
		},
		[grid],
	);
	// After every drawing: the picture may be there only now that it was scrolled to.
	useLayoutEffect(() => {
		if (takesFocus.current && active !== undefined) takeFocus(active);
	});

	const activate = useCallback(
		(index: number, keepsAnchor = false) => {
			setActiveAge(total - 1 - index);
			if (!keepsAnchor) anchorAge.current = total - 1 - index;
		},
		[total],
	);
	const goTo = useCallback(
		(index: number, keepsAnchor = false) => {
			activate(index, keepsAnchor);
			show(index);
			takeFocus(index);
		},
		[activate, show, takeFocus],
	);
	const anchor = useCallback(() => indexOfAge(total, anchorAge.current), [total]);
	useReturnFromViewer(goTo);
	return useMemo(() => ({ active, activate, goTo, anchor }), [active, activate, goTo, anchor]);
}

function indexOfAge(total: number, age: number | undefined): number | undefined {
	return age === undefined || age >= total ? undefined : total - 1 - age;
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
