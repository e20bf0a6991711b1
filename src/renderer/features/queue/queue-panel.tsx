import { ChevronDown, ChevronUp } from "lucide-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Badge } from "../../kit/badge.tsx";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { Panel, PanelHeader } from "../../kit/panel.tsx";
import { standingOf } from "../../state/job-standing.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { togglePanel, useView } from "../../state/view-store.ts";
import { JobList } from "./job-list.tsx";
import { useAnnouncements } from "./use-announcements.ts";

/** Every job with a sentence, newest first. While it is closed, only the line at its top. */
export function QueuePanel() {
	const { t } = useTranslation("queue");
	const byId = useJobs((state) => state.byId);
	const order = useJobs((state) => state.order);
	const isOpen = useView((state) => state.queueOpen);
	const [isNarrowed, setNarrowed] = useState(false);
	const announced = useAnnouncements();
	const jobs = useMemo(() => order.flatMap((id) => byId.get(id) ?? []), [order, byId]);
	const needing = useMemo(() => jobs.filter((job) => standingOf(job) === "needs-you"), [jobs]);
	const narrowed = isNarrowed && needing.length > 0;
	const narrow = (on: boolean) => {
		setNarrowed(on);
		if (on) togglePanel("queue", true);
	};
	return (
		<>
			<Panel label={t("name")} className={isOpen ? "h-full" : "border-t border-line"}>
				<PanelHeader
					title={t("name")}
					badge={
						<Summary
							jobs={jobs}
							waiting={needing.length}
							isNarrowed={narrowed && isOpen}
							onNarrow={narrow}
						/>
					}
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
				{isOpen && <JobList jobs={narrowed ? needing : jobs} />}
			</Panel>
			<p className="sr-only" role="status">
				{announced}
			</p>
		</>
	);
}

/** How many run and how many need the designer; among many jobs the latter can be looked at alone. */
function Summary({
	jobs,
	waiting,
	isNarrowed,
	onNarrow,
}: {
	readonly jobs: readonly Job[];
	readonly waiting: number;
	readonly isNarrowed: boolean;
	readonly onNarrow: (on: boolean) => void;
}) {
	const { t } = useTranslation("queue");
	const running = jobs.filter((job) => standingOf(job) === "running").length;
	const said = t("summary.needsYou", { count: waiting, number: formatNumber(waiting) });
	return (
		<span className="flex items-center gap-1">
			{running > 0 && (
				<Badge tone="accent">
					{t("summary.running", { count: running, number: formatNumber(running) })}
				</Badge>
			)}
			{waiting > 0 && waiting === jobs.length && <Badge tone="warn">{said}</Badge>}
			{waiting > 0 && waiting < jobs.length && (
				<Button size="sm" look="quiet" pressed={isNarrowed} onClick={() => onNarrow(!isNarrowed)}>
					<Badge tone="warn">{said}</Badge>
					{isNarrowed && t("summary.all")}
				</Button>
			)}
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
