import { ChevronRight } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasEnded, type Job } from "../../../contract/jobs.ts";
import { computedText } from "../../bridge/computed-text.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatList } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { isStuck, standingOf } from "../../state/job-standing.ts";
import { usePhrases } from "../../state/job-text.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { useNetwork } from "../../state/network-store.ts";
import { nextQuestion } from "../../state/task-sentence.ts";
import { accountPage } from "./account-page.ts";
import { helpFor, jobProblems } from "./job-needs.ts";
import { JobProblem } from "./job-problem.tsx";

/** Everything that is to be said of a job besides its sentence: why, what went wrong, what to do. */
export function JobNotes({ job, now }: { readonly job: Job; readonly now: number }) {
	const { t } = useTranslation("queue");
	const needsKey = useGateways((state) => gatewayOf(state.gateways, job.gateway)?.needsKey);
	const account = needsKey === true ? job.request.account : undefined;
	const { whole, ofPictures } = jobProblems(job);
	return (
		<>
			<FallBack job={job} />
			{whole !== undefined && (
				<JobProblem failure={whole} tone={toneOf(job)} remoteId={job.remoteId} account={account} />
			)}
			<Trouble job={job} now={now} account={account} />
			{ofPictures.map(({ numbers, failure }) => (
				<JobProblem
					key={numbers.join()}
					failure={failure}
					remoteId={job.remoteId}
					account={account}
					tone={isStuck(job) ? "warn" : "danger"}
					text={t("problem.ofPicture", {
						count: numbers.length,
						numbers: numbers.join(", "),
						reason: failureText(failure),
					})}
				/>
			))}
			<Help job={job} />
			<Fittings job={job} />
		</>
	);
}

function toneOf(job: Job) {
	if (job.state === "canceled") return "info";
	return standingOf(job) === "needs-you" && job.state !== "unknown" ? "danger" : "warn";
}

/** Why the last question about a task brought no answer, and when it is asked again. */
function Trouble({
	job,
	now,
	account,
}: {
	readonly job: Job;
	readonly now: number;
	readonly account: Job["account"] | undefined;
}) {
	const { t } = useTranslation("queue");
	const say = usePhrases();
	const online = useNetwork((state) => state.online);
	const trouble = job.state === "waiting" ? job.task?.trouble : undefined;
	if (trouble === undefined) return null;
	const next = nextQuestion(job, { now, online });
	const reason = failureText(trouble);
	const text = next === undefined ? reason : t("trouble", { reason, next: say([next]) });
	return (
		<JobProblem
			failure={trouble}
			text={text}
			tone="warn"
			remoteId={job.remoteId}
			account={account}
		/>
	);
}

/** What the app went on from, and what it would go on with. */
function FallBack({ job }: { readonly job: Job }) {
	const { t } = useTranslation("queue");
	const before = useJobs(({ byId }) => job.fallbackFor && byId.get(job.fallbackFor)?.gatewayTitle);
	const next = hasEnded(job.state) ? [] : (job.fallbacks ?? []);
	const gateway = job.gatewayTitle;
	return (
		<>
			{job.fallbackFor !== undefined && (
				<Note tone="info">
					{before === undefined
						? t("fallback.from", { gateway })
						: t("fallback.fromNamed", { gateway, before })}
				</Note>
			)}
			{next.length > 0 && (
				<Note tone="info">
					{t("fallback.next", {
						gateway,
						others: formatList(next.map(({ gatewayTitle }) => gatewayTitle)),
					})}
				</Note>
			)}
		</>
	);
}

/** What to do about it. */
function Help({ job }: { readonly job: Job }) {
	const { t } = useTranslation("queue");
	const label = useAccounts((state) => accountOf(state.accounts, job.account)?.label);
	const help = helpFor(job);
	if (help === undefined) return null;
	const page = accountPage(job.gateway);
	const facts = { gateway: job.gatewayTitle, account: label ?? job.gatewayTitle };
	return (
		<Note tone="info">
			{t(help, facts)}
			{page !== undefined && help !== "help.late" && ` ${t("help.page", { page })}`}
		</Note>
	);
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
