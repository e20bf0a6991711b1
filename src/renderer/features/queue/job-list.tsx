import { Columns3 } from "lucide-react";
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { writtenPrompt } from "../../../contract/prompt-chips.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { comparedJobs } from "../../state/comparisons.ts";
import { openComparison } from "../../state/selection-store.ts";
import { JobRow } from "./job-row.tsx";
import { type QueueEntry, queueEntries, withoutOldest } from "./queue-entries.ts";
import { useOnScreen } from "./use-on-screen.ts";

/** Ended jobs in the list; all that go on are. */
const MAX_ENDED = 200;
/** Entries drawn at first, and drawn more when the last of them comes into sight. */
const STRIDE = 50;

/** The jobs given, newest first; those of one comparison together. */
export function JobList({ jobs }: { readonly jobs: readonly Job[] }) {
	const { t } = useTranslation("queue");
	const list = useRef<HTMLUListElement>(null);
	const newest = jobs[0]?.id ?? "";
	const seen = useRef(newest);
	const [most, setMost] = useState(STRIDE);
	const entries = useMemo(() => queueEntries(withoutOldest(jobs, MAX_ENDED)), [jobs]);
	// What was just sent must not begin its life out of sight.
	useEffect(() => {
		if (newest > seen.current) list.current?.scrollTo({ top: 0 });
		seen.current = newest;
	}, [newest]);
	if (jobs.length === 0) {
		return (
			<p className="flex min-h-0 flex-1 items-center justify-center px-8 text-center text-sm text-text-3">
				{t("empty")}
			</p>
		);
	}
	return (
		<ul ref={list} aria-label={t("name")} className="min-h-0 flex-1 overflow-y-auto">
			{entries
				.slice(0, most)
				.map((entry) =>
					entry.kind === "job" ? (
						<JobRow key={entry.job.id} job={entry.job} />
					) : (
						<Compared key={entry.id} {...entry} />
					),
				)}
			{entries.length > most && (
				<More
					key={most}
					hidden={entries.length - most}
					onSeen={() => setMost((now) => now + STRIDE)}
				/>
			)}
		</ul>
	);
}

/** The end of what is drawn; coming into sight, it asks for more. */
function More({ hidden, onSeen }: { readonly hidden: number; readonly onSeen: () => void }) {
	const { t } = useTranslation("queue");
	const row = useRef<HTMLLIElement>(null);
	const isSeen = useOnScreen(row);
	const latest = useRef(onSeen);
	useEffect(() => {
		latest.current = onSeen;
	});
	useEffect(() => {
		if (isSeen) latest.current();
	}, [isSeen]);
	return (
		<li ref={row} className="px-4 py-2 text-sm text-text-3">
			{t("more", { count: hidden, number: formatNumber(hidden) })}
		</li>
	);
}

/** Jobs of one wish that was sent to several gateways. */
function Compared({ id, jobs }: Extract<QueueEntry, { kind: "comparison" }>) {
	const { t } = useTranslation("queue");
	const title = useId();
	const count = comparedJobs(jobs, id).length;
	return (
		<li aria-labelledby={title} className="border-b border-line last:border-b-0">
			<div className="flex items-center gap-2 px-4 py-2">
				<Columns3 aria-hidden size={16} strokeWidth={1.75} className="shrink-0 text-text-3" />
				<p id={title} className="min-w-0 flex-1 truncate text-sm text-text-2">
					{t("compared", { count })}{" "}
					<span className="ml-1 text-text-3">{jobs[0] && writtenPrompt(jobs[0].request)}</span>
				</p>
				<Button size="sm" onClick={() => openComparison(id)}>
					{t("compare")}
				</Button>
			</div>
			<ul aria-labelledby={title} className="ml-6 border-l-2 border-line">
				{jobs.map((job) => (
					<JobRow key={job.id} job={job} isCompared />
				))}
			</ul>
		</li>
	);
}
