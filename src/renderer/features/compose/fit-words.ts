import { type ForecastStep, forecastFit } from "../../../contract/fit-forecast.ts";
import { computedText } from "../../bridge/computed-text.ts";
import type { DraftReference } from "../../state/draft.ts";
import type { ComposeForm } from "./compose-form.ts";

/** What will be done to each reference on its way to the form's gateway, by place; links are sent as they are. */
export function fitForecasts({
	draft,
	target,
}: Pick<ComposeForm, "draft" | "target">): readonly (readonly ForecastStep[])[] {
	return draft.references.map((reference) =>
		target === undefined ? [] : forecastOf(reference, target.capability.references),
	);
}

function forecastOf(
	reference: DraftReference,
	rules: Parameters<typeof forecastFit>[1],
): readonly ForecastStep[] {
	if (reference.kind === "link") return [];
	const { name, width, height, bytes, format } = reference;
	if (width === undefined || height === undefined) return [];
	if (bytes === undefined || format === undefined) return [];
	return forecastFit({ name, width, height, bytes, format }, rules);
}

/** One step as a sentence. A component that shows it must also call `useTranslation`. */
export function forecastText({ key, facts }: ForecastStep): string {
	return computedText("fitting", key, facts);
}
