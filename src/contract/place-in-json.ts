/**
 * Places inside JSON, written as people write them in documentation: `data.task.id`,
 * `result.data[].url` (every entry), `result.data[0].url` or `result.data.0.url` (one entry).
 */

type Step =
	| { readonly kind: "name"; readonly name: string }
	| { readonly kind: "each" }
	| { readonly kind: "entry"; readonly index: number };

/** One name and the brackets behind it; a place may also begin with brackets. */
const PART = /^([^.[\]\s]*)((?:\[\d{0,6}\])*)$/;
const BRACKET = /\[(\d*)\]/g;

/** True for text that names a place; empty text names none. */
export function isPlace(text: string): boolean {
	return stepsOf(text) !== undefined;
}

/**
 * Everything that stands at a place, in its order. `[]` goes into every entry of a list; a single
 * value where a list is expected counts as a list of one.
 * @param place anything that is no place finds nothing
 * @returns empty when nothing stands there; only what the JSON itself holds is ever found
 */
export function valuesAt(json: unknown, place: string): readonly unknown[] {
	const steps = stepsOf(place);
	if (steps === undefined) return [];
	let found: readonly unknown[] = [json];
	for (const step of steps) found = found.flatMap((value) => stepInto(value, step));
	return found.filter((value) => value !== undefined && value !== null);
}

/** The first of {@link valuesAt}. */
export function valueAt(json: unknown, place: string): unknown {
	return valuesAt(json, place)[0];
}

/** The place of a neighbour: `data.status` and `progress` give `data.progress`. */
export function besidePlace(place: string, name: string): string {
	const end = place.trim().lastIndexOf(".");
	return end < 0 ? name : `${place.trim().slice(0, end)}.${name}`;
}

function stepsOf(place: string): readonly Step[] | undefined {
	const steps: Step[] = [];
	for (const [at, part] of place.trim().split(".").entries()) {
		const [matched, name = "", brackets = ""] = PART.exec(part) ?? [];
		if (matched === undefined || matched === "" || (name === "" && at > 0)) return undefined;
		if (name !== "") steps.push({ kind: "name", name });
		for (const [, index] of brackets.matchAll(BRACKET)) {
			steps.push(index === "" ? { kind: "each" } : { kind: "entry", index: Number(index) });
		}
	}
	return steps;
}

function stepInto(value: unknown, step: Step): readonly unknown[] {
	if (typeof value !== "object" || value === null) return [];
	switch (step.kind) {
		case "each":
			return Array.isArray(value) ? value : [value];
		case "entry":
			return Array.isArray(value) ? value.slice(step.index, step.index + 1) : [];
		case "name":
			// A list has a length of its own, which is nothing that the JSON says.
			if (Array.isArray(value) && !/^\d+$/.test(step.name)) return [];
			// Own properties alone: a hostile reply has no way to what every object inherits.
			return Object.hasOwn(value, step.name) ? [(value as Record<string, unknown>)[step.name]] : [];
	}
}
