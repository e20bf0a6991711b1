import {
	type RefObject,
	useCallback,
	useEffect,
	useLayoutEffect,
	useMemo,
	useRef,
	useState,
} from "react";
import type { LibraryQuery } from "../../../contract/library-query.ts";
import { locatePicture } from "../../state/library-load.ts";
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

/** Which picture the keyboard is on, by its name: see `ScrollPlace`. */
export function useGalleryFocus(
	grid: RefObject<HTMLDivElement | null>,
	{ layout, shift, show }: Pick<GalleryWindow, "layout" | "shift" | "show">,
	query: LibraryQuery,
): GalleryFocus {
	const total = layout.ratios.length;
	const [activeName, setActiveName] = useState<number | undefined>(undefined);
	const anchorName = useRef<number | undefined>(undefined);
	const takesFocus = useRef(false);
	const [begun, setBegun] = useState(query);
	if (begun !== query) {
		// Another gallery: the keyboard is on what was looked at, where that is in its beginning.
		setBegun(query);
		setActiveName(beginning());
	}
	const active = placeOfName(total, shift, activeName);

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
	useKeptFocus(grid, active, takeFocus);

	const activate = useCallback(
		(index: number, keepsAnchor = false) => {
			setActiveName(index - shift);
			if (!keepsAnchor) anchorName.current = index - shift;
		},
		[shift],
	);
	const goTo = useCallback(
		(index: number, keepsAnchor = false) => {
			activate(index, keepsAnchor);
			show(index);
			takeFocus(index);
		},
		[activate, show, takeFocus],
	);
	const anchor = useCallback(() => placeOfName(total, shift, anchorName.current), [total, shift]);
	useReturnFromViewer(goTo);
	return useMemo(() => ({ active, activate, goTo, anchor }), [active, activate, goTo, anchor]);
}

function beginning(): number {
	const state = useLibrary.getState();
	return (placeOfPicture(state, useSelection.getState().current) ?? 0) - state.shift;
}

/** The last picture when the one of that name was the last and is gone. */
function placeOfName(total: number, shift: number, name: number | undefined): number | undefined {
	if (name === undefined || total === 0) return undefined;
	return Math.min(total - 1, Math.max(0, name + shift));
}

/** Where the picture with the focus goes away, the one in its place has the keyboard. */
function useKeptFocus(
	grid: RefObject<HTMLDivElement | null>,
	active: number | undefined,
	takeFocus: (index: number) => void,
): void {
	const hadFocus = useRef(false);
	useEffect(() => {
		const element = grid.current;
		if (element === null) return;
		const note = () => {
			hadFocus.current = element.contains(document.activeElement);
		};
		const lose = ({ relatedTarget }: FocusEvent) => {
			// An element that is taken away loses the focus to nothing, and tells of it or not.
			if (relatedTarget !== null) hadFocus.current = false;
		};
		element.addEventListener("focusin", note);
		element.addEventListener("focusout", lose);
		return () => {
			element.removeEventListener("focusin", note);
			element.removeEventListener("focusout", lose);
		};
	}, [grid]);
	useLayoutEffect(() => {
		const isLost = document.activeElement === document.body || document.activeElement === null;
		if (hadFocus.current && isLost && active !== undefined) takeFocus(active);
	});
}

/** Coming back from the viewer, the keyboard is on the picture that was looked at last. */
function useReturnFromViewer(goTo: (index: number) => void): void {
	const stage = useSelection((state) => state.stage);
	const before = useRef(stage);
	useEffect(() => {
		const isBack = stage === "gallery" && before.current === "viewer";
		before.current = stage;
		const { current } = useSelection.getState();
		if (!isBack || current === undefined || useLibrary.getState().outline.ratios.length === 0)
			return;
		let isLive = true;
		const found = (index: number | undefined) => {
			if (isLive && index !== undefined) goTo(index);
		};
		// A picture that is not in the gallery as it is now leaves it where it was.
		locatePicture({ id: current }).then(found, () => {});
		return () => {
			isLive = false;
		};
	}, [stage, goTo]);
}
