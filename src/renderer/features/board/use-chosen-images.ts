import { useEffect } from "react";
import { itemsNamed } from "../../board-document/change-items.ts";
import { useBoard } from "../../state/board-store.ts";
import { selectImages, useSelection } from "../../state/selection-store.ts";

/** Lets the inspector speak of the library's pictures among what is chosen on the board. */
export function useChosenImages(): void {
	useEffect(() => {
		const tell = () => {
			const { board, chosen } = useBoard.getState();
			if (useSelection.getState().stage !== "board" || board === undefined) return;
			const images = itemsNamed(board, chosen).flatMap((item) =>
				item.kind === "picture" && item.source.kind === "image" ? item.source.id : [],
			);
			const ids = [...new Set(images)];
			const before = useSelection.getState().chosen;
			if (ids.length === before.length && ids.every((id, at) => id === before[at])) return;
			selectImages(ids);
		};
		tell();
		return useBoard.subscribe((state, before) => {
			if (state.chosen !== before.chosen) tell();
		});
	}, []);
}
