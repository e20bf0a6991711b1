import type words from "../../../resources/locales/en/queue.json";

type Said = Extract<keyof typeof words, `${"says" | "money" | "task"}.${string}`>;
/** A sentence of `queue.json`, its forms for numbers taken as one. */
export type PhraseKey = Said extends infer Key
	? Key extends `${infer Stem}_${"one" | "other"}`
		? Stem
		: Key
	: never;

export type PhraseFacts = {
	readonly count: number;
	readonly gateway: string;
	readonly total?: number;
	/** How long it has been going on, usually takes, will still take, and until something happens. */
	readonly elapsed?: string;
	readonly usual?: string;
	readonly left?: string;
	readonly time?: string;
	readonly percent?: string;
	/** The gateway's own. */
	readonly word?: string;
	/** Sums of money, today's first. */
	readonly price?: string;
	readonly before?: string;
	readonly credits?: string;
};

/** A sentence of `queue.json` and what goes into its blanks. */
export type Phrase = {
	readonly key: PhraseKey;
	readonly facts: PhraseFacts;
	/** True: it belongs to the phrase before it, and only a comma parts them. */
	readonly isTail?: true;
};

export type MakePhrase = (
	key: PhraseKey,
	more?: Partial<PhraseFacts>,
	tail?: { readonly isTail: true },
) => Phrase;

/** Makes phrases about one job. */
export function phraseMaker(facts: Pick<PhraseFacts, "count" | "gateway">): MakePhrase {
	return (key, more = {}, tail) => ({ key, facts: { ...facts, ...more }, ...tail });
}

export type SayPhrase = (
	key: PhraseKey | "says.join" | "says.comma",
	facts?: PhraseFacts,
) => string;

/** Phrases read as one sentence. @param say of `queue.json`, in the designer's language */
export function joinPhrases(phrases: readonly Phrase[], say: SayPhrase): string {
	return phrases
		.map(({ key, facts, isTail }, at) => {
			const join = at === 0 ? "" : say(isTail ? "says.comma" : "says.join");
			return join + say(key, facts);
		})
		.join("");
}
