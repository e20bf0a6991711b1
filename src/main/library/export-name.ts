import { deviceName } from "../../contract/export-names.ts";
import { cutToBytes, words } from "./folder-name.ts";

/** In UTF-8; room is left for numbers, endings and ` (2)`. */
const MAX_NAME_BYTES = 120;

/**
 * The start of a file's name that every system takes: letters and digits of any script, with hyphens
 * between them.
 * @param otherwise when nothing of it is left
 */
export function exportName(wanted: string, otherwise = "set"): string {
	const text = wanted.toWellFormed().normalize("NFC").replaceAll(/['’]/g, "");
	const name = cutToBytes((text.match(words) ?? []).join("-"), MAX_NAME_BYTES);
	if (name === "") return otherwise;
	return deviceName.test(name) ? `${name}-${otherwise}` : name;
}

/**
 * The name of one file among many: `panda-03.png`, and `panda-03 (2).png` when that is taken.
 * @param place from 0
 * @param total how many there are: all numbers are as wide as the widest
 * @param attempt from 1
 */
export function numberedName(
	name: string,
	{ place, total, ending }: { place: number; total: number; ending: string },
	attempt: number,
): string {
	const digits = Math.max(2, String(total).length);
	const number = String(place + 1).padStart(digits, "0");
	return `${name}-${number}${attempt === 1 ? "" : ` (${attempt})`}.${ending}`;
}
