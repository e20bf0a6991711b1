import {
	draggable,
	dropTargetForElements,
} from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/utils/combine";
import { type RefObject, useEffect, useRef, useState } from "react";
import { dropPlace, type Side, sideOf } from "./drop-place.ts";

/** Marks a drag as one of these tiles. */
const TILE = Symbol("tile");

/** Under this the data of a drag has what the tile stands for, for places other than among its siblings. */
export const CARRIED = "carried";

/**
 * Makes a tile draggable among its siblings.
 * @param at its place, from 0
 * @param onMove called once, with places from 0, when it is let go on another place
 * @param carried what the tile stands for; undefined: it goes nowhere else
 * @returns whether this tile is the one being dragged, and on which side of it another would land
 */
export function useTileDrag(
	tile: RefObject<HTMLElement | null>,
	at: number,
	onMove: (from: number, to: number) => void,
	carried?: object,
): { readonly dragged: boolean; readonly landing: Side | undefined } {
	const [dragged, setDragged] = useState(false);
	const [landing, setLanding] = useState<Side>();
	const latest = useRef({ onMove, carried });
	useEffect(() => {
		latest.current = { onMove, carried };
	});

	useEffect(() => {
		const element = tile.current;
		if (element === null) return;
		const sideAt = (input: { readonly clientX: number }) =>
			sideOf(input.clientX, element.getBoundingClientRect());
		return combine(
			draggable({
				element,
				getInitialData: () => ({
					[TILE]: true,
					[CARRIED]: latest.current.carried,
					at,
				}),
				onDragStart: () => setDragged(true),
				onDrop: () => setDragged(false),
			}),
			dropTargetForElements({
				element,
				canDrop: ({ source }) => TILE in source.data,
				getDropEffect: () => "move",
				onDrag: ({ source, location }) => {
					const side = sideAt(location.current.input);
					const from = Number(source.data.at);
					setLanding(dropPlace(from, at, side) === from ? undefined : side);
				},
				onDragLeave: () => setLanding(undefined),
				onDrop: ({ source, location }) => {
					setLanding(undefined);
					const from = Number(source.data.at);
					const to = dropPlace(from, at, sideAt(location.current.input));
					if (to !== from) latest.current.onMove(from, to);
				},
			}),
		);
	}, [tile, at]);

	return { dragged, landing };
}
