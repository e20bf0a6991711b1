import { dropTargetForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { type RefObject, useEffect, useRef, useState } from "react";
import { CARRIED } from "../../kit/use-tile-drag.ts";

/** A reference as a chip speaks of it; what its tile carries. */
export type CarriedReference = { readonly key: string; readonly name: string };

/**
 * Lets the tile of a reference be dropped on an element.
 * @param onDrop gets the reference, and where in the window it was let go
 * @returns whether one hovers now
 */
export function useChipDrop(
	place: RefObject<HTMLElement | null>,
	onDrop: (
		carried: CarriedReference,
		point: { readonly left: number; readonly top: number },
	) => void,
): boolean {
	const [hovers, setHovers] = useState(false);
	const latest = useRef(onDrop);
	useEffect(() => {
		latest.current = onDrop;
	});
	useEffect(() => {
		const element = place.current;
		if (element === null) return;
		return dropTargetForElements({
			element,
			canDrop: ({ source }) => isReference(source.data[CARRIED]),
			getDropEffect: () => "copy",
			onDragEnter: () => setHovers(true),
			onDragLeave: () => setHovers(false),
			onDrop: ({ source, location }) => {
				setHovers(false);
				const carried = source.data[CARRIED];
				const { clientX: left, clientY: top } = location.current.input;
				if (isReference(carried)) latest.current(carried, { left, top });
			},
		});
	}, [place]);
	return hovers;
}

function isReference(carried: unknown): carried is CarriedReference {
	return typeof carried === "object" && carried !== null && "key" in carried && "name" in carried;
}
