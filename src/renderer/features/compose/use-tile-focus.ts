import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";

/** One tab stop for the whole strip; the arrow keys go from tile to tile. */
export function useTileFocus(count: number) {
	const list = useRef<HTMLOListElement>(null);
	const [active, setActive] = useState(0);
	const [wanted, setWanted] = useState<number>();

	// The tile that is to have the keyboard exists only once the list is drawn anew.
	useLayoutEffect(() => {
		if (wanted === undefined) return;
		setWanted(undefined);
		if (wanted < 0) list.current?.querySelector("button")?.focus();
		else tilesOf(list.current)[wanted]?.focus();
	}, [wanted]);

	const focusTile = (at: number) => {
		setActive(Math.max(0, at));
		setWanted(at);
	};
	const onArrow = (event: KeyboardEvent) => {
		if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
		const tiles = tilesOf(list.current);
		const at = event.target instanceof HTMLElement ? tiles.indexOf(event.target) : -1;
		const to = at < 0 ? undefined : tileFor(event.key, at, count);
		if (to === undefined) return;
		event.preventDefault();
		tiles[to]?.focus();
	};
	return { list, active, setActive, focusTile, onArrow };
}

function tileFor(key: string, at: number, count: number): number | undefined {
	switch (key) {
		case "ArrowLeft":
			return Math.max(0, at - 1);
		case "ArrowRight":
			return Math.min(count - 1, at + 1);
		case "Home":
			return 0;
		case "End":
			return count - 1;
		default:
			return undefined;
	}
}

function tilesOf(list: HTMLElement | null): readonly HTMLElement[] {
	return [...(list?.querySelectorAll<HTMLElement>("[data-tile]") ?? [])];
}
