import i18next from "i18next";
import type { Facts } from "../../../contract/errors.ts";
import type { Problem, ProblemField } from "../../../contract/problem.ts";
import { problemText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { choiceLabel, extraLabel } from "./capability-words.ts";

/**
 * A problem in the designer's language, with the names of fields and values as the form shows them.
 * A component that shows it must also call `useTranslation`.
 */
export function sayProblem(problem: Problem): string {
	return problemText({ ...problem, facts: factsInWords(problem) });
}

/** Why a target cannot be asked, in a few words where its name stands beside them. */
export function whyNot({ blocks: [block] }: { readonly blocks: readonly Problem[] }): string {
	if (block === undefined) return "";
	if (block.reason === "key-missing") return i18next.t("model.needsKey", { ns: "compose" });
	return sayProblem(block);
}

/** The problems of one part of the form, as sentences. */
export function sentencesOf(
	problems: readonly Problem[],
	field: ProblemField,
	level: Problem["level"],
): readonly string[] {
	return problems
		.filter((problem) => problem.field === field && problem.level === level)
		.map(sayProblem);
}

function factsInWords({ field, at, facts }: Problem): Facts {
	// Counts are grouped as the language does it; pixels never are.
	if (field === "prompt") return listed(listed(mapNumbers(facts), "positions"), "names");
	if (field !== "extras" || typeof at !== "string") return facts;
	const labelled = listed(facts, "choices", (value) => choiceLabel(at, value));
	return { ...mapNumbers(labelled), field: extraLabel(at) };
}

/** A list that stands in one blank, as the language writes lists. */
function listed(
	facts: Facts,
	blank: string,
	labelOf: (value: string) => string = (value) => value,
): Facts {
	const list = facts[blank];
	if (typeof list !== "string") return facts;
	const separator = i18next.language.startsWith("zh") ? "、" : ", ";
	return { ...facts, [blank]: list.split(", ").map(labelOf).join(separator) };
}

function mapNumbers(facts: Facts): Facts {
	return Object.fromEntries(
		Object.entries(facts).map(([name, value]) => [
			name,
			typeof value === "number" ? formatNumber(value) : value,
		]),
	);
}
