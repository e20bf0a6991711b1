import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { boundsOf } from "../../board-document/geometry.ts";
import { withGroups } from "../../board-document/groups.ts";
import { inReadingOrder } from "../../board-document/reading-order.ts";
import { formatNumber } from "../../bridge/format.ts";
import { chooseItems, useBoard } from "../../state/board-store.ts";
import { revealRect } from "./board-camera.ts";
import { boardCommand } from "./board-commands.ts";
import { itemWords } from "./item-words.ts";

/** Options on each side of the active one; a screen reader hears the rest by their number. */
const AROUND = 2;

/**
 * Everything on the board as a list, for those who cannot see it: in the order in which one reads,
 * chosen as one goes through it.
 */
export function ItemList() {
	const { t } = useTranslation("board");
	const id = useId();
	const items = useBoard((state) => state.board?.items);
	const chosen = useBoard((state) => state.chosen);
	const [isFocused, setFocused] = useState(false);
	// Sorting two thousand on every drag would be felt; nobody hears the list without the focus.
	const ordered = useMemo(
		() => (isFocused && items !== undefined ? inReadingOrder(items) : []),
		[isFocused, items],
	);
	const present = ordered.findIndex((item) => chosen.includes(item.id));
	const at = Math.max(0, present);
	const total = items?.length ?? 0;
	const goTo = (index: number) => {
		const item = ordered[Math.min(total - 1, Math.max(0, index))];
		const { board } = useBoard.getState();
		if (item === undefined || board === undefined) return;
		chooseItems(withGroups(board, [item.id]));
		revealRect(boundsOf(item));
	};
	const onKeyDown = (event: KeyboardEvent) => {
		const step = stepOf(event.key, present, total);
		if (step !== undefined) goTo(step);
		else if (event.key === " ") goTo(at);
		else if (event.key === "Enter" && boardCommand("open").enabled()) boardCommand("open").run();
		else return;
		event.preventDefault();
		event.stopPropagation();
	};
	if (total === 0) return null;
	const from = Math.max(0, at - AROUND);
	return (
		<div
			role="listbox"
			tabIndex={0}
			aria-multiselectable
			aria-label={t("canvas.items")}
			aria-activedescendant={isFocused ? `${id}-${at}` : undefined}
			onFocus={() => setFocused(true)}
			onBlur={() => setFocused(false)}
			onKeyDown={onKeyDown}
			className="peer sr-only"
		>
			{(isFocused ? ordered : (items ?? [])).slice(from, at + AROUND + 1).map((item, offset) => {
				const position = from + offset + 1;
				return (
					<div
						key={item.id}
						id={`${id}-${position - 1}`}
						role="option"
						tabIndex={-1}
						aria-selected={chosen.includes(item.id)}
						aria-posinset={position}
						aria-setsize={total}
					>
						{itemWords(item, t)}{" "}
						{t("canvas.row", { position: formatNumber(position), total: formatNumber(total) })}
					</div>
				);
			})}
		</div>
	);
}

function stepOf(key: string, at: number, total: number): number | undefined {
	switch (key) {
		case "ArrowRight":
		case "ArrowDown":
			return at + 1;
		case "ArrowLeft":
		case "ArrowUp":
			return at - 1;
		case "Home":
			return 0;
		case "End":
			return total - 1;
		default:
			return undefined;
	}
}
