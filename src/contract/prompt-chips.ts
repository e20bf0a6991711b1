import type { GenerationRequest, PromptPart, RequestReference } from "./generation.ts";
import { type PromptLanguage, promptLanguage } from "./prompt-language.ts";

/** A prompt as it was written: words and chips, in order. */
export type Wording = readonly PromptPart[];
export type Mention = Extract<PromptPart, { kind: "mention" }>;

/** What a gateway's model understands as the n-th picture sent, n from 1. */
const pictureWord: Readonly<Record<PromptLanguage, (position: number) => string>> = {
	en: (position) => `image ${position}`,
	zh: (position) => `图${position}`,
};

/** The same for the same picture or link, however it is written down; what a mention points at. */
export function mentionKey(reference: RequestReference): string {
	return reference.kind === "picture" ? reference.id : reference.url;
}

/**
 * The prompt as it is sent. A mention of the n-th reference becomes "image n" or 图n, by the
 * language of the words (`promptLanguage`); one of a reference that is not attached stays `@name`.
 * A space is put in only where a mention would run into a neighbour: a letter or digit for
 * "image n"; a Latin letter or the like, or any digit, for 图n. Nothing of the words is changed.
 */
export function compilePrompt(
	wording: Wording,
	references: readonly RequestReference[],
): { readonly text: string; readonly language: PromptLanguage } {
	const places = placesOf(references);
	const language = promptLanguage(wordsOf(wording));
	const words = wording.map((part): Piece => {
		if (part.kind === "text") return { text: part.text, made: false };
		const position = places.get(part.reference);
		const text = position === undefined ? `@${part.name}` : pictureWord[language](position);
		return { text, made: true };
	});
	let text = "";
	let before: Piece | undefined;
	for (const piece of words) {
		if (piece.text === "") continue;
		if (before !== undefined && fuse(before, piece)) text += " ";
		text += piece.text;
		before = piece;
	}
	return { text, language };
}

/** The place of each reference in the order sent, from 1. Of doubles the first counts. */
export function placesOf(references: readonly RequestReference[]): ReadonlyMap<string, number> {
	const places = new Map<string, number>();
	for (const [at, reference] of references.entries()) {
		const key = mentionKey(reference);
		if (!places.has(key)) places.set(key, at + 1);
	}
	return places;
}

/** The wording of a prompt without chips. */
export function wordingOf(prompt: string): Wording {
	return prompt === "" ? [] : [{ kind: "text", text: prompt }];
}

/** As a designer reads it: words as they are, chips as `@name`. */
export function textOf(wording: Wording): string {
	return wording.map((part) => (part.kind === "text" ? part.text : `@${part.name}`)).join("");
}

/** The prompt of a request as the designer wrote it; what was sent is its `prompt`. */
export function writtenPrompt({
	prompt,
	wording,
}: Pick<GenerationRequest, "prompt" | "wording">): string {
	return wording === undefined ? prompt : textOf(wording);
}

/** True when there is no chip in it. */
export function isPlain(wording: Wording): boolean {
	return wording.every(({ kind }) => kind === "text");
}

/** The chips, in order. */
export function mentionsOf(wording: Wording): readonly Mention[] {
	return wording.filter((part) => part.kind === "mention");
}

/** The same wording with neighbouring words as one part, and no empty ones. */
export function mergeWords(wording: Wording): Wording {
	const merged: PromptPart[] = [];
	for (const part of wording) {
		const last = merged.at(-1);
		if (part.kind === "text" && part.text === "") continue;
		if (part.kind === "text" && last?.kind === "text") {
			merged[merged.length - 1] = { kind: "text", text: last.text + part.text };
		} else {
			merged.push(part);
		}
	}
	return merged;
}

/** The same wording where chips of these references have become words. */
export function mentionsToWords(wording: Wording, keys: ReadonlySet<string>): Wording {
	return mergeWords(
		wording.map((part) =>
			part.kind === "mention" && keys.has(part.reference)
				? { kind: "text", text: part.name }
				: part,
		),
	);
}

/** The same wording where chips of one reference point at another. */
export function mentionsMoved(wording: Wording, from: string, to: string): Wording {
	return wording.map((part) =>
		part.kind === "mention" && part.reference === from ? { ...part, reference: to } : part,
	);
}

/** What the designer typed, apart from the chips; a chip keeps the words on both its sides apart. */
function wordsOf(wording: Wording): string {
	return wording.map((part) => (part.kind === "text" ? part.text : " ")).join("");
}

type Piece = { readonly text: string; readonly made: boolean };

const endsInWord = /[\p{L}\p{N}\p{M}_]$/u;
/** Marks, joiners and variation selectors would settle on the last sign of a mention. */
const beginsInWord = /^[\p{L}\p{N}\p{M}_\u200c\u200d]/u;
const beginsInHan = /^\p{Script=Han}/u;
const endsInHan = /\p{Script=Han}$/u;

/** True when nothing would part two pieces, one of which is a mention. */
function fuse(left: Piece, right: Piece): boolean {
	if (!(left.made || right.made)) return false;
	// The end of a long text is all that counts; a surrogate pair is two units.
	const tail = left.text.slice(-2);
	const head = right.made ? right.text.replace(/^@/, "").slice(0, 2) : right.text.slice(0, 2);
	if (!endsInWord.test(tail) || !beginsInWord.test(head)) return false;
	// Chinese puts no space between Han characters, or between 图2 and the next of them.
	if (right.made && beginsInHan.test(head) && endsInHan.test(tail)) return false;
	return !(left.made && isChinesePicture(left.text) && beginsInHan.test(head));
}

function isChinesePicture(text: string): boolean {
	return /^图\d+$/u.test(text);
}
