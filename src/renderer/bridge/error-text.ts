import i18next from "i18next";
import type { Failure } from "../../contract/errors.ts";
import type { Problem } from "../../contract/problem.ts";
import { problemMessage } from "../../contract/problem.ts";

/**
 * A failure as one sentence in the designer's language; what main said in English when this
 * version has no sentence for its reason. A component that shows it must also call
 * `useTranslation`, so that it is said anew when the language changes.
 */
export function failureText(failure: Failure): string {
	return i18next.t(failure.reason, {
		ns: "errors",
		...failure.facts,
		defaultValue: failure.message,
	});
}

/** A problem of the form as one sentence in the designer's language. */
export function problemText(problem: Problem): string {
	return i18next.t(problem.reason, {
		ns: "problems",
		...problem.facts,
		defaultValue: problemMessage(problem),
	});
}
