import i18next from "i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { SetSlot } from "../../../contract/sets.ts";
import { formatList } from "../../bridge/format.ts";
import type { MarkChange } from "../../state/mark-change.ts";
import { pictureOf, reordered, withMarks } from "../../state/set-frames.ts";
import { markFrames, redoMarks, undoMarks } from "../../state/set-marks.ts";
import { arrangeSet, useSet } from "../../state/set-store.ts";
import { chooseOne, type FrameChoice, rangeTo, settledChoice, stepped } from "./frame-choice.ts";
import { frameName } from "./frame-words.ts";
import {
	patchSetView,
	sayInSet,
	setChoice,
	setMode,
	slotsInSight,
	useSetView,
	visibleSlots,
} from "./set-view-store.ts";

/** Goes to the frame this many places on. @param isRange chooses everything on the way */
export function goBy(by: number, isRange = false): void {
	const state = useSetView.getState();
	// Slides show nothing but pictures.
	const shown = slotsInSight().filter((slot) => state.mode !== "slides" || pictureOf(slot));
	const slots = state.mode === "compare" ? state.compared : shown.map(({ slot }) => slot);
	const next = stepped(state, slots, by);
	if (next === undefined) return;
	setChoice(isRange && state.mode === "sheet" ? rangeTo(state, slots, next) : goingTo(state, next));
	sayFrame(next);
}

/** What is compared stays chosen while one looks from one frame to another. */
function goingTo({ mode, chosen, anchor }: FrameChoice & { readonly mode: string }, slot: number) {
	return mode === "compare" ? { current: slot, anchor, chosen } : chooseOne(slot);
}

function sayFrame(slot: number): void {
	const { detail } = useSet.getState();
	const at = detail?.slots.findIndex((one) => one.slot === slot) ?? -1;
	const found = detail?.slots[at];
	// A frame that takes the keyboard is read out by that alone.
	const isHeard = document.activeElement?.getAttribute("role") === "option";
	if (found !== undefined && !isHeard)
		sayInSet(frameName(found, at + 1, detail?.slots.length ?? 0));
}

/** The slots a mark applies to: all chosen in the contact sheet, the current one where it is seen large. */
export function slotsToMark(): readonly SetSlot[] {
	const { mode, chosen, current } = useSetView.getState();
	const wanted = mode === "sheet" ? chosen : [current];
	return slotsInSight().filter(({ slot }) => wanted.includes(slot));
}

/** Marks what is chosen, and goes on to the next frame where that is wanted. */
export function markChosen(change: MarkChange, goesOn = false): void {
	const { detail } = useSet.getState();
	const slots = slotsToMark();
	const ids = slots.flatMap((slot) => pictureOf(slot)?.id ?? []);
	if (detail === undefined || ids.length === 0) return;
	const { advances, filter, mode } = useSetView.getState();
	const visible = slotsInSight().map(({ slot }) => slot);
	// What no longer passes the filter goes out of sight with its mark.
	const stays = visibleSlots(withMarks(detail, ids, change), filter).map(({ slot }) => slot);
	void markFrames(ids, change);
	sayMark(slots, change);
	const last = slots.at(-1)?.slot;
	const next = stepped({ current: last }, visible, 1);
	const isGoing = (goesOn || advances) && mode !== "compare" && next !== last;
	const choice = isGoing && next !== undefined ? chooseOne(next) : useSetView.getState();
	setChoice(settledChoice(choice, visible, stays));
}

function sayMark(slots: readonly SetSlot[], change: MarkChange): void {
	const { detail } = useSet.getState();
	const numbers = slots.map(({ slot }) => placeOf(slot, detail?.slots ?? []));
	const frames = formatList(numbers.map(String));
	const count = numbers.length;
	const say = i18next.getFixedT(null, "sets");
	if (change.pick !== undefined) {
		sayInSet(say(`said.${change.pick ?? "unmarked"}`, { frames, count }));
	} else if (change.stars !== undefined) {
		const stars = change.stars ?? 0;
		sayInSet(say("said.stars", { frames, count: stars }));
	}
}

function placeOf(slot: number, slots: readonly SetSlot[]): number {
	return slots.findIndex((one) => one.slot === slot) + 1;
}

/** Takes the last marks back and shows whose they were. */
export function undoInSet(): void {
	showMarked(undoMarks(), "said.undone");
}

export function redoInSet(): void {
	showMarked(redoMarks(), "said.redone");
}

function showMarked(ids: readonly ImageId[] | undefined, said: "said.undone" | "said.redone") {
	if (ids === undefined) return;
	const slots = slotsInSight().filter((slot) => ids.some((id) => id === pictureOf(slot)?.id));
	const [first] = slots;
	const { current, mode } = useSetView.getState();
	const isSeen = slots.some(({ slot }) => slot === current);
	if (first !== undefined && !isSeen && mode !== "compare") setChoice(chooseOne(first.slot));
	sayInSet(i18next.t(said, { ns: "sets" }));
}

/** Moves frames beside another one, and keeps the new order. */
export function moveFrames(
	moved: readonly number[],
	beside: number,
	side: "before" | "after",
): void {
	const { detail } = useSet.getState();
	if (detail === undefined) return;
	const order = detail.slots.map(({ slot }) => slot);
	const next = reordered(order, moved, beside, side);
	if (next.every((slot, at) => slot === order[at])) return;
	void arrangeSet({ order: [...next] });
	const places = moved.map((slot) => next.indexOf(slot) + 1).toSorted((a, b) => a - b);
	const [place = 0] = places;
	sayInSet(i18next.t("said.moved", { ns: "sets", place, count: moved.length }));
}

/** Moves the current frame one place on or back. */
export function moveCurrentBy(by: 1 | -1): void {
	const { current, mode } = useSetView.getState();
	if (current === undefined || mode === "compare" || mode === "slides") return;
	const visible = slotsInSight().map(({ slot }) => slot);
	const beside = visible[visible.indexOf(current) + by];
	if (beside !== undefined) moveFrames([current], beside, by > 0 ? "after" : "before");
}

/** Two to four frames with a picture: those chosen, else the current one and the next. */
export function framesToCompare(
	slots: readonly SetSlot[],
	{ chosen, current }: Pick<FrameChoice, "chosen" | "current">,
): readonly number[] {
	const there = slots.filter((slot) => pictureOf(slot) !== undefined).map(({ slot }) => slot);
	const wanted = there.filter((slot) => chosen.includes(slot));
	if (wanted.length >= 2) return wanted.slice(0, MOST_COMPARED);
	const at = Math.max(0, there.indexOf(current ?? -1));
	const two = at + 1 < there.length ? there.slice(at, at + 2) : there.slice(-2);
	return two.length === 2 ? two : [];
}

export const MOST_COMPARED = 4;

/** Puts two to four frames side by side; does nothing when there are not so many pictures. */
export function compareChosen(): void {
	const state = useSetView.getState();
	const compared = framesToCompare(slotsInSight(), state);
	const [first] = compared;
	if (first === undefined) return;
	setMode("compare");
	const current =
		state.current !== undefined && compared.includes(state.current) ? state.current : first;
	patchSetView({
		compared,
		way: compared.length === 2 ? state.way : "side",
		current,
		anchor: current,
		chosen: compared,
	});
}

/** The two compared frames change places. */
export function swapCompared(): void {
	useSetView.setState(({ compared }) =>
		compared.length === 2 ? { compared: compared.toReversed() } : {},
	);
}
