const cjkCharacter =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3105-\u312f]/gu;
const word = /[\p{Letter}\p{Number}]+(?:['’_-][\p{Letter}\p{Number}]+)*/gu;

/** Unicode code points: what the gateways' pages call characters. An emoji may be several. */
export function countCodePoints(text: string): number {
	let count = 0;
	for (const _ of text) count += 1;
	return count;
}

/** Chinese, Japanese and Korean characters; punctuation is not counted. */
export function countCjkCharacters(text: string): number {
	return text.match(cjkCharacter)?.length ?? 0;
}

/** Words of scripts that put spaces between them; `don't` and `state-of-the-art` are one word each. */
export function countWords(text: string): number {
	return text.replaceAll(cjkCharacter, " ").match(word)?.length ?? 0;
}
