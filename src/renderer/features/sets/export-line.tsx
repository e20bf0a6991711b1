import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { ProgressBar } from "../../kit/progress-bar.tsx";
import { dismissExport, stopExport, useExport } from "./export-run.ts";

/** How the export stands: on its way with a way to stop it, where it went, or why it failed. */
export function ExportLine() {
	const { t } = useTranslation("sets");
	const state = useExport((one) => one.state);
	if (state.phase === "none") return null;
	if (state.phase === "running") {
		const { progress } = state;
		const label =
			progress === undefined
				? t("export.starting")
				: t("export.running", {
						done: formatNumber(progress.done),
						total: formatNumber(progress.total),
					});
		return (
			<div className={lineLook}>
				<span className="nums shrink-0 text-sm text-text-2">{label}</span>
				<ProgressBar
					label={label}
					value={
						progress === undefined || progress.total === 0
							? undefined
							: progress.done / progress.total
					}
					className="flex-1"
				/>
				<Button size="sm" onClick={stopExport}>
					{t("export.stop")}
				</Button>
			</div>
		);
	}
	return (
		<div className={lineLook}>
			{state.phase === "done" ? (
				<Note tone="safe" live className="flex-1">
					{t("export.done", { count: state.exported.files })}
					<span className="block break-all text-text-3">{state.exported.path}</span>
				</Note>
			) : (
				<Note tone="danger" live className="flex-1">
					{failureText(state.failure)}
				</Note>
			)}
			<IconButton icon={X} size="sm" label={t("dismiss")} onClick={dismissExport} />
		</div>
	);
}

const lineLook =
	"flex min-h-9 shrink-0 items-center gap-3 border-b border-line bg-surface-1 px-4 py-1.5";
