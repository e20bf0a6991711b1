import type { NamedColour } from "./colour-well.tsx";

/** The shapes on offer, width divided by height; `free` and `original` are no numbers. */
export const ratioChoices = [
	"free",
	"original",
	"1:1",
	"4:3",
	"3:2",
	"16:9",
	"3:4",
	"2:3",
	"9:16",
] as const;
export type RatioChoice = (typeof ratioChoices)[number];
export const padChoices = ["none", "1:1", "4:3", "3:2", "16:9", "3:4", "2:3", "9:16"] as const;
export type PadChoice = (typeof padChoices)[number];

/** The number of a choice such as `16:9`; undefined for one in words. */
export function ratioOf(choice: string): number | undefined {
	const [width, height] = choice.split(":").map(Number);
	return width !== undefined && height !== undefined && width > 0 && height > 0
		? width / height
		: undefined;
}

/** Which of the choices a ratio is; undefined when it is none of them. */
export function padChoiceOf(ratio: number | undefined): PadChoice | undefined {
	if (ratio === undefined) return "none";
	return padChoices.find((choice) => Math.abs((ratioOf(choice) ?? 0) - ratio) < 1e-6);
}

/** Far from each other and from most pictures, so that a prompt can speak of "the red mark". */
export const markColours: readonly NamedColour[] = [
	{ value: "#ff2d2d", name: "red" },
	{ value: "#ffd60a", name: "yellow" },
	{ value: "#1fd655", name: "green" },
	{ value: "#2d7bff", name: "blue" },
	{ value: "#ffffff", name: "white" },
	{ value: "#000000", name: "black" },
];
export const padColours: readonly NamedColour[] = [
	{ value: "#ffffff", name: "white" },
	{ value: "#808080", name: "grey" },
	{ value: "#000000", name: "black" },
];

/**
 * The name of an edited reference: `shoe.png` becomes `shoe (edited).png`, and stays so however often
 * it is edited. At most 255 characters.
 * @param word what stands in brackets, in the designer's language
 */
export function editedName(name: string, word: string): string {
	const dot = name.lastIndexOf(".");
	const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ""];
	const mark = ` (${word})`;
	if (stem.endsWith(mark)) return name;
	return `${stem.slice(0, 255 - mark.length - ending.length)}${mark}${ending}`;
}
