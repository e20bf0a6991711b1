import { ChevronDown, ChevronUp } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { hasEnded, type Job } from "../../../contract/jobs.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Badge } from "../../kit/badge.tsx";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { Panel, PanelHeader } from "../../kit/panel.tsx";
import { useJobs } from "../../state/jobs-store.ts";
import { togglePanel, useView } from "../../state/view-store.ts";
import { standingOf } from "./job-needs.ts";
import { JobRow } from "./job-row.tsx";
import { useAnnouncements } from "./use-announcements.ts";

/** Ended jobs drawn; all that go on are. */
const MAX_ENDED = 200;

/** Every job with a sentence, newest first. While it is closed, only the line at its top. */
export function QueuePanel() {
	const { t } = useTranslation("queue");
	const byId = useJobs((state) => state.byId);
	const order = useJobs((state) => state.order);
	const isOpen = useView((state) => state.queueOpen);
	const announced = useAnnouncements();
	const jobs = order.flatMap((id) => byId.get(id) ?? []);
	return (
		<>
			<Panel label={t("name")} className={isOpen ? "h-full" : "border-t border-line"}>
				<PanelHeader
					title={t("name")}
					badge={<Summary jobs={jobs} />}
					actions={
						<>
							{isOpen && <ClearFinished jobs={jobs} />}
							<IconButton
								icon={isOpen ? ChevronDown : ChevronUp}
								label={t(isOpen ? "close" : "open")}
								side="top"
								onClick={() => togglePanel("queue")}
							/>
						</>
					}
				/>
				{isOpen && <Jobs jobs={jobs} />}
			</Panel>
			<p className="sr-only" role="status">
				{announced}
			</p>
		</>
	);
}

function Jobs({ jobs }: { readonly jobs: readonly Job[] }) {
	const { t } = useTranslation("queue");
	const list = useRef<HTMLUListElement>(null);
	const newest = jobs[0]?.createdAt ?? 0;
	const seen = useRef(newest);
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
			{withoutOldest(jobs).map((job) => (
				<JobRow key={job.id} job={job} />
			))}
		</ul>
	);
}

function Summary({ jobs }: { readonly jobs: readonly Job[] }) {
	const { t } = useTranslation("queue");
	const count = (standing: ReturnType<typeof standingOf>) =>
		jobs.filter((job) => standingOf(job) === standing).length;
	const running = count("running");
	const waiting = count("needs-you");
	return (
		<span className="flex items-center gap-1">
			{running > 0 && <Badge tone="accent">{t("summary.running", { count: running })}</Badge>}
			{waiting > 0 && <Badge tone="warn">{t("summary.needsYou", { count: waiting })}</Badge>}
		</span>
	);
}

/** Takes the jobs off the list that have ended and need nobody. */
function ClearFinished({ jobs }: { readonly jobs: readonly Job[] }) {
	const { t } = useTranslation("queue");
	const [said, setSaid] = useState<string | undefined>(undefined);
	const finished = jobs.filter((job) => standingOf(job) === "fine");
	if (finished.length === 0) return null;
	const clear = () => {
		setSaid(undefined);
		Promise.all(finished.map(({ id }) => ask("jobs.dismiss", id))).catch((thrown: unknown) =>
			setSaid(failureText(failureOf(thrown))),
		);
	};
	return (
		<>
			{said !== undefined && (
				<Note tone="danger" live>
					{said}
				</Note>
			)}
			<Button size="sm" look="quiet" onClick={clear}>
				{t("clear")}
			</Button>
		</>
	);
}

function withoutOldest(jobs: readonly Job[]): readonly Job[] {
	let ended = 0;
	return jobs.filter((job) => {
		if (hasEnded(job.state)) ended += 1;
		return !hasEnded(job.state) || ended <= MAX_ENDED;
	});
}
