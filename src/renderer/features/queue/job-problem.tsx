import { Check, ChevronRight, Copy } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import type { Failure } from "../../../contract/errors.ts";
import { copyText } from "../../bridge/copy-text.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note, type NoteTone } from "../../kit/note.tsx";
import { openSettings } from "../../state/view-store.ts";
import { type FailureDetail, failureDetails, isMendedInSettings } from "./failure-details.ts";

/** One thing that went wrong with a job: the sentence, and what the gateway said under it. */
export function JobProblem({
	failure,
	text,
	tone = "danger",
	remoteId,
	account,
}: {
	readonly failure: Failure;
	/** Said instead of the failure's own sentence, such as with the numbers of pictures before it. */
	readonly text?: string;
	readonly tone?: NoteTone;
	readonly remoteId?: string;
	/** Whose key and address it may be about; absent: it has none to mend. */
	readonly account?: Account["id"] | undefined;
}) {
	const { t } = useTranslation("queue");
	const [isOpen, setOpen] = useState(false);
	const panel = useId();
	const sentence = text ?? failureText(failure);
	const details = failureDetails(failure, remoteId);
	return (
		<Note tone={tone}>
			<p>
				{sentence}{" "}
				{account !== undefined && isMendedInSettings(failure) && (
					<button
						type="button"
						onClick={() => openSettings(account)}
						className="mr-2 rounded-md text-text-2 underline decoration-edge underline-offset-2 hover:text-text"
					>
						{t("settings.open")}
					</button>
				)}
				{details.length > 0 && (
					<button
						type="button"
						aria-expanded={isOpen}
						aria-controls={panel}
						onClick={() => setOpen(!isOpen)}
						className="inline-flex items-center gap-0.5 rounded-md text-text-2 underline decoration-edge underline-offset-2 hover:text-text"
					>
						{t("details.show")}
						<ChevronRight aria-hidden size={12} className={isOpen ? "rotate-90" : undefined} />
					</button>
				)}
			</p>
			<div id={panel} hidden={!isOpen}>
				{isOpen && <Details details={details} sentence={sentence} />}
			</div>
		</Note>
	);
}

function Details({
	details,
	sentence,
}: {
	readonly details: readonly FailureDetail[];
	readonly sentence: string;
}) {
	const { t } = useTranslation("queue");
	const [isCopied, setCopied] = useState(false);
	const asText = [
		sentence,
		...details.map(({ name, value }) => `${t(`details.${name}`)}: ${value}`),
	];
	return (
		<div className="mt-1 flex flex-col items-start gap-1">
			<dl className="grid max-h-40 grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-0.5 overflow-y-auto">
				{details.map(({ name, value }) => (
					<div key={name} className="contents">
						<dt className="text-text-3">{t(`details.${name}`)}</dt>
						<dd className="font-mono text-xs break-words whitespace-pre-wrap text-text">{value}</dd>
					</div>
				))}
			</dl>
			<Button
				size="sm"
				look="quiet"
				icon={isCopied ? Check : Copy}
				className="-ml-2"
				onClick={() => setCopied(copyText(asText.join("\n")))}
			>
				{t(isCopied ? "details.copied" : "details.copy")}
			</Button>
		</div>
	);
}
