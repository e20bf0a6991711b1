import type { Capability } from "../../contract/capability.ts";
import { maxCount } from "../../contract/check-count.ts";
import type { GenerationRequest } from "../../contract/generation.ts";
import type { ImageId } from "../../contract/ids.ts";
import type { Draft, DraftReference } from "./draft.ts";

/** As many variations as fit side by side; fewer where the model makes fewer at once. */
const VARIATIONS = 4;
/** Extra fields that make a model draw the same picture again; no page of today's models has one. */
const SEEDS: ReadonlySet<string> = new Set(["seed"]);

/** The recipe of a picture as a wish of its own that knows where it comes from; a set it mended or went on with is not its concern. */
export function goingOn({ follows: _, ...request }: GenerationRequest, parent: ImageId) {
	return { ...request, parent };
}

/** An empty prompt with one picture to work on; what is set up in the form besides stays. */
export function editOf(draft: Draft, picture: DraftReference, parent: ImageId): Draft {
	const { follows: _, wording: __, recipeOrder: ___, ...others } = draft;
	return { ...others, prompt: "", references: [picture], mode: "single", count: 1, parent };
}

/** The same wish several times over, free to come out differently. */
export function variationsOf(draft: Draft, capability: Capability | undefined): Draft {
	const extras = Object.fromEntries(
		Object.entries(draft.extras).filter(([key]) => !SEEDS.has(key)),
	);
	const most =
		capability === undefined ? VARIATIONS : maxCount(capability, "single", draft.references.length);
	return { ...draft, extras, mode: "single", count: Math.max(1, Math.min(VARIATIONS, most)) };
}

/**
 * Whether there is work of the designer's own in a draft. One that was made by *Edit with a prompt*
 * and has no words yet is nobody's work.
 */
export function isWorthKeeping({ prompt, references, parent }: Draft): boolean {
	if (prompt.trim() !== "") return true;
	return references.length > (parent === undefined ? 0 : 1);
}
