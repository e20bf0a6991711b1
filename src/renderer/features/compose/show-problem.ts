import type { Problem, ProblemField } from "../../../contract/problem.ts";
import { sayAloud } from "./compose-store.ts";
import { sayProblem } from "./problem-sentence.ts";

/** The attribute by which a part of the form is found. */
export const PART_ATTRIBUTE = "data-form-part";

/** Brings the part a problem belongs to into view, puts the keyboard there, and has it read out. */
export function showProblem(problem: Problem): void {
	sayAloud(sayProblem(problem));
	const part = document.querySelector(`[${PART_ATTRIBUTE}="${problem.field}"]`);
	part?.scrollIntoView({ block: "nearest" });
	const control = part?.querySelector<HTMLElement>(controlsOf(problem.field));
	control?.focus({ preventScroll: true });
}

/** What takes the keyboard in each part. */
function controlsOf(field: ProblemField): string {
	if (field === "references") return "[data-tile], button";
	return "[contenteditable=true], textarea, input:not([type=hidden]):not([aria-hidden=true]), [role=radio], button";
}
