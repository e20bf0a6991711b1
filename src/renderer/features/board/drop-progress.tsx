import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { formatList, formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { groupProblems, type ProblemGroup } from "./board-drop-problems.ts";
import {
	type DropNotice,
	type DropRun,
	dismissDropProblems,
	useBoardDrop,
} from "./board-drop-store.ts";

/** What is on its way to the board, and what could not be put there; nothing of it stands in the way. */
export function DropProgress() {
	const runs = useBoardDrop((state) => state.runs);
	const shown = runs.filter(({ progress }) => progress !== undefined);
	return (
		<div className="pointer-events-none absolute top-2 right-2 z-10 flex w-80 max-w-[calc(100%-1rem)] flex-col items-stretch gap-2">
			{shown.map((run) => (
				<Run key={run.id} run={run} />
			))}
			<Problems />
		</div>
	);
}

const card = "pointer-events-auto rounded-md border border-line bg-raised shadow-raised";

function Run({ run: { progress, limit, stop } }: { readonly run: DropRun }) {
	const { t } = useTranslation("board");
	const { stage, found, done } = progress ?? { stage: "looking", found: 0, done: 0 };
	const isLooking = stage === "looking";
	const words = isLooking
		? t("drop.looking", { count: found, number: formatNumber(found) })
		: t("drop.reading", { done: formatNumber(done), found: formatNumber(found) });
	return (
		<section className={`${card} p-3`}>
			<div className="flex items-center gap-3">
				<p role="status" className="nums min-w-0 flex-1 text-sm">
					{words}
				</p>
				<Button size="sm" onClick={stop}>
					{t("drop.stop")}
				</Button>
			</div>
			<ProgressBar
				label={words}
				className="mt-2"
				{...(!isLooking && { value: done / Math.max(1, found) })}
			/>
			{found >= limit && (
				<Note tone="info" className="mt-2">
					{t("drop.limit", { number: formatNumber(limit) })}
				</Note>
			)}
		</section>
	);
}

function Problems() {
	const { t } = useTranslation("board");
	const problems = useBoardDrop((state) => state.problems);
	const notices = useBoardDrop((state) => state.notices);
	if (problems.length === 0 && notices.length === 0) return null;
	return (
		<section aria-label={t("drop.problems")} className={`${card} flex max-h-80 flex-col`}>
			<header className="flex items-center justify-between gap-2 py-1 pr-1 pl-3">
				<h3 className="nums text-sm font-medium">
					{problems.length > 0
						? t("drop.failed", { count: problems.length, number: formatNumber(problems.length) })
						: t("drop.done")}
				</h3>
				<IconButton icon={X} size="sm" label={t("drop.dismiss")} onClick={dismissDropProblems} />
			</header>
			<div role="status" className="overflow-y-auto px-3 pb-3">
				<ul className="flex flex-col gap-2">
					{notices.map((notice) => (
						<li key={notice.kind}>
							<Note tone={notice.kind === "left-out" ? "warn" : "info"}>
								<NoticeWords notice={notice} />
							</Note>
						</li>
					))}
					{groupProblems(problems).map((group) => (
						<li key={group.reason}>
							<Note tone="danger">
								{failureText(group.failure)} <Others group={group} />
							</Note>
						</li>
					))}
				</ul>
			</div>
		</section>
	);
}

function NoticeWords({ notice }: { readonly notice: DropNotice }) {
	const { t } = useTranslation("board");
	const { count } = notice;
	const number = formatNumber(count);
	return notice.kind === "left-out"
		? t("drop.leftOut", { count, number, limit: formatNumber(notice.limit) })
		: t("drop.passedOver", { count, number });
}

const MAX_NAMED = 8;

/** The names of the others it happened to, as many as can be read at a glance. */
function Others({ group: { others, count } }: { readonly group: ProblemGroup }) {
	const { t } = useTranslation("board");
	if (count < 2) return null;
	const named = others.slice(0, MAX_NAMED);
	const rest = count - 1 - named.length;
	const names = rest > 0 ? [...named, t("drop.more", { count: rest })] : named;
	const words =
		named.length > 0
			? t("drop.same", { count: count - 1, names: formatList(names) })
			: t("drop.sameUnnamed", { count: count - 1 });
	return <span className="mt-1 block text-text-3">{words}</span>;
}
