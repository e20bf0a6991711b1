import { SquarePen, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { countOutputs } from "../../state/job-standing.ts";
import { worstNow } from "../../state/job-text.ts";
import { useMoney } from "../../state/money-store.ts";
import { buttonWords, losesPaid } from "./button-words.ts";
import { type JobAction, jobActions } from "./job-needs.ts";

type Question = "cancel" | "send-twice" | "give-up";

/** What can be done about a job; what cannot be taken back is asked about first. */
export function JobButtons({
	job,
	isBusy,
	onAnswer,
}: {
	readonly job: Job;
	readonly isBusy: boolean;
	readonly onAnswer: (action: JobAction) => void;
}) {
	const [question, setQuestion] = useState<Question | undefined>(undefined);
	const worstUsd = useWorstUsd(job);
	const press = (action: JobAction) => {
		if (action === "send-twice" || action === "give-up") setQuestion(action);
		else if (action === "cancel" && losesPaid(job, worstUsd)) setQuestion("cancel");
		else onAnswer(action);
	};
	return (
		<div className="flex flex-wrap items-center gap-1">
			{jobActions(job).map((action) => (
				<JobButton
					key={action}
					action={action}
					worstUsd={worstUsd}
					isBusy={isBusy}
					onPress={() => press(action)}
				/>
			))}
			<Ask
				job={job}
				question={question}
				worstUsd={worstUsd}
				onCancel={() => setQuestion(undefined)}
				onConfirm={() => {
					setQuestion(undefined);
					if (question !== undefined) onAnswer(question);
				}}
			/>
		</div>
	);
}

function JobButton({
	action,
	worstUsd,
	isBusy,
	onPress,
}: {
	readonly action: JobAction;
	readonly worstUsd: number | undefined;
	readonly isBusy: boolean;
	readonly onPress: () => void;
}) {
	const { t } = useTranslation("queue");
	if (action === "reuse") {
		return <IconButton icon={SquarePen} size="sm" label={t("action.reuse")} onClick={onPress} />;
	}
	if (action === "dismiss") {
		return (
			<IconButton
				icon={X}
				size="sm"
				label={t("action.dismiss")}
				disabled={isBusy}
				onClick={onPress}
			/>
		);
	}
	const { key, facts } = buttonWords(action, worstUsd);
	return (
		<Button size="sm" disabled={isBusy} onClick={onPress}>
			{t(key, facts)}
		</Button>
	);
}

function Ask({
	job,
	question,
	worstUsd,
	onCancel,
	onConfirm,
}: {
	readonly job: Job;
	readonly question: Question | undefined;
	readonly worstUsd: number | undefined;
	readonly onCancel: () => void;
	readonly onConfirm: () => void;
}) {
	const { t } = useTranslation("queue");
	// The words stay while the dialog fades out.
	const [shown, setShown] = useState<Question>("cancel");
	if (question !== undefined && question !== shown) setShown(question);
	const words = wordsOf(shown, job);
	const facts = { gateway: job.gatewayTitle, count: countOutputs(job, ["pending", "fetching"]) };
	const yes = () => {
		if (words !== "ask.sendTwice") return t(`${words}.yes`);
		const { key, facts: price } = buttonWords("send-again", worstUsd);
		return t(key, price);
	};
	return (
		<ConfirmDialog
			open={question !== undefined}
			danger
			title={t(`${words}.title`, facts)}
			text={t(`${words}.text`, facts)}
			confirm={yes()}
			cancel={t(`${words}.no`)}
			onCancel={onCancel}
			onConfirm={onConfirm}
		/>
	);
}

function wordsOf(question: Question, { state }: Job) {
	if (question === "send-twice") return "ask.sendTwice";
	if (question === "cancel") return "ask.cancel";
	return state === "waiting" ? "ask.stopWaiting" : "ask.giveUp";
}

/** The most the request costs at today's price, as the price book changes. */
function useWorstUsd(job: Job): number | undefined {
	return useMoney(() => worstNow(job));
}
