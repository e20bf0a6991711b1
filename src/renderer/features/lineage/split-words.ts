const words = new Intl.Segmenter(undefined, { granularity: "word" });

/**
 * A prompt in words and signs, each with the space before it, which together are the prompt again.
 * A space by itself would be the same in any two prompts, and tear what was changed into single words.
 */
export function* splitWords(text: string): Generator<string> {
	let space = "";
	for (const { segment } of words.segment(text)) {
		if (segment.trim() === "") space += segment;
		else {
			yield space + segment;
			space = "";
		}
	}
	if (space !== "") yield space;
}
