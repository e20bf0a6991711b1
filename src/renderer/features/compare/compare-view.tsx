import { ArrowLeft, Columns3, Maximize, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Job } from "../../../contract/jobs.ts";
import { writtenPrompt } from "../../../contract/prompt-chips.ts";
import { formatNumber } from "../../bridge/format.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { Button } from "../../kit/button.tsx";
import { EmptyState } from "../../kit/empty-state.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { ProblemBar } from "../../kit/problem-bar.tsx";
import { useApp } from "../../state/app-store.ts";
import { comparedJobs } from "../../state/comparisons.ts";
import { useJobs } from "../../state/jobs-store.ts";
import { zoomedBy } from "../../state/locked-view.ts";
import {
	changeView,
	middle,
	STEP,
	showWhole,
	useLockedView,
} from "../../state/locked-view-store.ts";
import { dismissPictureProblem, usePictureProblemText } from "../../state/picture-problem.ts";
import { leaveStage, useSelection } from "../../state/selection-store.ts";
import { comparedRows } from "./columns.ts";
import { CompareColumn } from "./compare-column.tsx";

/** The jobs of one wish side by side, picture by picture. */
export function CompareView() {
	const { t } = useTranslation("compare");
	const comparison = useSelection((state) => state.comparison);
	const problem = usePictureProblemText();
	const byId = useJobs((state) => state.byId);
	const jobs = useMemo(
		() => (comparison === undefined ? [] : comparedJobs(byId.values(), comparison)),
		[byId, comparison],
	);
	useEffect(() => {
		// Another comparison begins with whole pictures.
		if (comparison !== undefined) showWhole();
	}, [comparison]);
	return (
		<section
			aria-label={t("name")}
			className="flex h-full flex-col bg-surface-0"
			onKeyDown={zoomByKey}
		>
			<Bar jobs={jobs} />
			<ProblemBar text={problem} onDismiss={dismissPictureProblem} />
			{jobs.length === 0 ? (
				<EmptyState
					icon={Columns3}
					title={t("gone")}
					actions={<Button onClick={leaveStage}>{t("back")}</Button>}
				>
					{t("goneHint")}
				</EmptyState>
			) : (
				<Columns jobs={jobs} />
			)}
		</section>
	);
}

function Bar({ jobs }: { readonly jobs: readonly Job[] }) {
	const { t } = useTranslation("compare");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	const zoom = useLockedView((view) => view.zoom);
	return (
		<header className="flex h-10 shrink-0 items-center gap-1 border-b border-line bg-surface-1 pr-1 pl-2">
			<IconButton
				icon={ArrowLeft}
				label={t("back")}
				shortcut={shortcutLabel("Escape", platform)}
				onClick={leaveStage}
			/>
			<h2 className="ml-1 shrink-0 text-base font-semibold">{t("name")}</h2>
			<p className="ml-1 min-w-0 flex-1 truncate text-text-2">
				{jobs[0] && writtenPrompt(jobs[0].request)}
			</p>
			<div className="flex shrink-0 items-center">
				<IconButton
					icon={Minus}
					label={t("smaller")}
					shortcut="−"
					disabled={zoom === 1}
					onClick={() => zoomBy(1 / STEP)}
				/>
				<span className="nums w-12 text-center text-sm text-text-2">
					{formatNumber(zoom, { style: "percent", maximumFractionDigits: 0 })}
				</span>
				<IconButton icon={Plus} label={t("larger")} shortcut="+" onClick={() => zoomBy(STEP)} />
				<IconButton
					icon={Maximize}
					label={t("whole")}
					shortcut={shortcutLabel("$mod+0", platform)}
					disabled={zoom === 1}
					onClick={showWhole}
				/>
			</div>
		</header>
	);
}

function Columns({ jobs }: { readonly jobs: readonly Job[] }) {
	const rows = useMemo(() => comparedRows(jobs), [jobs]);
	const isNamesake = (job: Job) =>
		jobs.some((other) => other.id !== job.id && other.gateway === job.gateway);
	return (
		<div className="@container-size min-h-0 flex-1">
			<div
				className="grid h-full grid-rows-[auto_auto_1fr] overflow-auto px-2"
				style={{ gridTemplateColumns: `repeat(${jobs.length}, minmax(13rem, 1fr))` }}
			>
				{jobs.map((job, place) => (
					<CompareColumn
						key={job.id}
						job={job}
						rows={rows}
						place={place}
						isNamesake={isNamesake(job)}
					/>
				))}
			</div>
		</div>
	);
}

function zoomBy(growth: number): void {
	changeView((view) => zoomedBy(view, growth, middle));
}

function zoomByKey(event: KeyboardEvent): void {
	if (event.altKey || event.nativeEvent.isComposing) return;
	const isCommand = event.ctrlKey || event.metaKey;
	// The digits alone are stars wherever a picture is looked at.
	if (event.key === "0" && isCommand) showWhole();
	else if (isCommand) return;
	else if (event.key === "+" || event.key === "=") zoomBy(STEP);
	else if (event.key === "-" || event.key === "−") zoomBy(1 / STEP);
	else return;
	event.preventDefault();
}
