/** What a picture on its way out can be named by. */
export type NameFacts = {
	/** When it was made, ms since the Unix epoch. */
	readonly madeAt: number;
	readonly prompt: string;
	readonly title: string;
	readonly modelTitle: string;
	readonly gatewayTitle: string;
	/** What its set is called. */
	readonly set: string;
	readonly id: string;
	/** Px. */
	readonly width: number;
	readonly height: number;
	readonly tags: readonly string[];
};

/** The blanks of a pattern, in the order they are offered. */
export const nameBlanks = [
	...["date", "time", "prompt", "title", "model", "gateway", "set", "n", "id"],
	...["width", "height", "tags"],
] as const;

/** The pattern where none is given. */
export const DEFAULT_NAMES = "{date} {prompt} {n}";

/** Of the whole name, in UTF-8; room is left for ` (2)` and an ending. */
const MAX_NAME_BYTES = 150;
const MAX_BLANK_BYTES = 60;
const MAX_PROMPT_WORDS = 6;
/** Enough of a text to find six words in. */
const MAX_TEXT = 500;

/** Names Windows keeps for devices, whatever the ending (learn.microsoft.com, Naming Files, read 2026-11-21). */
export const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])$/i;

/** A letter or digit of any script, with the marks that belong to it. */
const words = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** What a pattern may say between its blanks: nothing that a system, a shell or a reader trips over. */
const unsafe = /[^\p{L}\p{N}\p{M} ._()+&@#,=-]+/gu;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The name of one picture, without its ending: words every system takes, whatever the pattern and the
 * picture say.
 * @param place from 0
 * @param total how many there are: all numbers are as wide as the widest
 */
export function exportedName(
	pattern: string,
	facts: NameFacts,
	{ place, total }: { readonly place: number; readonly total: number },
): string {
	const number = String(place + 1).padStart(Math.max(2, String(total).length), "0");
	const blanks = new Map<string, string>([
		["date", dateOf(facts.madeAt)],
		["time", timeOf(facts.madeAt)],
		["prompt", wordsOf(facts.prompt, MAX_PROMPT_WORDS)],
		["title", wordsOf(facts.title)],
		["model", wordsOf(facts.modelTitle)],
		["gateway", wordsOf(facts.gatewayTitle)],
		["set", wordsOf(facts.set, MAX_PROMPT_WORDS)],
		["n", number],
		["id", facts.id.slice(-8)],
		["width", String(facts.width)],
		["height", String(facts.height)],
		["tags", wordsOf(facts.tags.join(" "))],
	]);
	const filled = pattern
		.toWellFormed()
		.replaceAll(/\{(\w+)\}/g, (whole, blank: string) => blanks.get(blank) ?? whole)
		.normalize("NFC")
		.replaceAll(unsafe, "");
	// A blank that stays empty leaves its space, or its hyphen, twice.
	const even = filled.replaceAll(/([ _-])\1+/g, "$1").replaceAll(/\.{2,}/g, ".");
	const name = trimmed(cutToBytes(trimmed(even), MAX_NAME_BYTES));
	if (name === "") return `picture-${number}`;
	const [first = ""] = name.split(".");
	return deviceName.test(first.trim()) ? `picture-${name}` : name;
}

/** The same file to systems that do not tell capitals apart. */
export function nameKey(name: string): string {
	return name.normalize("NFC").toUpperCase().toLowerCase();
}

/** Hidden files, options of commands, and what Windows drops at the end. */
function trimmed(name: string): string {
	return name.replace(/^[\s.,=+_-]+/u, "").replace(/[\s.,=+_-]+$/u, "");
}

function wordsOf(text: string, most = MAX_TEXT): string {
	const plain = text.slice(0, MAX_TEXT).toWellFormed().normalize("NFC").replaceAll(/['’]/g, "");
	const found = (plain.match(words) ?? []).slice(0, most).join("-");
	return cutToBytes(found, MAX_BLANK_BYTES).replace(/-+$/, "");
}

/** Whole characters only: a letter keeps its accents. */
function cutToBytes(text: string, room: number): string {
	let left = room;
	let cut = "";
	for (const { segment } of graphemes.segment(text)) {
		left -= utf8Length(segment);
		if (left < 0) break;
		cut += segment;
	}
	return cut;
}

function utf8Length(text: string): number {
	let length = 0;
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
	}
	return length;
}

/** Of this computer, such as `2026-11-21`. */
function dateOf(epochMs: number): string {
	const at = new Date(epochMs);
	const year = String(at.getFullYear()).padStart(4, "0");
	return `${year}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

/** Of this computer, such as `14.03.22`: no system takes colons. */
function timeOf(epochMs: number): string {
	const at = new Date(epochMs);
	return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(".");
}

const twoDigits = (value: number): string => String(value).padStart(2, "0");
