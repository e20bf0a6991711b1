import { clsx } from "clsx";
import {
	Ban,
	CircleAlert,
	CircleCheck,
	CircleHelp,
	GalleryHorizontalEnd,
	Hourglass,
	LoaderCircle,
} from "lucide-react";
import { memo, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { hasEnded, type Job } from "../../../contract/jobs.ts";
import { writtenPrompt } from "../../../contract/prompt-chips.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatDuration, formatMoment, formatTime } from "../../bridge/format.ts";
import { Badge } from "../../kit/badge.tsx";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { countOutputs, isStuck, slotsOf, standingOf } from "../../state/job-standing.ts";
import {
	useJobFactsAsTheyChange,
	useJobText,
	useMoneyText,
	usePhrases,
} from "../../state/job-text.ts";
import { localDay } from "../../state/library-order.ts";
import { useNetwork } from "../../state/network-store.ts";
import { openSet } from "../../state/selection-store.ts";
import { nextQuestion, progressOf } from "../../state/task-sentence.ts";
import { useNow } from "../../state/use-now.ts";
import { JobButtons } from "./job-buttons.tsx";
import { soonestExpiry } from "./job-needs.ts";
import { JobNotes } from "./job-notes.tsx";
import { JobSlots } from "./job-slots.tsx";
import { useJobAnswer } from "./use-job-answer.ts";
import { useOnScreen } from "./use-on-screen.ts";

/** One job: where it is, what it costs, what it brought, what went wrong, what can be done. */
export const JobRow = memo(function JobRow({
	job,
	isCompared = false,
}: {
	readonly job: Job;
	/** It stands among others of the same prompt, which is said above them. */
	readonly isCompared?: boolean;
}) {
	const row = useRef<HTMLLIElement>(null);
	const isSeen = useOnScreen(row);
	const expiresAt = soonestExpiry(job);
	const now = useNow(isSeen && (!hasEnded(job.state) || expiresAt !== undefined));
	useJobFactsAsTheyChange();
	const say = useJobText();
	const { answer, isBusy, failure } = useJobAnswer(job);
	const title = useId();
	return (
		<li
			ref={row}
			aria-labelledby={title}
			className="@container border-b border-line px-4 py-2 [contain-intrinsic-size:auto_96px] [content-visibility:auto] last:border-b-0"
		>
			<div className="flex flex-wrap items-start gap-x-3 gap-y-1">
				<div className="flex min-w-56 flex-1 gap-2">
					<StandingSign job={job} />
					<p id={title} className="nums min-w-0 flex-1 py-0.5 font-medium break-words">
						{say(job, now)}
					</p>
				</div>
				{/* Where they need a line of their own, they begin where the words do. */}
				<div className="ml-6 flex flex-wrap items-center gap-2">
					<Badges job={job} now={now} expiresAt={expiresAt} />
					<OpenSet job={job} />
					<JobButtons job={job} isBusy={isBusy} onAnswer={answer} />
				</div>
			</div>
			<div className="flex flex-col gap-1 pl-6">
				<Besides job={job} now={now} isCompared={isCompared} />
				<Progress job={job} label={say(job, now)} />
				<JobSlots job={job} />
				<JobNotes job={job} now={now} />
				{failure !== undefined && (
					<Note tone="danger" live>
						{failureText(failure)}
					</Note>
				)}
			</div>
		</li>
	);
});

/** Several pictures are looked at together as soon as there are places for them. */
function OpenSet({ job }: { readonly job: Job }) {
	const { t } = useTranslation("queue");
	if (slotsOf(job).length < 2 && job.request.follows === undefined) return null;
	return (
		<Button
			size="sm"
			icon={GalleryHorizontalEnd}
			onClick={() => openSet(job.request.follows?.set ?? job.id)}
		>
			{t("openSet")}
		</Button>
	);
}

/** The prompt, who draws, the money, when; and when the gateway is asked next. */
function Besides({
	job,
	now,
	isCompared,
}: {
	readonly job: Job;
	readonly now: number;
	readonly isCompared: boolean;
}) {
	const money = useMoneyText()(job);
	const say = usePhrases();
	const online = useNetwork((state) => state.online);
	const next = nextQuestion(job, { now, online });
	return (
		<p className="flex items-baseline gap-2 text-sm text-text-3">
			{!isCompared && (
				<span className="min-w-16 truncate" title={writtenPrompt(job.request)}>
					{writtenPrompt(job.request)}
				</span>
			)}
			<span className={clsx("shrink-0", !isCompared && "hidden @lg:inline")}>
				{job.modelTitle.startsWith(job.gatewayTitle)
					? job.modelTitle
					: `${job.gatewayTitle} ${job.modelTitle}`}
			</span>
			{money !== "" && <span className="nums shrink-0 text-text-2">{money}</span>}
			<span className="nums shrink-0">{shortMoment(job.endedAt ?? job.createdAt)}</span>
			{/* In words of their own, the trouble says it too. */}
			{next !== undefined && job.task?.trouble === undefined && (
				<span className="nums hidden shrink-0 @2xl:inline">{say([next])}</span>
			)}
		</p>
	);
}

/** Today's jobs by the clock alone. */
function shortMoment(epochMs: number): string {
	return localDay(epochMs) === localDay(Date.now()) ? formatTime(epochMs) : formatMoment(epochMs);
}

const SOON_MS = 3_600_000;

function Badges({
	job,
	now,
	expiresAt,
}: {
	readonly job: Job;
	readonly now: number;
	readonly expiresAt: number | undefined;
}) {
	const { t } = useTranslation("queue");
	const isFetching = job.outputs.some(({ state }) => state === "fetching");
	return (
		<>
			{job.retryOf !== undefined && <Badge>{t("retryOf")}</Badge>}
			{expiresAt !== undefined && (
				<Badge tone={expiresAt - now < SOON_MS ? "danger" : "warn"}>
					{expiresAt > now
						? t(isFetching ? "expiry.fetching" : "expiry.in", {
								time: formatDuration(expiresAt - now),
							})
						: t("expiry.past")}
				</Badge>
			)}
		</>
	);
}

function StandingSign({ job }: { readonly job: Job }) {
	const props = { "aria-hidden": true, size: 16, strokeWidth: 1.75 } as const;
	const look = "mt-1 shrink-0";
	if (job.state === "unknown") return <CircleHelp {...props} className={clsx(look, "text-warn")} />;
	if (job.state === "canceled") return <Ban {...props} className={clsx(look, "text-text-3")} />;
	if (job.state === "queued" || (job.state === "waiting" && job.task?.late === true)) {
		const waits = standingOf(job) === "needs-you";
		return <Hourglass {...props} className={clsx(look, waits ? "text-warn" : "text-text-3")} />;
	}
	switch (standingOf(job)) {
		case "running":
			return <LoaderCircle {...props} className={clsx(look, "animate-spin text-text-3")} />;
		case "needs-you":
			return <CircleAlert {...props} className={clsx(look, "text-danger")} />;
		case "fine":
			return <CircleCheck {...props} className={clsx(look, "text-safe")} />;
	}
}

/** How far the gateway is, where it says so; then how many pictures are through. */
function Progress({ job, label }: { readonly job: Job; readonly label: string }) {
	const working = job.state === "waiting" ? progressOf(job.task) : undefined;
	const saving = job.state === "receiving" && !isStuck(job) && job.outputs.length > 0;
	if (working === undefined && !saving) return null;
	const total = job.streaming === true ? job.request.count : job.outputs.length;
	const through = job.outputs.length - countOutputs(job, ["pending", "fetching"]);
	const value = working ?? Math.min(1, through / Math.max(1, total));
	return <ProgressBar value={value} label={label} className="max-w-80" />;
}
