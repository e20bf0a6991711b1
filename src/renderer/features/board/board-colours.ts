import type { NoteItem } from "../../../contract/board.ts";

/** Everything the canvas draws with, as CSS colours of the theme of the moment. */
export type BoardColours = {
	readonly ground: string;
	readonly dot: string;
	readonly skeleton: string;
	readonly line: string;
	readonly edge: string;
	readonly text: string;
	readonly quietText: string;
	readonly accent: string;
	readonly onAccent: string;
	readonly accentSoft: string;
	readonly danger: string;
	readonly dangerSoft: string;
	readonly scrim: string;
	/** The card of a note and the words on it, and an arrow, by the board's own palette. */
	readonly notes: Readonly<Record<NoteColour, NoteColours>>;
};
export type NoteColour = NoteItem["colour"];
type NoteColours = { readonly card: string; readonly text: string; readonly arrow: string };

/** Light, then dark. Words stand 7:1 on their card, arrows 3:1 on the ground, in both. */
const palette: Readonly<Record<NoteColour, Readonly<Record<keyof NoteColours, [string, string]>>>> =
	{
		plain: {
			card: ["#ffffff", "#2b2b2b"],
			text: ["#1b1b1b", "#ededed"],
			arrow: ["#474747", "#bdbdbd"],
		},
		yellow: {
			card: ["#fdf0b8", "#45390f"],
			text: ["#3b2f00", "#fbe9a6"],
			arrow: ["#8a6a00", "#e5b454"],
		},
		red: {
			card: ["#fbdcd8", "#4d2320"],
			text: ["#571410", "#ffd9d4"],
			arrow: ["#b3261e", "#f28b82"],
		},
		green: {
			card: ["#d5ece4", "#1b3a31"],
			text: ["#0a3d2f", "#c5f0e1"],
			arrow: ["#0b7a5e", "#3cc49c"],
		},
		blue: {
			card: ["#d8e6fb", "#1d3350"],
			text: ["#12325f", "#d3e4ff"],
			arrow: ["#1f5fb8", "#7fb2f5"],
		},
		violet: {
			card: ["#e7ddfa", "#372a55"],
			text: ["#3b2270", "#e6dbff"],
			arrow: ["#6b43c4", "#b79cf2"],
		},
	};

const tokens = {
	ground: "surface-0",
	skeleton: "surface-2",
	line: "line",
	edge: "edge",
	text: "text",
	quietText: "text-3",
	accent: "accent",
	onAccent: "on-accent",
	accentSoft: "accent-soft",
	danger: "danger",
	dangerSoft: "danger-soft",
	scrim: "scrim",
	dot: "edge",
} as const satisfies Readonly<Record<Exclude<keyof BoardColours, "notes">, string>>;

/**
 * Reads the theme's tokens as they stand for an element. A token is `light-dark(…)`, which only
 * becomes a colour where it is used, so it is put on a probe and asked back.
 */
export function readColours(host: HTMLElement): BoardColours {
	const probe = document.createElement("span");
	probe.hidden = true;
	host.append(probe);
	const read = (colour: string) => {
		probe.style.color = colour;
		return getComputedStyle(probe).color;
	};
	const plain = Object.fromEntries(
		Object.entries(tokens).map(([name, token]) => [name, read(`var(--color-${token})`)]),
	) as Readonly<Record<keyof typeof tokens, string>>;
	const notes = Object.fromEntries(
		Object.entries(palette).map(([name, pairs]) => [
			name,
			{
				card: read(`light-dark(${pairs.card.join(", ")})`),
				text: read(`light-dark(${pairs.text.join(", ")})`),
				arrow: read(`light-dark(${pairs.arrow.join(", ")})`),
			},
		]),
	) as Readonly<Record<NoteColour, NoteColours>>;
	probe.remove();
	return { ...plain, notes };
}

/** Tells when the theme may have changed: the designer's choice or the system's. @returns a function that ends it */
export function watchTheme(onChange: () => void): () => void {
	const system = matchMedia("(prefers-color-scheme: dark)");
	const observer = new MutationObserver(onChange);
	observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
	system.addEventListener("change", onChange);
	return () => {
		observer.disconnect();
		system.removeEventListener("change", onChange);
	};
}
