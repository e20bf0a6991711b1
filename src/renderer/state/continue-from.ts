import type { Capability } from "../../contract/capability.ts";
import { maxCount } from "../../contract/check-count.ts";
import { countCodePoints } from "../../contract/count-prompt.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId } from "../../contract/ids.ts";
import { lastingExtras } from "../../contract/lasting-extras.ts";
import { mentionsOf, mentionsToWords } from "../../contract/prompt-chips.ts";
import { promptLanguage } from "../../contract/prompt-language.ts";
import { type ReferenceTaker, roomBeside, takesPictures } from "../../contract/reference-room.ts";
import { variationWording, withoutVariation } from "../../contract/variation-wording.ts";
import {
	type Draft,
	type DraftReference,
	draftWording,
	referenceKey,
	setWording,
} from "./draft.ts";

/** As many variations as fit side by side; fewer where the model makes fewer at once. */
const VARIATIONS = 4;
/** Extra fields that make a model draw the same picture again; no page of today's models has one. */
const SEEDS: ReadonlySet<string> = new Set(["seed"]);

/** The recipe of a picture as a wish of its own that knows where it comes from; a set it mended or went on with is not its concern. */
export function goingOn({ follows: _, ...request }: GenerationRequest, parent: ImageId) {
	return { ...request, parent };
}

/** An empty prompt with one picture to work on; what is set up in the form besides stays. */
export function editOf(
	draft: Draft,
	picture: DraftReference,
	parent: ImageId,
	capability?: Capability,
): Draft {
	const {
		follows: _,
		wording: __,
		recipeOrder: ___,
		...others
	} = withLastingExtras(draft, capability);
	return { ...others, prompt: "", references: [picture], mode: "single", count: 1, parent };
}

/** What stays of the advanced fields when a request goes on from the one it was made with. */
export function withLastingExtras(draft: Draft, capability: Capability | undefined): Draft {
	if (capability === undefined) return draft;
	return { ...draft, extras: lastingExtras(draft.extras, capability.extras) };
}

/** A wish for pictures close to one, and what had no room in it. */
export type Variations = {
	readonly draft: Draft;
	/** How many of the wish's own references do not go along. */
	readonly leftOut: number;
};

/**
 * The same wish several times over, to come out close to `picture`: it goes along as the last of the
 * references, and a sentence of the prompt says so. Where the model takes no pictures, or the
 * sentence has no room, the wish is what it was.
 * @param taker absent: the model is not known
 */
export function variationsOf(
	draft: Draft,
	picture: DraftReference,
	taker: ReferenceTaker | undefined,
): Variations {
	const seedless = Object.entries(draft.extras).filter(([key]) => !SEEDS.has(key));
	const again: Draft = { ...draft, extras: Object.fromEntries(seedless), mode: "single" };
	if (taker === undefined) return { draft: { ...again, count: VARIATIONS }, leftOut: 0 };
	const { capability } = taker;
	const wish = withLastingExtras(again, capability);
	if (!takesPictures(taker)) {
		const most = maxCount(capability, "single", draft.references.length);
		return { draft: { ...wish, count: Math.max(1, Math.min(VARIATIONS, most)) }, leftOut: 0 };
	}
	const most = Math.min(VARIATIONS, maxCount(capability, "single", 1));
	return closeTo({ ...wish, count: Math.max(1, most) }, picture, capability);
}

function closeTo(draft: Draft, picture: DraftReference, capability: Capability): Variations {
	const plain = withoutEarlierVariation(draft);
	const key = referenceKey(picture);
	const room = Math.max(1, roomBeside(draft.count, capability));
	const isThere = plain.references.some((one) => referenceKey(one) === key);
	const others = plain.references.filter((one) => referenceKey(one) !== key);
	const kept = others.slice(0, room - 1);
	// What the words number must stay where it is.
	const isWhole = isThere && kept.length === others.length;
	const references = isWhole ? plain.references : [...kept, picture];
	const gone = new Set(others.slice(room - 1).map(referenceKey));
	const words = mentionsToWords(draftWording(plain), gone);
	const same = setWording({ ...plain, references }, words);
	const asked = setWording(same, variationWording(words, promptLanguage(plain.prompt), key));
	const fits = countCodePoints(asked.prompt) <= capability.prompt.maxChars;
	return { draft: fits ? asked : same, leftOut: gone.size };
}

/** The picture an earlier variation was to be close to is not what this one is to be close to. */
function withoutEarlierVariation(draft: Draft): Draft {
	const earlier = withoutVariation(draftWording(draft));
	if (earlier === undefined) return draft;
	const isNamed = mentionsOf(earlier.prompt).some((one) => one.reference === earlier.reference);
	const references = draft.references.filter(
		(one) => isNamed || referenceKey(one) !== earlier.reference,
	);
	return setWording({ ...draft, references }, earlier.prompt);
}

/**
 * Whether there is work of the designer's own in a draft. One that was made by *Edit with a prompt*
 * and has no words yet is nobody's work.
 */
export function isWorthKeeping({ prompt, references, parent }: Draft): boolean {
	if (prompt.trim() !== "") return true;
	return references.length > (parent === undefined ? 0 : 1);
}
