import {
	CircleAlert,
	CircleCheck,
	CirclePause,
	CircleStop,
	FolderOpen,
	Loader,
	type LucideIcon,
	Pause,
	Play,
	Square,
	X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Activity, ActivityState } from "../../../contract/activity.ts";
import { ask } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { isGoing } from "../../state/activities-store.ts";
import { ActivityProblems } from "./activity-problems.tsx";
import { activityCount, activityDetail, activitySentence } from "./activity-words.ts";

const signs: Readonly<Record<ActivityState, { icon: LucideIcon; look: string }>> = {
	running: { icon: Loader, look: "text-accent" },
	paused: { icon: CirclePause, look: "text-text-3" },
	done: { icon: CircleCheck, look: "text-safe" },
	stopped: { icon: CircleStop, look: "text-text-3" },
	failed: { icon: CircleAlert, look: "text-danger" },
};

/** One piece of long work: what it is, how far, what went wrong, and what can be done about it. */
export function ActivityRow({ activity }: { readonly activity: Activity }) {
	const { t } = useTranslation("activity");
	const isFlawed = activity.state === "done" && activity.problemCount > 0;
	const { icon: Sign, look } = isFlawed
		? { icon: CircleAlert, look: "text-warn" }
		: signs[activity.state];
	const sentence = activitySentence(activity, t);
	const detail = activityDetail(activity, t);
	return (
		<li aria-label={sentence} className="border-b border-line py-2 last:border-b-0">
			<div className="flex items-start gap-2">
				<Sign aria-hidden size={14} strokeWidth={1.75} className={`mt-1 shrink-0 ${look}`} />
				<div className="min-w-0 flex-1">
					<p className="break-words" data-selectable>
						{sentence}
					</p>
					{detail !== "" && <p className="text-sm text-text-3">{detail}</p>}
				</div>
				<RowButtons activity={activity} sentence={sentence} />
			</div>
			<div className="pl-5.5">
				{isGoing(activity) && <Progress activity={activity} sentence={sentence} />}
				{activity.error !== undefined && (
					<Note tone={activity.state === "failed" ? "danger" : "warn"} live className="mt-1">
						{failureText(activity.error)}
					</Note>
				)}
				<ActivityProblems activity={activity} />
			</div>
		</li>
	);
}

function Progress({
	activity,
	sentence,
}: {
	readonly activity: Activity;
	readonly sentence: string;
}) {
	const { t } = useTranslation("activity");
	const { done, total, current, state } = activity;
	const known = total !== undefined && total > 0;
	// A bar that runs while nothing does would lie.
	const value = known ? done / total : state === "paused" ? 0 : undefined;
	return (
		<div className="mt-1">
			<ProgressBar value={value} label={sentence} />
			<div className="mt-1 flex justify-between gap-3 text-sm text-text-3">
				<span className="nums shrink-0">{activityCount(activity, t)}</span>
				<span className="min-w-0 truncate">{state === "running" ? current : ""}</span>
			</div>
		</div>
	);
}

function RowButtons({
	activity,
	sentence,
}: {
	readonly activity: Activity;
	readonly sentence: string;
}) {
	const { t } = useTranslation("activity");
	const { id, state, canPause, canStop, path } = activity;
	// Each answers by the event that follows.
	const tell = (
		request:
			| "activities.pause"
			| "activities.resume"
			| "activities.stop"
			| "activities.dismiss"
			| "activities.reveal",
	) => void ask(request, id).catch(() => {});
	const button = (icon: LucideIcon, label: string, request: Parameters<typeof tell>[0]) => (
		<IconButton
			key={request}
			icon={icon}
			label={`${label}: ${sentence}`}
			size="sm"
			onClick={() => tell(request)}
		/>
	);
	return (
		<div className="-mt-0.5 flex shrink-0">
			{path !== undefined && button(FolderOpen, t("reveal"), "activities.reveal")}
			{state === "running" && canPause && button(Pause, t("pause"), "activities.pause")}
			{state === "paused" && button(Play, t("resume"), "activities.resume")}
			{canStop && button(Square, t("stop"), "activities.stop")}
			{!isGoing(activity) && button(X, t("dismiss"), "activities.dismiss")}
		</div>
	);
}
