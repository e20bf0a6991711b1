import { clsx } from "clsx";
import { Activity as Pulse } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../bridge/client.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { isGoing, useActivities } from "../../state/activities-store.ts";
import { ActivityRow } from "./activity-row.tsx";

/**
 * Stands there while there is long work to tell of, says how much runs, and opens the list of it:
 * what runs first, then the newest.
 */
export function ActivitiesButton({
	side = "right",
}: {
	readonly side?: "top" | "right" | "bottom" | "left";
}) {
	const { t } = useTranslation("activity");
	const list = useActivities((state) => state.list);
	const [open, setOpen] = useState(false);
	// An open list that empties itself stays for as long as somebody looks at it.
	if (list.length === 0 && !open) return null;
	const running = list.filter(isGoing).length;
	const needsLook = list.some(({ state, problemCount, error }) => {
		return state === "failed" || problemCount > 0 || error !== undefined;
	});
	const label =
		running > 0
			? t("buttonRunning", { count: running })
			: t(needsLook ? "buttonProblems" : "button");
	return (
		<div className="relative">
			<Popover
				title={t("name")}
				open={open}
				onOpenChange={setOpen}
				side={side}
				align="end"
				content={<ActivityList />}
			>
				<IconButton icon={Pulse} label={label} side={side} />
			</Popover>
			{(running > 0 || needsLook) && (
				<span
					aria-hidden
					className={clsx(
						"nums pointer-events-none absolute -top-0.5 -right-1 flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-xs font-semibold",
						needsLook ? "bg-warn text-raised" : "bg-accent text-on-accent",
					)}
				>
					{running > 0 ? running : "!"}
				</span>
			)}
		</div>
	);
}

function ActivityList() {
	const { t } = useTranslation("activity");
	const list = useActivities((state) => state.list);
	const sorted = [...list.filter(isGoing), ...list.filter((one) => !isGoing(one))];
	const ended = list.filter((one) => !isGoing(one));
	const clear = () => {
		for (const { id } of ended) void ask("activities.dismiss", id).catch(() => {});
	};
	if (sorted.length === 0) return <p className="w-80 text-text-3">{t("empty")}</p>;
	return (
		<div className="w-80">
			<ul className="-mx-1 -mt-1 max-h-[60vh] overflow-x-hidden overflow-y-auto px-1">
				{sorted.map((activity) => (
					<ActivityRow key={activity.id} activity={activity} />
				))}
			</ul>
			{ended.length > 1 && (
				<div className="mt-2 flex justify-end">
					<Button size="sm" look="quiet" onClick={clear}>
						{t("clear")}
					</Button>
				</div>
			)}
		</div>
	);
}
