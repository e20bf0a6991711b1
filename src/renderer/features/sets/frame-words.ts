import i18next from "i18next";
import type { SetSlot } from "../../../contract/sets.ts";
import { pictureOf, standingOfSlot } from "../../state/set-frames.ts";

// A component that shows one of these must also call `useTranslation`.

/**
 * A frame as a screen reader says it: `Frame 3 of 6, picked, 4 stars`.
 * @param number its place, from 1
 */
export function frameName(slot: SetSlot, number: number, total: number): string {
	const say = i18next.getFixedT(null, "sets");
	const { kind } = standingOfSlot(slot);
	const { mark } = pictureOf(slot) ?? {};
	const parts = [
		say("frame.name", { number, total }),
		kind === "picture" ? "" : say(`ghost.${kind}`),
		mark?.pick === undefined ? "" : say(`mark.${mark.pick}`),
		mark?.stars === undefined ? "" : say("mark.stars", { count: mark.stars }),
		kind === "picture" && slot.awaited ? say("frame.redrawn") : "",
	];
	return parts.filter((part) => part !== "").join(say("frame.comma"));
}
