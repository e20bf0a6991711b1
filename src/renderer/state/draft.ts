import type { Capability } from "../../contract/capability.ts";
import { leastCount, maxCount } from "../../contract/check-count.ts";
import type { KnownPictures } from "../../contract/check-references.ts";
import {
	type GenerationRequest,
	MAX_REFERENCES,
	type RequestReference,
} from "../../contract/generation.ts";
import type { AccountId, ImageId, ReferenceId } from "../../contract/ids.ts";
import {
	compilePrompt,
	isPlain,
	mentionKey,
	mentionsMoved,
	mergeWords,
	textOf,
	type Wording,
	wordingOf,
} from "../../contract/prompt-chips.ts";
import type { Reference } from "../../contract/references.ts";
import { requestForModel } from "../../contract/request-for-model.ts";

/** A kept picture as the strip draws it. Pixels and bytes are absent when its snapshot is no longer on disk. */
export type DraftPicture = {
	readonly kind: "picture";
	readonly id: ReferenceId;
	readonly name: string;
	/** Pixels, upright. */
	readonly width?: number;
	readonly height?: number;
	readonly bytes?: number;
	/** As decoded, such as `jpeg`. */
	readonly format?: string;
	/** The picture of the library it is, or was made of by editing. */
	readonly from?: ImageId | undefined;
};
export type DraftReference = DraftPicture | { readonly kind: "link"; readonly url: string };

/**
 * The request being composed: everything of a `GenerationRequest`, with references that can be
 * drawn. `prompt` is what is sent; where the wording has chips it is made of that, anew with every
 * change of the wording or the references.
 */
export type Draft = Omit<GenerationRequest, "references"> & {
	/** In the order shown, which is the order sent. */
	readonly references: readonly DraftReference[];
	/**
	 * The references, as `referenceKey`s, of the recipe the words came with. Not sent; absent: the
	 * words were written here, or the designer said that their order is right.
	 */
	readonly recipeOrder?: readonly string[];
};

/** A prompt without chips. */
export function setPrompt(draft: Draft, prompt: string): Draft {
	const { wording: _, ...others } = draft;
	return { ...others, prompt };
}

/** The prompt as it was written, chips and all. */
export function setWording(draft: Draft, wording: Wording): Draft {
	if (isPlain(wording)) return setPrompt(draft, textOf(wording));
	return compiled({ ...draft, wording: [...mergeWords(wording)] });
}

/** The prompt as it was written: for the editor. */
export function draftWording({ prompt, wording }: Draft): Wording {
	return wording ?? wordingOf(prompt);
}

/** The words' numbers are right for the references as they stand now. */
export function acceptOrder(draft: Draft): Draft {
	const { recipeOrder: _, ...others } = draft;
	return others;
}

/** Puts the references back into the order of the recipe; those that came later go behind them. */
export function restoreOrder(draft: Draft): Draft {
	const order = draft.recipeOrder ?? [];
	const place = (reference: DraftReference) => {
		const at = order.indexOf(referenceKey(reference));
		return at < 0 ? order.length : at;
	};
	return withReferences(
		draft,
		draft.references.toSorted((a, b) => place(a) - place(b)),
	);
}

/** Puts another picture in the place of one, chips included. One that is there already is only left out. */
export function replaceReference(draft: Draft, key: string, by: DraftReference): Draft {
	const to = referenceKey(by);
	const twice = draft.references.some((one) => referenceKey(one) === to) && to !== key;
	const references = draft.references.flatMap((one) =>
		referenceKey(one) === key ? (twice ? [] : [by]) : [one],
	);
	const { wording, recipeOrder } = draft;
	const moved = {
		...(wording && { wording: [...mentionsMoved(wording, key, to)] }),
		...(recipeOrder && { recipeOrder: recipeOrder.map((one) => (one === key ? to : one)) }),
	};
	return withReferences({ ...draft, ...moved }, references);
}

function withReferences(draft: Draft, references: readonly DraftReference[]): Draft {
	return compiled({ ...draft, references });
}

function compiled(draft: Draft): Draft {
	const { wording, references } = draft;
	if (wording === undefined) return draft;
	return { ...draft, prompt: compilePrompt(wording, references.map(toRequestReference)).text };
}

/**
 * Puts references in at `at`, or at the end. One that is there already stays where it is; beyond
 * what any request can name the rest is left out.
 */
export function addReferences(
	draft: Draft,
	added: readonly DraftReference[],
	at = draft.references.length,
): Draft {
	const known = new Set(draft.references.map(referenceKey));
	const fresh: DraftReference[] = [];
	for (const reference of added) {
		const key = referenceKey(reference);
		if (known.has(key)) continue;
		known.add(key);
		fresh.push(reference);
	}
	const references = draft.references.toSpliced(at, 0, ...fresh).slice(0, MAX_REFERENCES);
	return withReferences(draft, references);
}

/** Moves the reference at `from` to stand at `to`, places from 0. */
export function moveReference(draft: Draft, from: number, to: number): Draft {
	const moved = draft.references[from];
	if (moved === undefined || from === to) return draft;
	const references = draft.references.toSpliced(from, 1).toSpliced(to, 0, moved);
	return withReferences(draft, references);
}

/** Takes the reference at this place out. */
export function removeReference(draft: Draft, at: number): Draft {
	return withReferences(draft, draft.references.toSpliced(at, 1));
}

/** Leaves out all references after the first `count`. */
export function keepReferences(draft: Draft, count: number): Draft {
	return withReferences(draft, draft.references.slice(0, count));
}

export function setSize(draft: Draft, size: Draft["size"]): Draft {
	return { ...draft, size };
}

/** The number of pictures, as typed; what the model cannot make is said by `validateRequest`. */
export function setCount(draft: Draft, count: number): Draft {
	return { ...draft, count };
}

/** Separate pictures or a set; the count goes to the nearest the mode allows. */
export function setMode(draft: Draft, mode: Draft["mode"], capability: Capability): Draft {
	const most = maxCount(capability, mode, draft.references.length);
	return { ...draft, mode, count: Math.max(leastCount(mode), Math.min(draft.count, most)) };
}

export function setFormat(draft: Draft, format: Draft["format"]): Draft {
	return { ...draft, format };
}

export function setWatermark(draft: Draft, watermark: boolean): Draft {
	return { ...draft, watermark };
}

/** Pictures one by one or all at the end; at the model's default it is left out of the request. */
export function setStream(draft: Draft, stream: boolean, capability: Capability): Draft {
	const { stream: _, ...others } = draft;
	return stream === capability.stream?.default ? others : { ...others, stream };
}

/** One advanced field; at the model's default it is left out of the request. */
export function setExtra(
	draft: Draft,
	field: Capability["extras"][number],
	value: Draft["extras"][string],
): Draft {
	const { [field.key]: _, ...others } = draft.extras;
	return { ...draft, extras: value === field.default ? others : { ...others, [field.key]: value } };
}

/** The picture this request goes on from, or none. */
export function setParent(draft: Draft, parent: Draft["parent"]): Draft {
	const { parent: _, ...others } = draft;
	return parent === undefined ? others : { ...others, parent };
}

/** The set this request mends or goes on with, or none; all else stays. */
export function setFollows(draft: Draft, follows: Draft["follows"]): Draft {
	const { follows: _, ...others } = draft;
	return follows === undefined ? others : { ...others, follows };
}

/** The same wish for another model: what fits is kept, what does not goes to the nearest that does. */
export function chooseModel(draft: Draft, account: AccountId, capability: Capability): Draft {
	const { references, recipeOrder } = draft;
	return {
		...requestForModel(toRequest(draft), account, capability),
		references,
		...(recipeOrder !== undefined && { recipeOrder }),
	};
}

/** The draft as it is sent and checked. */
export function toRequest(draft: Draft): GenerationRequest {
	const { recipeOrder: _, ...request } = compiled(draft);
	return { ...request, references: draft.references.map(toRequestReference) };
}

/** A draft of an earlier request. Pictures that are not among `kept` are shown as gone. */
export function fromRequest(request: GenerationRequest, kept: readonly Reference[]): Draft {
	const byId = new Map(kept.map((reference) => [reference.id, reference]));
	const references = request.references.map((reference): DraftReference => {
		if (reference.kind === "link") return reference;
		const snapshot = byId.get(reference.id);
		if (snapshot === undefined) return reference;
		const { name, from = snapshot.from } = reference;
		return { ...fromReference(snapshot), name, ...(from !== undefined && { from }) };
	});
	// An older version may have compiled its chips otherwise: what is shown is what is sent now.
	return compiled({
		...request,
		references,
		...(references.length > 0 && { recipeOrder: references.map(referenceKey) }),
	});
}

/** A kept reference as the strip draws it. */
export function fromReference(reference: Reference): DraftPicture {
	const { id, name, width, height, bytes, format, from } = reference;
	const shape = { width, height, bytes, format };
	return { kind: "picture", id, name, ...shape, ...(from !== undefined && { from }) };
}

/** What is known of the draft's pictures, for `validateRequest`. */
export function knownPictures(draft: Draft): KnownPictures {
	return new Map(
		draft.references
			.filter((reference) => reference.kind === "picture")
			.map(({ id, width, height }) => [
				id,
				width === undefined || height === undefined ? "gone" : { width, height },
			]),
	);
}

/** The same for the same picture or link; for lists, for finding doubles, and what mentions point at. */
export function referenceKey(reference: DraftReference): string {
	return mentionKey(toRequestReference(reference));
}

function toRequestReference(reference: DraftReference): RequestReference {
	if (reference.kind === "link") return { kind: "link", url: reference.url };
	const { id, name, from } = reference;
	return { kind: "picture", id, name, ...(from !== undefined && { from }) };
}
