import sentences from "../../resources/locales/en/problems.json" with { type: "json" };
import { type Facts, fillSentence } from "./errors.ts";

/** Names one sentence of `resources/locales/<language>/problems.json`. */
export type ProblemReason = keyof typeof sentences;

/** The part of the form a problem belongs beside. */
export const problemFields = [
	"account",
	"prompt",
	"references",
	"size",
	"count",
	"format",
	"watermark",
	"stream",
	"extras",
] as const;
export type ProblemField = (typeof problemFields)[number];

/** Something about a request that its model cannot take, or should not be given. */
export type Problem = {
	readonly field: ProblemField;
	/**
	 * Place of the reference from 0, key of the advanced field, or what a mention in the prompt points
	 * at; absent: the field as a whole.
	 */
	readonly at?: number | string;
	readonly reason: ProblemReason;
	/** Values for the blanks of the sentence. */
	readonly facts: Facts;
	/** `block`: the request must not be sent. `advice`: worth knowing before it is. */
	readonly level: "block" | "advice";
};

/** The problem as one English sentence, for errors and the log. */
export function problemMessage(problem: Problem): string {
	return fillSentence(sentences[problem.reason], problem.facts);
}

/** The problems that keep a request from being sent. */
export function blockingProblems(problems: readonly Problem[]): readonly Problem[] {
	return problems.filter((problem) => problem.level === "block");
}
