import { clsx } from "clsx";
import {
	Ban,
	ChevronRight,
	CircleAlert,
	CircleCheck,
	CircleHelp,
	LoaderCircle,
} from "lucide-react";
import { memo, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasEnded, type Job } from "../../../contract/jobs.ts";
import { computedText } from "../../bridge/computed-text.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatDuration, formatMoment, formatTime } from "../../bridge/format.ts";
import { Badge } from "../../kit/badge.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { localDay } from "../../state/library-order.ts";
import { JobButtons } from "./job-buttons.tsx";
import { isStuck, outputProblems, soonestExpiry, standingOf } from "./job-needs.ts";
import { JobProblem } from "./job-problem.tsx";
import { countOutputs } from "./job-sentence.ts";
import { JobSlots } from "./job-slots.tsx";
import { useJobText } from "./job-text.ts";
import { useJobAnswer } from "./use-job-answer.ts";
import { useNow } from "./use-now.ts";

/** One job: where it is, what it brought, what went wrong, what can be done. */
export const JobRow = memo(function JobRow({ job }: { readonly job: Job }) {
	const { t } = useTranslation("queue");
	const expiresAt = soonestExpiry(job);
	const now = useNow(!hasEnded(job.state) || expiresAt !== undefined);
	const say = useJobText();
	const { answer, isBusy, failure } = useJobAnswer(job);
	const title = useId();
	const needsKey = useGateways((state) => gatewayOf(state.gateways, job.gateway)?.needsKey);
	const account = needsKey === true ? job.request.account : undefined;
	return (
		<li
			aria-labelledby={title}
			className="@container border-b border-line px-4 py-2 [contain-intrinsic-size:auto_96px] [content-visibility:auto] last:border-b-0"
		>
			<div className="flex flex-wrap items-start gap-x-3 gap-y-1">
				<div className="flex min-w-40 flex-1 gap-2">
					<StandingSign job={job} />
					<div className="min-w-0 flex-1">
						<p id={title} className="nums font-medium break-words">
							{say(job, now)}
						</p>
						<p className="flex items-baseline gap-2 text-sm text-text-3">
							<span className="min-w-0 truncate" title={job.request.prompt}>
								{job.request.prompt}
							</span>
							<span className="hidden shrink-0 @xl:inline">{job.modelTitle}</span>
							<span className="nums shrink-0">{shortMoment(job.endedAt ?? job.createdAt)}</span>
						</p>
					</div>
				</div>
				<div className="flex items-center gap-2">
					{job.retryOf !== undefined && <Badge>{t("retryOf")}</Badge>}
					{expiresAt !== undefined && (
						<Badge tone={expiresAt - now < 3_600_000 ? "danger" : "warn"}>
							{expiresAt > now
								? t("expiry.in", { time: formatDuration(expiresAt - now) })
								: t("expiry.past")}
						</Badge>
					)}
					<JobButtons job={job} isBusy={isBusy} onAnswer={answer} />
				</div>
			</div>
			<div className="mt-1 flex flex-col gap-1 pl-6 empty:hidden">
				<Progress job={job} label={say(job, now)} />
				<JobSlots job={job} />
				{job.error !== undefined && job.error.reason !== "cancelled" && (
					<JobProblem
						failure={job.error}
						tone={toneOf(job)}
						remoteId={job.remoteId}
						account={account}
					/>
				)}
				{outputProblems(job).map(({ numbers, failure: reason }) => (
					<JobProblem
						key={numbers.join()}
						failure={reason}
						remoteId={job.remoteId}
						account={account}
						tone={isStuck(job) ? "warn" : "danger"}
						text={t("problem.ofPicture", {
							count: numbers.length,
							numbers: numbers.join(", "),
							reason: failureText(reason),
						})}
					/>
				))}
				<Fittings job={job} />
				{failure !== undefined && (
					<Note tone="danger" live>
						{failureText(failure)}
					</Note>
				)}
			</div>
		</li>
	);
});

/** Today's jobs by the clock alone. */
function shortMoment(epochMs: number): string {
	return localDay(epochMs) === localDay(Date.now()) ? formatTime(epochMs) : formatMoment(epochMs);
}

function toneOf(job: Job) {
	if (job.state === "canceled") return "info";
	return standingOf(job) === "needs-you" && job.state !== "unknown" ? "danger" : "warn";
}

function StandingSign({ job }: { readonly job: Job }) {
	const props = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;
	const look = "mt-0.5 shrink-0";
	if (job.state === "unknown") return <CircleHelp {...props} className={clsx(look, "text-warn")} />;
	if (job.state === "canceled") return <Ban {...props} className={clsx(look, "text-text-3")} />;
	switch (standingOf(job)) {
		case "running":
			return (
				<LoaderCircle
					{...props}
					className={clsx(look, "text-text-3", job.state !== "queued" && "animate-spin")}
				/>
			);
		case "needs-you":
			return <CircleAlert {...props} className={clsx(look, "text-danger")} />;
		case "fine":
			return <CircleCheck {...props} className={clsx(look, "text-safe")} />;
	}
}

/** How many pictures are through, once it is known how many there are. */
function Progress({ job, label }: { readonly job: Job; readonly label: string }) {
	if (job.state !== "receiving" || isStuck(job) || job.outputs.length === 0) return null;
	const open = countOutputs(job, ["pending", "fetching"]);
	return <ProgressBar value={1 - open / job.outputs.length} label={label} className="max-w-80" />;
}

/** What was done to references so that the gateway takes them. */
function Fittings({ job }: { readonly job: Job }) {
	const { t } = useTranslation("queue");
	const [isOpen, setOpen] = useState(false);
	const list = useId();
	if (job.notices.length === 0) return null;
	const names = new Set(job.notices.map(({ facts }) => facts.name));
	return (
		<Note tone="info">
			<button
				type="button"
				aria-expanded={isOpen}
				aria-controls={list}
				onClick={() => setOpen(!isOpen)}
				className="inline-flex items-center gap-0.5 rounded-md hover:text-text"
			>
				{t("notices", { count: names.size })}
				<ChevronRight aria-hidden size={12} className={isOpen ? "rotate-90" : undefined} />
			</button>
			<ul id={list} hidden={!isOpen} className="mt-0.5">
				{job.notices.map(({ key, facts }) => (
					<li key={`${key} ${facts.name}`}>{computedText("fitting", key, facts)}</li>
				))}
			</ul>
		</Note>
	);
}
