import { CircleAlert, Info } from "lucide-react";
import { useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { countCodePoints } from "../../../contract/count-prompt.ts";
import { formatNumber } from "../../bridge/format.ts";
import { useAction } from "../../state/action-registry.ts";
import type { Draft } from "../../state/draft.ts";
import type { ComposeForm } from "./compose-form.ts";
import { useCompose } from "./compose-store.ts";
import { sentencesOf } from "./problem-sentence.ts";
import { PromptBox } from "./prompt-box.tsx";
import type { PromptEditor } from "./prompt-editor.ts";
import { promptMeter } from "./prompt-meter.ts";
import { PromptWaysOut } from "./prompt-ways-out.tsx";
import { SentPrompt } from "./sent-prompt.tsx";
import { PART_ATTRIBUTE } from "./show-problem.ts";

/** Where the picture is described. Enter is a new line; sending is the command table's business. */
export function PromptField({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const id = useId();
	const { draft, target } = form;
	const touched = useCompose((state) => state.promptTouched);
	const isNaming = useCompose((state) => state.choosingMention);
	const problems = isNaming
		? form.problems.filter(({ reason }) => reason !== "mention-plain")
		: form.problems;
	const box = useRef<Pick<PromptEditor, "focus">>(null);
	useAction("prompt.focus", () => box.current?.focus());
	const blocks = draft.prompt !== "" || touched ? sentencesOf(problems, "prompt", "block") : [];
	const advice = sentencesOf(problems, "prompt", "advice");
	const said = blocks.length + advice.length > 0;
	return (
		<div {...{ [PART_ATTRIBUTE]: "prompt" }}>
			<div className="mb-1 flex min-h-5 items-center justify-between gap-2">
				{/* biome-ignore lint/a11y/noStaticElementInteractions: as a label does for the pointer; the keyboard reaches the box itself */}
				{/* biome-ignore lint/a11y/useKeyWithClickEvents: see above */}
				<div
					id={`${id}-label`}
					className="text-sm font-medium text-text-2"
					onClick={() => box.current?.focus()}
				>
					{t("prompt.label")}
				</div>
				{target && <Counter prompt={draft.prompt} limit={target.capability.prompt.maxChars} />}
			</div>
			<PromptBox
				ref={box}
				draft={draft}
				names={{
					labelledBy: `${id}-label`,
					describedBy: said ? `${id}-said` : undefined,
					invalid: blocks.length > 0,
					placeholder: t(isEdit(draft) ? "prompt.placeholderEdit" : "prompt.placeholder"),
				}}
			/>
			<div id={`${id}-said`} className="flex flex-col">
				{blocks.map((text) => (
					<p key={text} className="mt-1 flex gap-1 text-sm text-danger" data-selectable>
						<CircleAlert aria-hidden size={14} className="mt-px shrink-0" />
						<span className="min-w-0 break-words">{text}</span>
					</p>
				))}
				{advice.map((text) => (
					<p key={text} className="mt-1 flex gap-1 text-sm text-text-2" data-selectable>
						<Info aria-hidden size={14} className="mt-px shrink-0 text-warn" />
						<span className="min-w-0 break-words">{text}</span>
					</p>
				))}
			</div>
			<PromptWaysOut problems={problems} />
			<SentPrompt draft={draft} />
		</div>
	);
}

/** Whether a picture is to be changed, rather than one made from nothing. */
function isEdit({ parent, references }: Draft): boolean {
	return parent !== undefined && references.length > 0;
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
