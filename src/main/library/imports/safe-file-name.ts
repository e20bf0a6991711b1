import { fileEnding, isPictureName } from "../../store/picture-kinds.ts";

/** In UTF-8, the ending included: room is left for ` (2)`, and for a path that goes on. */
const MAX_NAME_BYTES = 180;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Names Windows keeps for devices, whatever the ending (learn.microsoft.com, Naming Files, read 2026-11-21). */
const deviceName = /^(?:con|prn|aux|nul|(?:com|lpt)[\d¹²³])$/i;

/**
 * Signs that no name has on some system, or that make it look like another one: control and format
 * signs (those that join letters and emoji stay), line ends, and half characters. The rest is
 * Windows' list (the same page).
 */
const unsafe = /[\p{Cc}\p{Zl}\p{Zp}]|(?![\u200C\u200D])\p{Cf}/gu;
const reserved = /[<>:"/\\|?*]/g;

/**
 * The name a file had, made one that every system takes and shows as it is. One that has no ending of
 * a picture gets that of its format.
 */
export function safeFileName(wanted: string, format: string): string {
	const name = wanted
		.toWellFormed()
		.normalize("NFC")
		.replaceAll(unsafe, "")
		.replaceAll("\u{FFFD}", "")
		.replaceAll(reserved, "-");
	const dot = isPictureName(name) ? name.lastIndexOf(".") : name.length;
	const ending = dot === name.length ? `.${fileEnding(format)}` : name.slice(dot);
	const stem = tidied(cutToBytes(tidied(name.slice(0, dot)), MAX_NAME_BYTES - ending.length));
	const [beforeDot = ""] = stem.split(".");
	if (stem === "") return `picture${ending}`;
	return `${deviceName.test(beforeDot.trimEnd()) ? `_${stem}` : stem}${ending}`;
}

/** Windows drops spaces and dots at the end, and a dot at the start hides a file elsewhere. */
function tidied(stem: string): string {
	return stem.replace(/^[\s.]+/u, "").replace(/[\s.]+$/u, "");
}

function cutToBytes(text: string, room: number): string {
	if (Buffer.byteLength(text) <= room) return text;
	let cut = "";
	for (const { segment } of graphemes.segment(text)) {
		if (Buffer.byteLength(cut + segment) > room) break;
		cut += segment;
	}
	return cut;
}

/** Two names for which this is the same are one file on some systems. */
export function foldedName(name: string): string {
	return name.normalize("NFKC").toLowerCase();
}

/** `name.png`, and `name (2).png` when that is taken. @param attempt from 1 */
export function numberedFileName(name: string, attempt: number): string {
	if (attempt === 1) return name;
	const dot = name.lastIndexOf(".");
	return `${name.slice(0, dot)} (${attempt})${name.slice(dot)}`;
}
