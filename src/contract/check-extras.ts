import type { ExtraField } from "./capability.ts";
import { countCodePoints } from "./count-prompt.ts";
import { assertNever } from "./errors.ts";
import type { ExtraValue, GenerationRequest } from "./generation.ts";
import type { Problem, ProblemReason } from "./problem.ts";
import { isPublicLink } from "./public-link.ts";

type Fault = { readonly reason: ProblemReason; readonly facts?: Problem["facts"] };

/**
 * Everything wrong with the advanced fields of a request. The fact `field` is the field's key; the
 * window puts its label there.
 */
export function checkExtras(
	extras: GenerationRequest["extras"],
	fields: readonly ExtraField[],
	model: string,
): readonly Problem[] {
	return Object.entries(extras).flatMap(([key, value]) => {
		const field = fields.find((one) => one.key === key);
		const fault: Fault | undefined =
			field === undefined ? { reason: "extra-unknown" } : faultOf(field, value);
		if (fault === undefined) return [];
		const facts = { model, field: key, ...fault.facts };
		return [{ field: "extras", at: key, reason: fault.reason, facts, level: "block" }];
	});
}

const wrongKind: Fault = { reason: "extra-of-wrong-kind" };

function faultOf(field: ExtraField, value: ExtraValue): Fault | undefined {
	switch (field.kind) {
		case "text": {
			if (typeof value !== "string") return wrongKind;
			const have = countCodePoints(value);
			const limit = field.maxChars;
			if (have <= limit) return undefined;
			return { reason: "extra-too-long", facts: { have, limit, over: have - limit } };
		}
		case "choice": {
			if (typeof value !== "string") return wrongKind;
			if (field.choices.includes(value)) return undefined;
			return {
				reason: "extra-not-a-choice",
				facts: { have: value, choices: field.choices.join(", ") },
			};
		}
		case "toggle":
			return typeof value === "boolean" ? undefined : wrongKind;
		case "link": {
			if (typeof value !== "string") return wrongKind;
			if (value === "") return undefined;
			const have = countCodePoints(value);
			const limit = field.maxChars;
			if (have > limit) {
				return { reason: "extra-too-long", facts: { have, limit, over: have - limit } };
			}
			return isPublicLink(value) ? undefined : { reason: "extra-not-a-link" };
		}
		case "number": {
			if (typeof value !== "number" || Number.isNaN(value)) return wrongKind;
			if (value >= field.min && value <= field.max) return undefined;
			return {
				reason: "extra-out-of-range",
				facts: { have: value, min: field.min, max: field.max },
			};
		}
		default:
			return assertNever(field);
	}
}
