const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** A prompt in words, spaces and signs, which together are the prompt again. */
export function* splitWords(text: string): Generator<string> {
	for (const { segment } of words.segment(text)) yield segment;
}
