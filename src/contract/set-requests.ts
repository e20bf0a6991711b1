import type { Capability } from "./capability.ts";
import { maxCount } from "./check-count.ts";
import { countCodePoints } from "./count-prompt.ts";
import type { GenerationRequest, RequestReference, SetTask } from "./generation.ts";
import type { AccountId, ImageId } from "./ids.ts";
import { lastingExtras } from "./lasting-extras.ts";
import { blockingProblems } from "./problem.ts";
import {
	compilePrompt,
	isPlain,
	mentionKey,
	mentionsToWords,
	mergeWords,
	type Wording,
	wordingOf,
} from "./prompt-chips.ts";
import { promptLanguage } from "./prompt-language.ts";
import { isTaken, type ReferenceTaker, roomBeside, takesPictures } from "./reference-room.ts";
import { requestForModel } from "./request-for-model.ts";
import { extendWording, type NamedFrame, redoWording } from "./set-sentences.ts";
import type { SetDetail } from "./sets.ts";
import { validateRequest } from "./validate-request.ts";

/** Most pictures of one request, and most slots of one task (`GenerationRequest`, `SetTask`). */
const MAX_PICTURES = 100;
/** The last slot a task can name (`SetTask`). */
const LAST_SLOT = 999;
/** How many of its last frames show a set's looks well enough to go on from. */
export const LAST_FRAMES = 3;

/** A good frame of a set, to be sent along. */
export type KeptFrame = {
	readonly image: ImageId;
	readonly reference: RequestReference;
	/** Its place in the set as shown, from 1. */
	readonly number: number;
};

/** Who draws: the set's own account and model, or what takes their place. */
export type SetTarget = ReferenceTaker & { readonly account: AccountId };

/** A request for a part of a set, and what had no room in it. */
export type SetRequest = {
	readonly request: GenerationRequest;
	/** Slots that the model cannot make in one go. */
	readonly slotsLeft: number;
	/** Of the set's own references. */
	readonly originalsLeft: number;
	/** Of the frames to be sent along. */
	readonly framesLeft: number;
};

/**
 * The request that draws some slots of a set anew: as the set was asked for, its own references
 * first and the good frames behind them, as many as the model takes beside that many pictures.
 * @param slots in the order shown
 */
export function redoRequest(
	{ set, request, slots: all }: SetDetail,
	slots: readonly number[],
	frames: readonly KeptFrame[],
	target: SetTarget,
): SetRequest {
	const amount = amountFor(slots.length, target.capability);
	const taken = slots.slice(0, amount.count);
	const numbers = taken.map((slot) => all.findIndex((one) => one.slot === slot) + 1);
	const made = setRequest(request, frames, target, {
		amount,
		follows: { way: "redo", set, slots: [...taken] },
		parent: frames[0]?.image,
		word: (prompt, language, kept) =>
			redoWording(prompt, language, kept, { numbers, total: all.length }),
	});
	return { ...made, slotsLeft: slots.length - taken.length };
}

/**
 * The request that goes on with a set from some of its frames, mostly the last.
 * @param count at most `mostToExtend`
 */
export function extendRequest(
	{ set, request, slots }: SetDetail,
	frames: readonly KeptFrame[],
	count: number,
	target: SetTarget,
): SetRequest {
	const amount = amountFor(count, target.capability);
	const from = slots.reduce((next, { slot }) => Math.max(next, slot + 1), 0);
	const made = setRequest(request, frames, target, {
		amount,
		follows: { way: "extend", set, ...(from <= LAST_SLOT && { from }) },
		parent: frames.at(-1)?.image,
		word: (prompt, language, kept) => extendWording(prompt, language, kept, amount.count),
	});
	return { ...made, slotsLeft: 0 };
}

/** How many frames can be sent along when this many pictures are asked for. */
export function roomForFrames(
	request: Pick<GenerationRequest, "references">,
	pictures: number,
	target: SetTarget,
): number {
	if (!takesPictures(target)) return 0;
	const { count } = amountFor(pictures, target.capability);
	const originals = request.references.filter((one) => isTaken(one, target)).length;
	return Math.max(0, roomBeside(count, target.capability) - originals);
}

/** The most pictures that can be added to a set in one go, with this many of its frames sent along. */
export function mostToExtend(
	request: Pick<GenerationRequest, "references">,
	frames: number,
	capability: Capability,
): number {
	const references = Math.min(capability.references.max, request.references.length + frames);
	// Matching pictures are what a set wants, even where more separate ones could be had.
	const most =
		maxCount(capability, "set", references) || maxCount(capability, "single", references);
	return Math.max(1, Math.min(MAX_PICTURES, most));
}

/** Matching pictures where the model makes them; else as many separate ones as it takes at once. */
function amountFor(
	wanted: number,
	{ set, single, referencesPlusImages = MAX_PICTURES }: Capability,
): Pick<GenerationRequest, "mode" | "count"> {
	const most = Math.min(referencesPlusImages, MAX_PICTURES);
	const inSet = Math.min(set?.max ?? 0, most);
	if (wanted >= 2 && inSet >= 2) return { mode: "set", count: Math.min(wanted, inSet) };
	return { mode: "single", count: Math.max(1, Math.min(wanted, single.max, most)) };
}

type Parts = {
	readonly amount: Pick<GenerationRequest, "mode" | "count">;
	readonly follows: SetTask;
	readonly parent: ImageId | undefined;
	readonly word: (
		prompt: Wording,
		language: ReturnType<typeof promptLanguage>,
		kept: readonly NamedFrame[],
	) => Wording;
};

function setRequest(
	original: GenerationRequest,
	frames: readonly KeptFrame[],
	target: SetTarget,
	{ amount, follows, parent, word }: Parts,
): Omit<SetRequest, "slotsLeft"> {
	const { account, capability } = target;
	const { wording = wordingOf(original.prompt), parent: _, follows: __, ...same } = original;
	const chosen = chooseReferences(original.references, frames, amount.count, target);
	const said = promptLanguage(original.prompt);
	// A chip of what does not go along says its name in words: it must not point at nothing.
	const kept = mentionsToWords(wording, chosen.gone);
	const worded = mergeWords(word(kept, said, chosen.named));
	const whole = compilePrompt(worded, chosen.references).text;
	// A prompt that is full already goes as it was: its own words say more than ours.
	const fits = countCodePoints(whole) <= capability.prompt.maxChars;
	const final = fits ? worded : kept;
	const request = fitted(
		{
			...same,
			account,
			model: capability.model,
			prompt: compilePrompt(final, chosen.references).text,
			...(!isPlain(final) && { wording: [...final] }),
			references: [...chosen.references],
			extras: lastingExtras(same.extras, capability.extras),
			...amount,
			...(parent !== undefined && { parent }),
			follows,
		},
		capability,
	);
	return { request, originalsLeft: chosen.originalsLeft, framesLeft: chosen.framesLeft };
}

function chooseReferences(
	originals: readonly RequestReference[],
	frames: readonly KeptFrame[],
	pictures: number,
	target: SetTarget,
) {
	const room = roomBeside(pictures, target.capability);
	const own = originals.filter((one) => isTaken(one, target)).slice(0, room);
	const there = new Set(own.map(mentionKey));
	const added: RequestReference[] = [];
	const named: NamedFrame[] = [];
	for (const { reference, number } of frames) {
		const key = mentionKey(reference);
		const isNew = !there.has(key);
		if (isNew && (!isTaken(reference, target) || own.length + added.length >= room)) continue;
		if (isNew) added.push(reference);
		there.add(key);
		named.push({ reference: key, number });
	}
	return {
		references: [...own, ...added],
		named,
		gone: new Set(originals.map(mentionKey).filter((key) => !there.has(key))),
		originalsLeft: originals.length - own.length,
		framesLeft: frames.length - named.length,
	};
}

/** As it is where the model takes it so; else the nearest that it takes. */
function fitted(request: GenerationRequest, capability: Capability): GenerationRequest {
	const problems = validateRequest(request, capability, {
		needsKey: false,
		accountHasKey: true,
		accountLabel: "",
		gatewayTitle: "",
		hasReferenceHost: true,
	});
	const isTakenSo = blockingProblems(problems).every(({ field }) => field === "prompt");
	return isTakenSo ? request : requestForModel(request, request.account, capability);
}
