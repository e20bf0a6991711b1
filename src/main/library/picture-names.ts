import { fileEnding, isPictureName } from "../store/picture-kinds.ts";

/** No system takes a longer name. */
const MAX_NAME_BYTES = 255;

/**
 * The name of a picture in its job's folder: `01.png`, and `01-2.png` when that is taken.
 * @param index its place in the job, from 0
 * @param attempt from 1
 */
export function pictureName(index: number, format: string, attempt: number): string {
	const number = String(index + 1).padStart(2, "0");
	return `${number}${attempt === 1 ? "" : `-${attempt}`}.${fileEnding(format)}`;
}

/** The place in its job that a file name tells, from 0; undefined for every other name. */
export function placeOf(name: string): number | undefined {
	const number = /^(\d{2,4})(?:-\d{1,3})?\.[a-z]{3,4}$/.exec(name)?.[1];
	if (number === undefined || !isPictureName(name)) return undefined;
	const index = Number(number) - 1;
	return index < 0 ? undefined : index;
}

/** True for a plain name of a file: what a recipe says is never a way out of its folder. */
export function isPlainName(name: string): boolean {
	return (
		name !== "" &&
		name !== "." &&
		name !== ".." &&
		!/[/\\:\p{Cc}]/u.test(name) &&
		name.isWellFormed() &&
		Buffer.byteLength(name) <= MAX_NAME_BYTES
	);
}
