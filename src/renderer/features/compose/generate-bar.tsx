import { Info, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { blockingProblems } from "../../../contract/problem.ts";
import { failureText } from "../../bridge/error-text.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { useApp } from "../../state/app-store.ts";
import type { ComposeForm } from "./compose-form.ts";
import { patchCompose, useCompose } from "./compose-store.ts";
import { priceSource, summaryLine } from "./price-words.ts";
import { sayProblem } from "./problem-sentence.ts";
import { showProblem } from "./show-problem.ts";
import { sendDraft } from "./use-send.ts";

/** What it will cost at the most, the button, and why it cannot be pressed. */
export function GenerateBar({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const id = useId();
	const { draft, target } = form;
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const sendFailure = useCompose((state) => state.sendFailure);
	const stop = useStop(form);
	const source = target && priceSource(target.capability);
	return (
		<footer className="flex shrink-0 flex-col gap-2 border-t border-line px-4 pt-2 pb-1">
			{sendFailure !== undefined && (
				<div className="flex items-start gap-1 rounded-md bg-danger-soft py-1 pr-1 pl-2">
					<Note tone="danger" live className="flex-1 py-1 text-text">
						{t("send.notSent", { why: failureText(sendFailure) })}
					</Note>
					<IconButton
						icon={X}
						size="sm"
						label={t("send.dismiss")}
						onClick={() => patchCompose({ sendFailure: undefined })}
					/>
				</div>
			)}
			{target !== undefined && (
				<div className="flex min-h-6 items-center gap-1 text-sm text-text-2">
					<span className="nums min-w-0">{summaryLine(target.capability, draft)}</span>
					{source !== undefined && <IconButton icon={Info} size="sm" side="top" label={source} />}
				</div>
			)}
			<Button
				look="primary"
				size="lg"
				wide
				shortcut={shortcutLabel("$mod+Enter", platform)}
				disabled={stop !== undefined}
				describedBy={stop && `${id}-stop`}
				onClick={() => void sendDraft()}
			>
				{t("send.button")}
			</Button>
			<div className="-mt-1 flex min-h-6 items-center justify-between gap-2">
				<p id={`${id}-stop`} className="min-w-0 text-sm text-text-2">
					{stop?.reason}
				</p>
				{stop?.show !== undefined && (
					<Button size="sm" look="quiet" onClick={stop.show}>
						{t("send.show")}
					</Button>
				)}
			</div>
		</footer>
	);
}

type Stop = { readonly reason: string; readonly show?: () => void };

/** Why the button cannot be pressed, or nothing. What stands beside its field already is only named here. */
function useStop({ draft, target, problems }: ComposeForm): Stop | undefined {
	const { t } = useTranslation("compose");
	const reading = useCompose((state) => state.reading);
	const promptTouched = useCompose((state) => state.promptTouched);
	if (target === undefined) return { reason: t("send.noModel") };
	if (reading > 0) return { reason: t("send.waitForReferences") };
	const blocks = blockingProblems(problems);
	const [first] = blocks;
	if (first === undefined) return undefined;
	const untouched = first.reason === "prompt-empty" && draft.prompt === "" && !promptTouched;
	if (untouched && blocks.length === 1) return { reason: sayProblem(first) };
	const fields = [...new Set(blocks.map(({ field }) => field))];
	const parts = fields.map((field) => t(`fields.${field}`)).join(" · ");
	return { reason: t("send.toFix", { parts }), show: () => showProblem(first) };
}
