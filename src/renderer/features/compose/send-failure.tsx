import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { openSettingsPart } from "../../state/view-store.ts";
import { patchCompose, useCompose } from "./compose-store.ts";
import { sendDraft } from "./use-send.ts";

/** Why the last request was not taken, or what must be answered before it is. */
export function SendFailure() {
	const { t } = useTranslation("compose");
	const failure = useCompose((state) => state.sendFailure);
	if (failure === undefined) return null;
	if (failure.reason === "budget-passed") return <BudgetQuestion failure={failure} />;
	const priceOnly = failure.reason === "price-higher";
	const why = failureText(failure);
	return (
		<div
			className={`flex items-start gap-1 rounded-md py-1 pr-1 pl-2 ${priceOnly ? "bg-warn-soft" : "bg-danger-soft"}`}
		>
			<Note tone={priceOnly ? "warn" : "danger"} live className="min-w-0 flex-1 py-1 text-text">
				{priceOnly ? why : t("send.notSent", { why })}
			</Note>
			<IconButton icon={X} size="sm" label={t("send.dismiss")} onClick={dismiss} />
		</div>
	);
}

/** Asked in place: what it costs and what is left stay in sight, and so does the form. */
function BudgetQuestion({ failure }: { readonly failure: Failure }) {
	const { t } = useTranslation("compose");
	const question = useRef<HTMLDivElement>(null);
	const [asker] = useState(() => document.activeElement);
	useEffect(() => {
		// The press that asked was Generate; the keyboard goes to the question, on no answer in
		// particular, and back when the question goes with the keyboard still on it.
		question.current?.focus();
		return () => {
			if (document.activeElement !== document.body) return;
			if (asker instanceof HTMLElement) asker.focus();
		};
	}, [asker]);
	return (
		<div
			ref={question}
			role="alertdialog"
			aria-label={t("budget.question")}
			aria-describedby="budget-question"
			tabIndex={-1}
			onKeyDown={(event) => {
				if (event.key !== "Escape") return;
				event.preventDefault();
				dismiss();
			}}
			className="flex flex-col gap-2 rounded-md bg-warn-soft p-2 outline-none"
		>
			<div className="flex items-start gap-1">
				<Note tone="warn" id="budget-question" className="min-w-0 flex-1 text-text">
					{failureText(failure)}
				</Note>
				<IconButton icon={X} size="sm" label={t("send.dismiss")} onClick={dismiss} />
			</div>
			<div className="flex flex-wrap justify-end gap-2">
				<Button size="sm" onClick={() => openSettingsPart("money")}>
					{t("budget.change")}
				</Button>
				<Button size="sm" onClick={() => void sendDraft({ overBudget: true })}>
					{t("budget.sendAnyway")}
				</Button>
			</div>
		</div>
	);
}

function dismiss(): void {
	patchCompose({ sendFailure: undefined });
}
