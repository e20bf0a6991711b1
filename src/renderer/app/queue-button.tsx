import { clsx } from "clsx";
import { ListVideo } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../kit/icon-button.tsx";
import { standingOf } from "../state/job-standing.ts";
import { useJobs } from "../state/jobs-store.ts";
import { togglePanel, useView } from "../state/view-store.ts";

/** More than these do not fit on the button; its name says how many. */
const MOST_SHOWN = 99;

/** Opens and closes the queue; says how many jobs run, or else how many wait for the designer. */
export function QueueButton({ shortcut }: { readonly shortcut: string | undefined }) {
	const { t } = useTranslation("app");
	const open = useView((state) => state.queueOpen);
	const byId = useJobs((state) => state.byId);
	const standings = [...byId.values()].map(standingOf);
	const running = standings.filter((standing) => standing === "running").length;
	const waiting = standings.filter((standing) => standing === "needs-you").length;
	const count = running > 0 ? running : waiting;
	const label =
		count === 0
			? t("rail.queue")
			: t(running > 0 ? "rail.queueRunning" : "rail.queueWaiting", { count });
	return (
		<div className="relative">
			<IconButton
				icon={ListVideo}
				label={label}
				shortcut={shortcut}
				pressed={open}
				side="right"
				onClick={() => togglePanel("queue")}
			/>
			{count > 0 && (
				<span
					aria-hidden
					className={clsx(
						"nums pointer-events-none absolute -top-0.5 -right-1 flex h-4 min-w-4 items-center justify-center rounded-full px-1 text-xs font-semibold",
						running > 0 ? "bg-accent text-on-accent" : "bg-warn text-raised",
					)}
				>
					{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}
				</span>
			)}
		</div>
	);
}
