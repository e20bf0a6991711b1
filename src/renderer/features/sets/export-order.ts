import { writtenPrompt } from "../../../contract/prompt-chips.ts";
import type { ExportOrder, SetDetail, SetSlot } from "../../../contract/sets.ts";
import { passes, pictureOf } from "../../state/set-frames.ts";

export type ExportKind = ExportOrder["as"]["kind"];
/** Which frames leave: those with a pick, those chosen now, or all in sight. */
export type ExportWhich = "picked" | "chosen" | "all";

/** What the dialog asks, for all kinds together; each takes what it needs. */
export type ExportWishes = {
	readonly which: ExportWhich;
	readonly name: string;
	readonly withCaptions: boolean;
	readonly paper: "a4" | "letter";
	readonly orientation: "portrait" | "landscape";
	readonly title: string;
	readonly format: "webp" | "gif";
} & Readonly<Record<ExportNumber, number | null>>;

/** What is typed as a number; null while its field is empty. `maxSide`: px. */
export type ExportNumber = "columns" | "perPage" | "secondsPerFrame" | "maxSide";

/** As `ExportOrder` has them. */
export const exportBounds: Readonly<
	Record<ExportNumber, { readonly min: number; readonly max: number; readonly isWhole: boolean }>
> = {
	columns: { min: 2, max: 8, isWhole: true },
	perPage: { min: 2, max: 12, isWhole: true },
	secondsPerFrame: { min: 0.05, max: 10, isWhole: false },
	maxSide: { min: 64, max: 2_048, isWhole: true },
};

const numbersOf: Readonly<Record<ExportKind, readonly ExportNumber[]>> = {
	files: [],
	"contact-sheet": ["columns"],
	storyboard: ["perPage"],
	animation: ["secondsPerFrame", "maxSide"],
};

/** Longest name of files, and longest title on a page (`ExportOrder`). */
const MAX_WORDS = 200;
/** Longest name made of a set's title: a designer reads it in a list of files. */
const MAX_NAME = 60;

/** The picked frames, where they are enough: a sheet or an animation of one frame is none. */
export function firstWhich(kind: ExportKind, picked: number): ExportWhich {
	return picked >= (kind === "files" ? 1 : 2) ? "picked" : "all";
}

/** What the dialog begins with. */
export function firstWishes(detail: SetDetail, which: ExportWhich): ExportWishes {
	const title = detail.title.slice(0, MAX_WORDS);
	return {
		which,
		name: (title === "" ? writtenPrompt(detail.request) : title).trim().slice(0, MAX_NAME).trim(),
		withCaptions: true,
		paper: "a4",
		orientation: detail.ratio >= 1 ? "landscape" : "portrait",
		title,
		columns: 3,
		perPage: 4,
		format: "webp",
		secondsPerFrame: 0.5,
		maxSide: 800,
	};
}

/** The frames with a picture that would leave. */
export function exportedSlots(
	{ slots }: Pick<SetDetail, "slots">,
	inSight: readonly SetSlot[],
	chosen: readonly number[],
	which: ExportWhich,
): readonly SetSlot[] {
	const there = (which === "picked" ? slots : inSight).filter(
		(slot) => pictureOf(slot) !== undefined,
	);
	if (which === "picked") return there.filter((slot) => passes(slot, "picked"));
	return which === "chosen" ? there.filter(({ slot }) => chosen.includes(slot)) : there;
}

/** True for a number that an order can hold. */
export function isPossible(number: ExportNumber, typed: number | null): typed is number {
	const { min, max, isWhole } = exportBounds[number];
	if (typed === null || !(typed >= min && typed <= max)) return false;
	return !isWhole || Number.isInteger(typed);
}

/** The order of an export, complete but for the run it is named by; nothing while a number is not possible. */
export function exportOrder(
	kind: ExportKind,
	slots: readonly SetSlot[],
	wishes: ExportWishes,
): Omit<ExportOrder, "run"> | undefined {
	if (!numbersOf[kind].every((number) => isPossible(number, wishes[number]))) return undefined;
	const frames = slots.flatMap((slot) => {
		const image = pictureOf(slot);
		if (image === undefined) return [];
		return [{ image: image.id, caption: wishes.withCaptions ? slot.caption : "" }];
	});
	if (frames.length === 0) return undefined;
	return { frames, name: wishes.name.trim().slice(0, MAX_WORDS), as: exportForm(kind, wishes) };
}

function exportForm(kind: ExportKind, wishes: ExportWishes): ExportOrder["as"] {
	const { paper, orientation, format } = wishes;
	const number = (name: ExportNumber) => wishes[name] ?? exportBounds[name].min;
	const page = { paper, orientation, title: wishes.title.trim().slice(0, MAX_WORDS) };
	switch (kind) {
		case "files":
			return { kind };
		case "contact-sheet":
			return { kind, ...page, columns: number("columns") };
		case "storyboard":
			return { kind, ...page, perPage: number("perPage") };
		case "animation":
			return {
				kind,
				format,
				secondsPerFrame: number("secondsPerFrame"),
				maxSide: number("maxSide"),
			};
	}
}
