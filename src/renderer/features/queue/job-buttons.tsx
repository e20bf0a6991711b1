import { SquarePen, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { capabilityOf, gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { type JobAction, jobActions } from "./job-needs.ts";
import { countOutputs } from "./job-sentence.ts";

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
	const isFree = useIsFree(job);
	const press = (action: JobAction) => {
		const isOut = job.state === "sending" || job.state === "waiting";
		if (action === "send-twice" || action === "give-up") setQuestion(action);
		else if (action === "cancel" && isOut && !isFree) setQuestion("cancel");
		else onAnswer(action);
	};
	return (
		<div className="flex shrink-0 flex-wrap items-center justify-end gap-1">
			{jobActions(job).map((action) => (
				<JobButton
					key={action}
					action={action}
					isFree={isFree}
					isBusy={isBusy}
					onPress={() => press(action)}
				/>
			))}
			<Ask
				job={job}
				question={question}
				onCancel={() => setQuestion(undefined)}
				onConfirm={() => {
					setQuestion(undefined);
					if (question !== undefined) onAnswer(question);
				}}
			/>
		</div>
	);
}

const buttonWords = {
	cancel: "action.cancel",
	"save-again": "action.saveAgain",
	"send-again": "action.sendAgain",
	"send-twice": "action.sendTwice",
	"give-up": "action.giveUp",
} as const;

function JobButton({
	action,
	isFree,
	isBusy,
	onPress,
}: {
	readonly action: JobAction;
	readonly isFree: boolean;
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
	const isFreeAgain = isFree && (action === "send-again" || action === "send-twice");
	return (
		<Button size="sm" disabled={isBusy} onClick={onPress}>
			{t(isFreeAgain ? "action.sendAgainFree" : buttonWords[action])}
		</Button>
	);
}

function Ask({
	job,
	question,
	onCancel,
	onConfirm,
}: {
	readonly job: Job;
	readonly question: Question | undefined;
	readonly onCancel: () => void;
	readonly onConfirm: () => void;
}) {
	const { t } = useTranslation("queue");
	// The words stay while the dialog fades out.
	const [shown, setShown] = useState<Question>("cancel");
	if (question !== undefined && question !== shown) setShown(question);
	const words =
		shown === "send-twice" ? "ask.sendTwice" : shown === "give-up" ? "ask.giveUp" : "ask.cancel";
	const facts = { gateway: job.gatewayTitle, count: countOutputs(job, ["pending", "fetching"]) };
	return (
		<ConfirmDialog
			open={question !== undefined}
			danger
			title={t(`${words}.title`, facts)}
			text={t(`${words}.text`, facts)}
			confirm={t(`${words}.yes`)}
			cancel={t(`${words}.no`)}
			onCancel={onCancel}
			onConfirm={onConfirm}
		/>
	);
}

/** Whether the model's list price is nothing; unknown prices are not. */
function useIsFree(job: Job): boolean {
	return useGateways(({ gateways }) => {
		const model = capabilityOf(gatewayOf(gateways, job.gateway), job.request.model);
		return model?.price?.usdPerImage === 0;
	});
}
