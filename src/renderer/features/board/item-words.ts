import type { TFunction } from "i18next";
import type { BoardItem } from "../../../contract/board.ts";
import { assertNever } from "../../../contract/errors.ts";
import { formatNumber } from "../../bridge/format.ts";

/** Of a note, as much as is read out before it becomes tiring. */
const MOST_LETTERS = 80;

/** What an item is called where it cannot be seen. */
export function itemWords(item: BoardItem, t: TFunction<"board">): string {
	const name = plainWords(item, t);
	return item.locked ? `${name}, ${t("canvas.locked")}` : name;
}

function plainWords(item: BoardItem, t: TFunction<"board">): string {
	switch (item.kind) {
		case "picture":
			return item.source.kind === "slot"
				? t("canvas.place", { number: formatNumber(item.source.index + 1) })
				: t("canvas.picture", { name: item.name });
		case "note": {
			const text = [...item.text.trim()].slice(0, MOST_LETTERS).join("");
			return text === "" ? t("canvas.noteEmpty") : t("canvas.note", { text });
		}
		case "arrow":
			return t("canvas.arrow");
		default:
			return assertNever(item);
	}
}
