import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { countCodePoints } from "../../../contract/count-prompt.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Field } from "../../kit/field.tsx";
import { TextArea } from "../../kit/text-area.tsx";
import { useAction } from "../../state/action-registry.ts";
import { setPrompt } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import type { ComposeForm } from "./compose-form.ts";
import { patchCompose, useCompose } from "./compose-store.ts";
import { sentencesOf } from "./problem-sentence.ts";
import { promptMeter } from "./prompt-meter.ts";
import { PART_ATTRIBUTE } from "./show-problem.ts";

/** Where the picture is described. Enter is a new line; sending is the command table's business. */
export function PromptField({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const { draft, target, problems } = form;
	const touched = useCompose((state) => state.promptTouched);
	const area = useRef<HTMLTextAreaElement>(null);
	useAction("prompt.focus", () => area.current?.focus());
	const [problem] = draft.prompt !== "" || touched ? sentencesOf(problems, "prompt", "block") : [];
	const [advice] = sentencesOf(problems, "prompt", "advice");
	return (
		<div {...{ [PART_ATTRIBUTE]: "prompt" }}>
			<Field
				label={t("prompt.label")}
				problem={problem}
				advice={advice}
				aside={
					target && <Counter prompt={draft.prompt} limit={target.capability.prompt.maxChars} />
				}
			>
				<TextArea
					ref={area}
					rows={4}
					maxRows={12}
					value={draft.prompt}
					onChange={(text) => editDraft((before) => setPrompt(before, text))}
					onBlur={() => {
						if (draft.prompt !== "") patchCompose({ promptTouched: true });
					}}
					placeholder={t("prompt.placeholder")}
				/>
			</Field>
		</div>
	);
}

function Counter({ prompt, limit }: { readonly prompt: string; readonly limit: number }) {
	const { t } = useTranslation("compose");
	// Code points are never more than UTF-16 units: most prompts need no counting at all.
	const have = promptMeter(prompt.length, limit) === "quiet" ? 0 : countCodePoints(prompt);
	const meter = promptMeter(have, limit);
	if (meter === "quiet") return null;
	const numbers = { have: formatNumber(have), limit: formatNumber(limit) };
	return (
		<span
			className={`nums text-xs ${meter === "over" ? "font-medium text-danger" : "text-text-3"}`}
			title={t("prompt.counter", numbers)}
		>
			{t("prompt.counterShort", numbers)}
		</span>
	);
}
