import type setWords from "../../../../resources/locales/en/sets.json";
import type { MarkChange } from "../../state/mark-change.ts";
import { useSelection } from "../../state/selection-store.ts";
import { pictureOf } from "../../state/set-frames.ts";
import { useMarkHistory } from "../../state/set-marks.ts";
import { useSet } from "../../state/set-store.ts";
import {
	compareChosen,
	framesToCompare,
	goBy,
	markChosen,
	moveCurrentBy,
	redoInSet,
	slotsToMark,
	swapCompared,
	undoInSet,
} from "./frame-actions.ts";
import { chooseAllFrames, chooseOne } from "./frame-choice.ts";
import { largeFrame } from "./large-frame-handle.ts";
import {
	isInside,
	leaveMode,
	patchSetView,
	setChoice,
	setMode,
	slotsInSight,
	useSetView,
} from "./set-view-store.ts";
import { rowLength } from "./sheet-rows.ts";

type SetWord = keyof typeof setWords;

/** Something that can be done from the keyboard while a set is on stage. */
export type SetCommand = {
	readonly id: string;
	/** In tinykeys' words; the first is the one to show. */
	readonly keys: readonly string[];
	/** As it is shown where the words of a key do not say it. */
	readonly sign?: string;
	/** Of `sets.json`. */
	readonly label: Extract<SetWord, `command.${string}`>;
	readonly run: () => void;
	readonly enabled: () => boolean;
	/** True: it moves or presses, and a control that has the keyboard keeps such keys for itself. */
	readonly yields?: boolean;
	/** True: a key held down goes on. */
	readonly repeats?: boolean;
	/** False: not in the palette, because it makes no sense there. */
	readonly inPalette?: boolean;
};

const isOnStage = () =>
	useSelection.getState().stage === "set" && useSet.getState().detail !== undefined;
const mode = () => useSetView.getState().mode;
const inSheet = () => isOnStage() && mode() === "sheet";
const hasLarge = () => isOnStage() && largeFrame() !== undefined;
const hasMarkable = () =>
	isOnStage() && slotsToMark().some((slot) => pictureOf(slot) !== undefined);
const isArranging = () => isOnStage() && mode() !== "compare" && mode() !== "slides";

/** Every key of a set, for the view, the palette and the sheet of shortcuts. */
export const setCommands: readonly SetCommand[] = [
	step("next", "ArrowRight", () => goBy(1)),
	step("previous", "ArrowLeft", () => goBy(-1)),
	{ ...step("down", "ArrowDown", () => goBy(rowLength())), enabled: inSheet },
	{ ...step("up", "ArrowUp", () => goBy(-rowLength())), enabled: inSheet },
	step("first", "Home", () => goBy(Number.NEGATIVE_INFINITY)),
	step("last", "End", () => goBy(Number.POSITIVE_INFINITY)),
	{ ...step("extendOn", "Shift+ArrowRight", () => goBy(1, true)), enabled: inSheet },
	{ ...step("extendBack", "Shift+ArrowLeft", () => goBy(-1, true)), enabled: inSheet },
	mark("pick", "p", { pick: "picked" }),
	mark("reject", "x", { pick: "rejected" }),
	mark("unmark", "u", { pick: null }),
	...([1, 2, 3, 4, 5] as const).map((stars) =>
		mark(`stars${stars}`, String(stars), { stars }, `Digit${stars}`),
	),
	mark("stars0", "0", { stars: null }, "Digit0"),
	...(["p", "x", "u"] as const).map((key) => onwards(key)),
	...[0, 1, 2, 3, 4, 5].map((stars) => onwardsWithStars(stars)),
	command("undo", ["$mod+z"], undoInSet, () => useMarkHistory.getState().done.length > 0),
	command(
		"redo",
		["$mod+Shift+z", "$mod+y"],
		redoInSet,
		() => useMarkHistory.getState().undone.length > 0,
	),
	{
		...command("zoom", ["Space"], () => largeFrame()?.toggle(), hasLarge),
		yields: true,
		inPalette: false,
	},
	{
		...command("play", ["Space"], playOrPause, () => mode() === "slides"),
		yields: true,
		inPalette: false,
	},
	{
		...command("larger", ["[Shift]+Equal", "NumpadAdd"], () => largeFrame()?.zoomIn(), hasLarge),
		sign: "+",
		inPalette: false,
	},
	{
		...command("smaller", ["Minus", "NumpadSubtract"], () => largeFrame()?.zoomOut(), hasLarge),
		sign: "−",
		inPalette: false,
	},
	command("sheet", ["g"], () => setMode("sheet")),
	command("strip", ["e"], () => setMode("strip")),
	command("full", ["f"], () => setMode("full")),
	command("compare", ["c"], compareChosen, () => {
		return (
			mode() !== "compare" && framesToCompare(slotsInSight(), useSetView.getState()).length > 0
		);
	}),
	command(
		"slides",
		["l"],
		() => setMode("slides"),
		() => mode() !== "slides",
	),
	{
		...command(
			"swap",
			["s"],
			swapCompared,
			() => mode() === "compare" && useSetView.getState().compared.length === 2,
		),
		inPalette: false,
	},
	{
		...command("open", ["Enter", "Space"], () => setMode("strip"), inSheet),
		yields: true,
		inPalette: false,
	},
	command("all", ["$mod+a"], chooseAll, inSheet),
	{ ...command("earlier", ["Alt+ArrowLeft"], () => moveCurrentBy(-1), isArranging), repeats: true },
	{ ...command("later", ["Alt+ArrowRight"], () => moveCurrentBy(1), isArranging), repeats: true },
	command("caption", ["t"], writeCaption, () => isArranging() && mode() !== "full"),
	{ ...command("leave", ["Escape"], leaveMode, () => isInside(mode())), inPalette: false },
];

function command(
	name: Commands,
	keys: readonly string[],
	run: () => void,
	enabled: () => boolean = () => true,
): SetCommand {
	return {
		id: `set.${name}`,
		keys,
		label: `command.${name}`,
		run,
		enabled: () => isOnStage() && enabled(),
	};
}

type Commands =
	Extract<SetWord, `command.${string}`> extends `command.${infer Name}` ? Name : never;

function step(name: Commands, key: string, run: () => void): SetCommand {
	return { ...command(name, [key], run), yields: true, repeats: true, inPalette: false };
}

/** A digit is also found by its place on the keyboard, for layouts where it needs Shift. */
function mark(name: Commands, key: string, change: MarkChange, code?: string): SetCommand {
	const keys = code === undefined ? [key] : [key, code];
	return command(name, keys, () => markChosen(change), hasMarkable);
}

const changes = { p: { pick: "picked" }, x: { pick: "rejected" }, u: { pick: null } } as const;

function onwards(key: keyof typeof changes): SetCommand {
	const run = () => markChosen(changes[key], true);
	return {
		...command("markOn", [`Shift+${key}`], run, hasMarkable),
		id: `set.markOn.${key}`,
		inPalette: false,
	};
}

function onwardsWithStars(stars: number): SetCommand {
	const run = () => markChosen({ stars: stars === 0 ? null : stars }, true);
	const made = command("markOn", [`Shift+Digit${stars}`], run, hasMarkable);
	return { ...made, id: `set.markOn.${stars}`, inPalette: false };
}

function playOrPause(): void {
	patchSetView({ isPlaying: !useSetView.getState().isPlaying });
}

function chooseAll(): void {
	const visible = slotsInSight().map(({ slot }) => slot);
	setChoice(chooseAllFrames(useSetView.getState(), visible));
}

function writeCaption(): void {
	const slot = useSetView.getState().current ?? slotsInSight()[0]?.slot;
	if (slot === undefined) return;
	if (slot !== useSetView.getState().current) setChoice(chooseOne(slot));
	patchSetView({ captioning: slot });
}
