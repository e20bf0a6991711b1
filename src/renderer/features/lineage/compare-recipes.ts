import { diffArrays } from "diff";
import type { ExtraValue, RequestReference, RequestSize } from "../../../contract/generation.ts";
import type { Recipe } from "../../../contract/library.ts";
import type { JobPrice } from "../../../contract/money.ts";
import { splitWords } from "./split-words.ts";

/** A stretch of two prompts laid over each other. */
export type WordChange = {
	readonly kind: "same" | "added" | "removed";
	readonly text: string;
};

/** A reference of one recipe or both. `moved`: the gateway saw it at another place. */
export type ReferenceChange = {
	readonly kind: "same" | "moved" | "added" | "removed";
	readonly reference: RequestReference;
	/** From 1, in the order sent; absent where it is not there. */
	readonly before?: number;
	readonly after?: number;
};

type Values = {
	gateway: string;
	account: string;
	model: string;
	size: RequestSize;
	mode: "single" | "set";
	count: number;
	format: string | undefined;
	watermark: boolean | undefined;
	price: JobPrice | undefined;
};

/** One thing asked for that is not the same in both. */
export type ParameterChange =
	| {
			[Name in keyof Values]: {
				readonly name: Name;
				readonly before: Values[Name];
				readonly after: Values[Name];
			};
	  }[keyof Values]
	| {
			readonly name: "extra";
			/** A field of the model, by its name in the capability record. */
			readonly key: string;
			readonly before: ExtraValue | undefined;
			readonly after: ExtraValue | undefined;
	  };

export type RecipeComparison = {
	/** In reading order; all `same` when the words are. */
	readonly words: readonly WordChange[];
	/** Those of the later recipe in its order, then those it gave up. */
	readonly references: readonly ReferenceChange[];
	/** Only what differs. */
	readonly parameters: readonly ParameterChange[];
};

/** What became of one recipe in another: words, references, parameters, gateway, price. */
export function compareRecipes(before: Recipe, after: Recipe): RecipeComparison {
	return {
		words: compareWords(before.request.prompt, after.request.prompt),
		references: compareReferences(before.request.references, after.request.references),
		parameters: [...compareValues(before, after), ...compareExtras(before, after)],
	};
}

/** True when two pictures were asked for in the same words and by the same means. */
export function isSameRecipe({ words, references, parameters }: RecipeComparison): boolean {
	return (
		parameters.length === 0 &&
		words.every(({ kind }) => kind === "same") &&
		references.every(({ kind }) => kind === "same")
	);
}

/** Two texts laid over each other by words; of scripts without spaces, by words too, as ICU finds them. */
export function compareWords(before: string, after: string): readonly WordChange[] {
	const parts = diffArrays([...splitWords(before)], [...splitWords(after)]);
	return parts.map(({ added, removed, value }) => ({
		kind: added ? "added" : removed ? "removed" : "same",
		text: value.join(""),
	}));
}

function compareReferences(
	before: readonly RequestReference[],
	after: readonly RequestReference[],
): readonly ReferenceChange[] {
	const places = new Map<string, number[]>();
	for (const [at, reference] of before.entries()) {
		places.set(keyOf(reference), [...(places.get(keyOf(reference)) ?? []), at + 1]);
	}
	const kept = after.map((reference, at): ReferenceChange => {
		const was = places.get(keyOf(reference))?.shift();
		if (was === undefined) return { kind: "added", reference, after: at + 1 };
		const kind = was === at + 1 ? "same" : "moved";
		return { kind, reference, before: was, after: at + 1 };
	});
	const left = new Set([...places.values()].flat());
	const removed = before.flatMap((reference, at): ReferenceChange[] =>
		left.has(at + 1) ? [{ kind: "removed", reference, before: at + 1 }] : [],
	);
	return [...kept, ...removed];
}

function keyOf(reference: RequestReference): string {
	return reference.kind === "picture" ? reference.id : reference.url;
}

function valuesOf({ request, ...recipe }: Recipe): Values {
	return {
		gateway: recipe.gatewayTitle,
		account: recipe.accountLabel,
		model: recipe.modelTitle,
		size: request.size,
		mode: request.mode,
		count: request.count,
		format: request.format,
		watermark: request.watermark,
		price: recipe.price,
	};
}

function compareValues(before: Recipe, after: Recipe): readonly ParameterChange[] {
	const [old, now] = [valuesOf(before), valuesOf(after)];
	const differs = (name: keyof Values) => JSON.stringify(old[name]) !== JSON.stringify(now[name]);
	const names = Object.keys(now).filter((name): name is keyof Values => name in old);
	// TypeScript cannot see that name, before and after are of one row.
	return names
		.filter(differs)
		.map((name) => ({ name, before: old[name], after: now[name] }) as ParameterChange);
}

function compareExtras(
	{ request: { extras: before } }: Recipe,
	{ request: { extras: after } }: Recipe,
): readonly ParameterChange[] {
	const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...keys]
		.filter((key) => before[key] !== after[key])
		.map((key) => ({ name: "extra", key, before: before[key], after: after[key] }));
}
