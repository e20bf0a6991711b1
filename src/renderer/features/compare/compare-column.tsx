import { clsx } from "clsx";
import { CircleAlert, CircleCheck, LoaderCircle, SquarePen } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { hasEnded, type Job } from "../../../contract/jobs.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatPixels } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { tookText } from "../../state/clock-text.ts";
import { standingOf } from "../../state/job-standing.ts";
import { useJobFactsAsTheyChange, useJobText, useMoneyText } from "../../state/job-text.ts";
import { reuseRequest } from "../../state/picture-actions.ts";
import { progressOf } from "../../state/task-sentence.ts";
import { useNow } from "../../state/use-now.ts";
import { type ComparedRow, tookMs } from "./columns.ts";
import { CompareSlot } from "./compare-slot.tsx";

/** One of the compared jobs: who drew, how it stands, what it cost and took, its pictures. */
export function CompareColumn({
	job,
	rows,
	place,
	isNamesake,
}: {
	readonly job: Job;
	readonly rows: readonly ComparedRow[];
	/** Which of the columns it is, from 0. */
	readonly place: number;
	/** Another column is of the same gateway: the account tells them apart. */
	readonly isNamesake: boolean;
}) {
	const { t } = useTranslation("compare");
	const title = useId();
	const model = useId();
	const label = useAccounts((state) => accountOf(state.accounts, job.account)?.label);
	const name =
		isNamesake && label !== undefined ? `${job.gatewayTitle} · ${label}` : job.gatewayTitle;
	return (
		<section
			aria-labelledby={`${title} ${model}`}
			className="row-span-3 grid min-w-0 grid-rows-subgrid gap-y-0"
		>
			{/* Whose pictures they are stays in sight while they are scrolled. */}
			<header className="@container sticky top-0 z-10 flex min-w-0 items-start gap-2 bg-surface-0 px-2 pt-2 pb-1">
				<div className="min-w-0 flex-1 py-0.5">
					<h3 id={title} className="font-semibold break-words">
						{name}
					</h3>
					<p id={model} className="text-sm text-text-3">
						{job.modelTitle}
					</p>
				</div>
				<Tooltip text={t("useNamed", { gateway: name })}>
					<Button
						size="sm"
						icon={SquarePen}
						label={t("useNamed", { gateway: name })}
						onClick={() => void reuseRequest(job.request)}
					>
						<span className="hidden @2xs:inline">{t("use")}</span>
					</Button>
				</Tooltip>
			</header>
			<div className="flex min-w-0 flex-col gap-1 px-2 pb-2">
				<Standing job={job} />
			</div>
			<ol aria-labelledby={title} className="flex flex-col gap-2 px-2 pb-4">
				{rows.map(({ number, ratio, slots }) => (
					<li key={number}>
						<CompareSlot slot={slots[place]} gateway={name} number={number} ratio={ratio} />
						<Pixels slot={slots[place]} />
					</li>
				))}
			</ol>
		</section>
	);
}

function Standing({ job }: { readonly job: Job }) {
	const { t } = useTranslation("compare");
	const now = useNow(!hasEnded(job.state));
	useJobFactsAsTheyChange();
	const sentence = useJobText()(job, now);
	const money = useMoneyText()(job);
	const took = tookMs(job);
	const progress = job.state === "waiting" ? progressOf(job.task) : undefined;
	return (
		<>
			<p className="nums flex gap-2 text-sm text-text-2">
				<Sign job={job} />
				<span className="min-w-0 break-words">{sentence}</span>
			</p>
			{progress !== undefined && <ProgressBar value={progress} label={sentence} />}
			{(money !== "" || took !== undefined) && (
				<p className="nums text-sm text-text-2">
					{[money, took === undefined ? "" : t("took", { time: tookText(took) })]
						.filter((part) => part !== "")
						.join(" · ")}
				</p>
			)}
			{job.error !== undefined && job.error.reason !== "cancelled" && (
				<Note tone={standingOf(job) === "needs-you" ? "danger" : "warn"}>
					{failureText(job.error)}
				</Note>
			)}
		</>
	);
}

function Sign({ job }: { readonly job: Job }) {
	const props = { "aria-hidden": true, size: 14, strokeWidth: 1.75 } as const;
	const look = "mt-0.5 shrink-0";
	switch (standingOf(job)) {
		case "running":
			return <LoaderCircle {...props} className={clsx(look, "animate-spin text-text-3")} />;
		case "needs-you":
			return <CircleAlert {...props} className={clsx(look, "text-danger")} />;
		case "fine":
			return <CircleCheck {...props} className={clsx(look, "text-safe")} />;
	}
}

function Pixels({ slot }: { readonly slot: ComparedRow["slots"][number] }) {
	const { width, height, state } = slot?.output ?? {};
	const known = state === "saved" && width !== undefined && height !== undefined;
	// The line is there before its words are, so that a place stands level with its neighbours.
	return (
		<p className="nums mt-1 min-h-4 text-xs text-text-3">{known && formatPixels(width, height)}</p>
	);
}
