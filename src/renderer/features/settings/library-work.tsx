import { useTranslation } from "react-i18next";
import type { Activity } from "../../../contract/activity.ts";
import { ask } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { isGoingOn, type KeepingKind, useKeeping } from "../../state/keeping-store.ts";

/** Files named one by one before the rest is only counted. */
const NAMED_PROBLEMS = 5;

/** How long work stands, with the ways to stop it; what came of it when it has ended. */
export function LibraryWork({ kind }: { readonly kind: KeepingKind }) {
	const work = useKeeping((state) => state.work[kind]);
	if (work === undefined) return null;
	return (
		<div className="mt-2">
			{isGoingOn(work) ? <Running work={work} kind={kind} /> : <Ended work={work} kind={kind} />}
			<Problems work={work} />
		</div>
	);
}

type Part = { readonly work: Activity; readonly kind: KeepingKind };

function Running({ work, kind }: Part) {
	const { t } = useTranslation("keeping");
	const { id, done, total, current, state, error } = work;
	const paused = state === "paused";
	const progress =
		total === undefined
			? t("run.counting")
			: t("run.progress", { done: formatNumber(done), total: formatNumber(total) });
	return (
		<div className="rounded-md border border-line p-3">
			<div className="flex items-center gap-2">
				<div className="min-w-0 flex-1">
					<div className="nums text-sm text-text-2">
						{paused ? t("run.paused") : t(`run.${kind}`)} · {progress}
					</div>
					<div className="truncate text-sm text-text-3">{current ?? "\u00a0"}</div>
				</div>
				<Button
					size="sm"
					look="quiet"
					onClick={() => void ask(paused ? "activities.resume" : "activities.pause", id)}
				>
					{t(paused ? "run.resume" : "run.pause")}
				</Button>
				<Button size="sm" look="quiet" onClick={() => void ask("activities.stop", id)}>
					{t("run.stop")}
				</Button>
			</div>
			<ProgressBar
				className="mt-2"
				label={t(`run.${kind}`)}
				{...(total !== undefined && total > 0 && { value: done / total })}
			/>
			{error !== undefined && (
				<Note tone="warn" className="mt-2" live>
					{failureText(error)}
				</Note>
			)}
		</div>
	);
}

function Ended({ work, kind }: Part) {
	const { t } = useTranslation("keeping");
	const { state, error } = work;
	if (error !== undefined) {
		return (
			<Note tone="danger" live>
				{failureText(error)}
			</Note>
		);
	}
	// Of checks the report tells.
	if (kind === "check" || kind === "repair") return null;
	return (
		<Note tone={state === "done" && work.problemCount === 0 ? "safe" : "info"} live>
			{t(state === "done" ? `done.${kind}` : `stopped.${kind}`)}
		</Note>
	);
}

function Problems({ work: { problems, problemCount } }: { readonly work: Activity }) {
	const { t } = useTranslation("keeping");
	if (problemCount === 0) return null;
	const named = problems.slice(0, NAMED_PROBLEMS);
	const more = problemCount - named.length;
	return (
		<Note tone="warn" className="mt-2">
			{t("run.problems", { count: problemCount })}
			<ul className="mt-1 flex flex-col gap-1">
				{named.map(({ name, error }) => (
					<li key={name} className="break-all">
						{name} <span className="text-text-3">({failureText(error)})</span>
					</li>
				))}
				{more > 0 && <li>{t("check.more", { count: more })}</li>}
			</ul>
		</Note>
	);
}
