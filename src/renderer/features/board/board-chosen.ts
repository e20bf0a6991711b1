import i18next from "i18next";
import { MAX_REFERENCES } from "../../../contract/generation.ts";
import { duplicateItems } from "../../board-document/duplicate.ts";
import { setGrey, setLocked } from "../../board-document/edit-items.ts";
import { resetItem } from "../../board-document/edit-pictures.ts";
import { groupItems } from "../../board-document/groups.ts";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { newItemId } from "../../state/board-ids.ts";
import { usedAsReferences } from "../../state/board-references.ts";
import { chooseItems, editBoard, useBoard } from "../../state/board-store.ts";
import { chosenItems, editChosen } from "./board-edits.ts";

/** Board units a duplicate lies aside. */
const ASIDE = 24;

export function duplicateChosen(): void {
	const { chosen } = useBoard.getState();
	let ids = chosen;
	editBoard((board) => {
		const added = duplicateItems(board, chosen, { x: ASIDE, y: ASIDE }, newItemId);
		ids = added.ids;
		return added.board;
	});
	chooseItems(ids);
}

export function chooseAll(): void {
	const { board } = useBoard.getState();
	const items = board?.items ?? [];
	const free = items.filter(({ locked }) => !locked);
	chooseItems((free.length > 0 ? free : items).map(({ id }) => id));
}

/** The form may be out of sight behind its other fields, so that the window says what came to it. */
export async function chosenAsReferences(): Promise<void> {
	const { added, leftOut } = await usedAsReferences(useBoard.getState().chosen);
	const say = i18next.getFixedT(i18next.language, "board");
	const tell = (tone: "safe" | "warn", text: string) =>
		showToast({ id: "board-references", tone, text });
	if (leftOut > 0) {
		const facts = { count: leftOut, number: formatNumber(leftOut), limit: MAX_REFERENCES };
		tell("warn", say("canvas.referencesLeftOut", facts));
	} else if (added > 0) {
		tell("safe", say("canvas.referencesAdded", { count: added, number: formatNumber(added) }));
	}
}

export function toggleGrey(): void {
	const pictures = chosenItems().filter((item) => item.kind === "picture");
	const grey = !pictures.every((item) => item.grey);
	editChosen((board, ids) => setGrey(board, ids, grey));
}

export function toggleLock(): void {
	const locked = !chosenItems().every((item) => item.locked);
	editChosen((board, ids) => setLocked(board, ids, locked));
}

export function resetChosen(): void {
	editChosen((board, ids) => ids.reduce(resetItem, board));
}

export function groupChosen(): void {
	editChosen((board, ids) => groupItems(board, ids, newItemId()));
}
