const cjkCharacter =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3105-\u312f]/gu;
const word = /[\p{Letter}\p{Number}]+(?:['’_-][\p{Letter}\p{Number}]+)*/gu;
/** Two UTF-16 units of one code point; a lone half is one of its own. */
const surrogatePair = /[\ud800-\udbff][\udc00-\udfff]/g;

/** Unicode code points: what the gateways' pages call characters. An emoji may be several. */
export function countCodePoints(text: string): number {
	return text.length - (text.match(surrogatePair)?.length ?? 0);
}

/** Chinese, Japanese and Korean characters; punctuation is not counted. */
export function countCjkCharacters(text: string): number {
	return text.match(cjkCharacter)?.length ?? 0;
}

/** Words of scripts that put spaces between them; `don't` and `state-of-the-art` are one word each. */
export function countWords(text: string): number {
	return text.replaceAll(cjkCharacter, " ").match(word)?.length ?? 0;
}
