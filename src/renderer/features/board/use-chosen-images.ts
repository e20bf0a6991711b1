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
			const { chosen: before, current } = useSelection.getState();
			const isSame = ids.length === before.length && ids.every((id, at) => id === before[at]);
			// What was looked at elsewhere is not what is chosen here.
			if (isSame && (ids.length > 0 || current === undefined)) return;
			selectImages(ids);
		};
		tell();
		return useBoard.subscribe((state, before) => {
			// The picture that a chosen place waited for may have come.
			const mayHaveCome = state.board !== before.board && state.chosen.length > 0;
			if (state.chosen !== before.chosen || mayHaveCome) tell();
		});
	}, []);
}
