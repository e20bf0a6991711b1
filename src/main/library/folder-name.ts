import type { Recipe } from "../../contract/library.ts";
import { localDay } from "../store/local-day.ts";

/** Of the whole name, in UTF-8: short enough for every system and for a path that goes on. */
const MAX_NAME_BYTES = 60;
const MAX_WORDS = 5;
/** Enough of a prompt to find five words in. */
const MAX_PROMPT_CHARS = 400;

/** A letter or digit of any script, with the marks that belong to it. */
export const words = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * The folder of a job inside the library: `2026-11/21-neon-panda-a1b2c3`. It begins with a digit, ends
 * with one and holds letters and digits of any script with hyphens between them, so that Windows,
 * macOS and Linux all take it.
 * @param idDigits how many of the job id's last hexadecimal digits it ends with
 */
export function jobFolderName(
	job: { readonly id: Recipe["job"]; readonly createdAt: number; readonly prompt: string },
	idDigits: 6 | 12,
): string {
	const [year, month, day] = localDay(job.createdAt).name.split("-");
	const end = `-${job.id.slice(-idDigits)}`;
	const room = MAX_NAME_BYTES - Buffer.byteLength(`${day}-${end}`);
	const middle = cutToBytes(firstWords(job.prompt), room);
	return `${year}-${month}/${day}${middle === "" ? "" : `-${middle}`}${end}`;
}

function firstWords(prompt: string): string {
	const text = prompt
		.slice(0, MAX_PROMPT_CHARS)
		.toWellFormed()
		.normalize("NFC")
		.replaceAll(/['’]/g, "")
		.toLowerCase();
	return (text.match(words) ?? []).slice(0, MAX_WORDS).join("-");
}

/** Whole characters only: a letter keeps its accents. No hyphen is left at the end. */
export function cutToBytes(text: string, room: number): string {
	let cut = "";
	for (const { segment } of graphemes.segment(text)) {
		if (Buffer.byteLength(cut + segment) > room) break;
		cut += segment;
	}
	return cut.replace(/-+$/, "");
}
