import { useSyncExternalStore } from "react";
import { roomBetween } from "../../state/panel-room.ts";
import { useView } from "../../state/view-store.ts";
import { setFinding, useFinding } from "./finding-store.ts";

/** Px. What the pictures keep beside the side of the library. */
const PICTURES_PX = 360;

export type Side = {
	/** It lies over the pictures while it is open: beside them there is no room. */
	readonly isOver: boolean;
	readonly isShown: boolean;
	readonly show: (isShown: boolean) => void;
};

/** How the side of the library stands in the room there is now. */
export function useSide(): Side {
	const room = useRoom();
	const width = useFinding((state) => state.sideWidth);
	const isOpen = useFinding((state) => state.sideOpen);
	const isLaidOver = useFinding((state) => state.sideOver);
	const isOver = room < width + PICTURES_PX;
	return {
		isOver,
		isShown: isOver ? isLaidOver : isOpen,
		show: (isShown) => setFinding(isOver ? { sideOver: isShown } : { sideOpen: isShown }),
	};
}

function useRoom(): number {
	const windowWidth = useSyncExternalStore(followWidth, () => globalThis.innerWidth);
	return useView((state) => roomBetween(state, windowWidth));
}

function followWidth(told: () => void): () => void {
	globalThis.addEventListener("resize", told);
	return () => globalThis.removeEventListener("resize", told);
}
