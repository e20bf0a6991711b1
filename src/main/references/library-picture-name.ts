import { basename } from "node:path";

/** Characters of the prompt; a chip in a prompt is to stay shorter than what is written about it. */
const MAX_WORDS = 24;

/**
 * What a picture of the library is called as a reference: how its prompt begins and the number of
 * its file, such as `A clay vase 01.png`. Its file alone would be called as that of any other job.
 * @param file its path
 */
export function libraryPictureName(prompt: string, file: string): string {
	const words = beginning(prompt.trim().replaceAll(/[\s/\\]+/g, " "));
	return words === "" ? basename(file) : `${words} ${basename(file)}`;
}

/** As many whole words as fit; of a language without blanks as many characters. */
function beginning(line: string): string {
	const characters = [...line];
	if (characters.length <= MAX_WORDS) return line;
	const cut = characters.slice(0, MAX_WORDS + 1).join("");
	const end = cut.lastIndexOf(" ");
	return end > 0 ? cut.slice(0, end) : characters.slice(0, MAX_WORDS).join("");
}
