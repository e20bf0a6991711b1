import type { GenerationRequest } from "./generation.ts";
import { picturesNumbered } from "./picture-numbers.ts";
import { plainMentions } from "./plain-mentions.ts";
import type { Problem } from "./problem.ts";
import {
	compilePrompt,
	mentionKey,
	mentionsOf,
	placesOf,
	type Wording,
	wordingOf,
} from "./prompt-chips.ts";

/** Characters, as on the shelf. */
const MAX_NAME = 40;

/**
 * Whether prompt and references speak of the same pictures.
 * @param recipeOrder the references, as `mentionKey`s, of the recipe the words were written for;
 * absent: they were written here
 */
export function checkMentions(
	request: GenerationRequest,
	recipeOrder?: readonly string[],
): readonly Problem[] {
	const { wording = wordingOf(request.prompt), references, prompt } = request;
	const places = placesOf(references);
	const mentions = mentionsOf(wording);
	const missing = new Map(
		mentions
			.filter(({ reference }) => !places.has(reference))
			.map(({ reference, name }) => [reference, name]),
	);
	const problems: Problem[] = [...missing].map(([at, name]) => ({
		field: "prompt",
		at,
		reason: "mention-missing",
		facts: { name },
		level: "block",
	}));
	// No form makes such a request: what is sent must be what was read.
	if (request.wording !== undefined && compilePrompt(wording, references).text !== prompt) {
		problems.push({ field: "prompt", reason: "mention-out-of-step", facts: {}, level: "block" });
	}
	const words = wording.map((part) => (part.kind === "text" ? part.text : "\n")).join("");
	const numbers = picturesNumbered(words);
	const named = new Set(mentions.flatMap(({ reference }) => places.get(reference) ?? []));
	return [
		...problems,
		...plain(wording, references.length),
		...unmentioned(new Set([...named, ...numbers]), references.length),
		...numbersMissing(numbers, request),
		...orderChanged(numbers, references.map(mentionKey), recipeOrder),
	];
}

/** Words that look like a mention, each name once; a number is one only of a picture that is there. */
function plain(wording: Wording, attached: number): readonly Problem[] {
	const names = new Map<string, string>();
	for (const { name } of plainMentions(wording)) {
		if (/^\d+$/.test(name) && !(Number(name) >= 1 && Number(name) <= attached)) continue;
		const key = name.normalize("NFKC").toLowerCase();
		if (!names.has(key)) names.set(key, name);
	}
	if (names.size === 0) return [];
	const said = [...names.values()].map((name) => `@${shortened(name)}`).join(", ");
	return [{ field: "prompt", reason: "mention-plain", facts: { names: said }, level: "advice" }];
}

/** As long as a name can be; Chinese writes on behind it without a space. */
function shortened(name: string): string {
	const signs = [...name];
	return signs.length > MAX_NAME ? `${signs.slice(0, MAX_NAME).join("")}…` : name;
}

/** Worth saying only when the prompt tells its pictures apart at all. */
function unmentioned(named: ReadonlySet<number>, attached: number): readonly Problem[] {
	const positions = Array.from({ length: attached }, (_, at) => at + 1);
	const silent = positions.filter((position) => !named.has(position));
	if (silent.length === 0 || silent.length === attached) return [];
	const facts = { positions: silent.join(", ") };
	return [{ field: "prompt", reason: "reference-unmentioned", facts, level: "advice" }];
}

function numbersMissing(
	numbers: readonly number[],
	{ references, mode, count }: GenerationRequest,
): readonly Problem[] {
	const have = references.length;
	if (have === 0) return [];
	// The prompt of a set numbers the pictures to come in the same words.
	const known = Math.max(have, mode === "set" ? count : 0);
	return numbers
		.filter((number) => number > known)
		.map((number) => ({
			field: "prompt",
			reason: "mention-number-missing",
			facts: { number, have },
			level: "advice",
		}));
}

function orderChanged(
	numbers: readonly number[],
	now: readonly string[],
	recipeOrder: readonly string[] | undefined,
): readonly Problem[] {
	if (recipeOrder === undefined) return [];
	const differs = numbers.filter(
		(number) => number <= recipeOrder.length && recipeOrder[number - 1] !== now[number - 1],
	);
	if (differs.length === 0) return [];
	const facts = { positions: differs.join(", ") };
	return [{ field: "prompt", reason: "order-changed", facts, level: "advice" }];
}
