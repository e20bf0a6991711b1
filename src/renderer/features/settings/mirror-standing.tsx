import { CloudUpload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Activity } from "../../../contract/activity.ts";
import type { Failure } from "../../../contract/errors.ts";
import { RunId } from "../../../contract/ids.ts";
import type { MirrorSettings, MirrorStatus } from "../../../contract/mirror.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatMoment, formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { Switch } from "../../kit/switch.tsx";
import { useHosts } from "../../state/hosts-store.ts";
import { useMirror } from "../../state/mirror-store.ts";

/** Files that were left out, named one by one before the rest is only counted. */
const NAMED_PROBLEMS = 3;

/** How far the mirror is, and what can be done about it. */
export function MirrorStanding({
	status,
	settings,
	onSave,
	onChange,
	onFailure,
}: {
	readonly status: MirrorStatus;
	readonly settings: MirrorSettings;
	readonly onSave: (settings: MirrorSettings | null) => void;
	readonly onChange: () => void;
	readonly onFailure: (failure: Failure | undefined) => void;
}) {
	const { t } = useTranslation("mirror");
	const host = useHosts((state) => state.hosts.find(({ id }) => id === settings.host));
	const run = useMirror((state) => state.run);
	const [asking, setAsking] = useState(false);
	const isRunning = run?.endedAt === undefined && run !== undefined;
	const start = () => {
		onFailure(undefined);
		ask("mirror.start", { run: RunId.parse(crypto.randomUUID()) }).catch((thrown: unknown) =>
			onFailure(failureOf(thrown)),
		);
	};
	return (
		<div className="flex flex-col gap-3">
			<div className="flex items-start justify-between gap-4">
				<div className="min-w-0">
					<div className="break-words">
						{t("place", { machine: settings.machine, bucket: host?.label ?? "…" })}
					</div>
					<MirrorCounts status={status} />
				</div>
				<div className="flex shrink-0 gap-2">
					<Button size="sm" onClick={onChange}>
						{t("change")}
					</Button>
					<Button
						size="sm"
						icon={CloudUpload}
						disabled={isRunning || host === undefined}
						onClick={start}
					>
						{t("start")}
					</Button>
				</div>
			</div>
			{host === undefined && <Note tone="warn">{t("bucketGone")}</Note>}
			{run !== undefined && <MirrorProgress run={run} />}
			<Switch
				checked={settings.automatic}
				onChange={(automatic) => onSave({ ...settings, automatic })}
				label={t("automatic")}
				detail={t("automaticDetail")}
			/>
			<div>
				<Button size="sm" look="quiet" className="-ml-2" onClick={() => setAsking(true)}>
					{t("stop")}
				</Button>
			</div>
			<ConfirmDialog
				open={asking}
				title={t("stopTitle")}
				text={t("stopText")}
				confirm={t("stopConfirm")}
				cancel={t("cancel")}
				onConfirm={() => {
					setAsking(false);
					onSave(null);
				}}
				onCancel={() => setAsking(false)}
			/>
		</div>
	);
}

function MirrorCounts({ status }: { readonly status: MirrorStatus }) {
	const { t } = useTranslation("mirror");
	const { files, mirrored, lastFinishedAt } = status;
	const counted = { files: formatNumber(files), mirrored: formatNumber(mirrored), count: files };
	const said = mirrored === 0 ? "nothingYet" : mirrored < files ? "partly" : ("complete" as const);
	return (
		<div className="nums text-sm text-text-3">
			<div>{t(said, counted)}</div>
			{lastFinishedAt !== undefined && (
				<div>{t("finished", { when: formatMoment(lastFinishedAt) })}</div>
			)}
		</div>
	);
}

/** What the latest run is doing, or what came of it when that was not everything. */
function MirrorProgress({ run }: { readonly run: Activity }) {
	const { t } = useTranslation("mirror");
	const { state, done, total, current = "", problems, problemCount } = run;
	if (state === "running" || state === "paused") {
		const said =
			state === "paused"
				? t("paused")
				: total === undefined || total === 0
					? t("looking")
					: t("sending", { done: formatNumber(done), total: formatNumber(total), file: current });
		return (
			<div>
				<ProgressBar
					label={t("progress")}
					{...(total !== undefined && total > 0 && { value: done / total })}
				/>
				<p className="nums mt-1 truncate text-sm text-text-3">{said}</p>
			</div>
		);
	}
	return (
		<>
			{run.error !== undefined && state === "failed" && (
				<Note tone="danger" live>
					{failureText(run.error)}
				</Note>
			)}
			{problemCount > 0 && (
				<Note tone="warn" live>
					{t("problems", { count: problemCount })}
					<ul className="mt-1 flex flex-col gap-1">
						{problems.slice(0, NAMED_PROBLEMS).map(({ name, error }) => (
							<li key={name} className="break-words">
								{failureText(error)}
							</li>
						))}
					</ul>
				</Note>
			)}
		</>
	);
}
