import { useTranslation } from "react-i18next";
import { leastCount, maxCount } from "../../../contract/check-count.ts";
import { NumberField } from "../../kit/number-field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Slider } from "../../kit/slider.tsx";
import { setCount, setMode } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import type { Target } from "../../state/targets.ts";
import { adviceText } from "./capability-words.ts";
import type { ComposeForm } from "./compose-form.ts";
import { FormPart } from "./form-part.tsx";
import { sentencesOf } from "./problem-sentence.ts";

/** Separate pictures or a matching set, and how many. Not drawn for a model that makes one picture at a time. */
export function PictureCount({
	form: { draft, problems },
	target: { capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	const { mode, count, references } = draft;
	// A request brought along from elsewhere may ask for a set here: then it must be possible to leave it.
	const sets = capability.set !== undefined || mode === "set";
	if (!sets && capability.single.max === 1 && count === 1) return null;

	const least = leastCount(mode);
	const most = Math.max(least, maxCount(capability, mode, references.length));
	const choose = (next: number) => editDraft((before) => setCount(before, next));
	const advice = mode === "set" ? capability.set?.advice : capability.single.advice;
	const said = mode === "set" || count > 1 ? adviceText(advice) : undefined;
	return (
		<FormPart
			field="count"
			label={t("count.label")}
			aside={
				most > least && (
					<span className="nums text-xs text-text-3">{t("count.upTo", { limit: most })}</span>
				)
			}
			problems={sentencesOf(problems, "count", "block")}
			advice={said === undefined ? [] : [said]}
			hint={mode === "set" && said === undefined ? t("count.setHint") : undefined}
		>
			{sets && (
				<Segmented
					label={t("count.mode")}
					value={mode}
					segments={[
						{
							value: "single",
							label: t(capability.single.max === 1 ? "count.one" : "count.single"),
						},
						{ value: "set", label: t("count.set") },
					]}
					onChange={(next) => editDraft((before) => setMode(before, next, capability))}
				/>
			)}
			{(most > least || count !== least) && (
				<div className={`flex items-center gap-3 ${sets ? "mt-2" : ""}`}>
					<NumberField
						steppers
						label={t("count.number")}
						min={least}
						max={most}
						value={count === 0 ? null : count}
						onChange={(value) => choose(Math.round(value ?? 0))}
						className="w-24 shrink-0"
					/>
					<Slider
						label={t("count.number")}
						min={least}
						max={most}
						value={Math.min(Math.max(count, least), most)}
						onChange={choose}
						disabled={most === least}
						className="flex-1 pr-1"
					/>
				</div>
			)}
		</FormPart>
	);
}
