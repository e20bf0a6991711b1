import { startTransition, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ComposePanel } from "../features/compose/compose-panel.tsx";
import { OutBar } from "../features/exporting/out-bar.tsx";
import { InspectorPanel } from "../features/inspector/inspector-panel.tsx";
import { ReadOnlyBar } from "../features/keeping/read-only-bar.tsx";
import { QueuePanel } from "../features/queue/queue-panel.tsx";
import { ResizeHandle } from "../kit/resize-handle.tsx";
import {
	composeWidths,
	inspectorWidths,
	queueHeights,
	setLayout,
	useView,
} from "../state/view-store.ts";
import { Rail } from "./rail.tsx";
import { Stage } from "./stage.tsx";

/** The panels of the window and the edges between them. */
export function Frame() {
	const { t } = useTranslation("app");
	const view = useView();
	const isBegun = useBegun();
	return (
		<div className="flex h-full flex-col">
			<ReadOnlyBar />
			<div className="flex min-h-0 flex-1">
				<Rail />
				{view.composeOpen && (
					<aside
						aria-label={t("frame.compose")}
						className="flex min-h-0 shrink-0 bg-surface-1"
						style={{ width: view.composeWidth }}
					>
						<div className="min-w-0 flex-1">{isBegun && <ComposePanel />}</div>
						<ResizeHandle
							label={t("frame.resizeCompose")}
							orientation="vertical"
							grows={1}
							size={view.composeWidth}
							{...composeWidths}
							onResize={(composeWidth) => setLayout({ composeWidth })}
						/>
					</aside>
				)}
				<main aria-label={t("frame.stage")} className="flex min-w-0 flex-1 flex-col">
					<h1 className="sr-only">{t("name")}</h1>
					<Stage />
					{view.queueOpen && (
						<ResizeHandle
							label={t("frame.resizeQueue")}
							orientation="horizontal"
							grows={-1}
							size={view.queueHeight}
							{...queueHeights}
							onResize={(queueHeight) => setLayout({ queueHeight })}
						/>
					)}
					<div
						className="shrink-0 bg-surface-1"
						style={view.queueOpen ? { height: view.queueHeight } : undefined}
					>
						{isBegun ? <QueuePanel /> : <div className="h-10.25 border-line border-t" />}
					</div>
				</main>
				{view.inspectorOpen && (
					<aside
						aria-label={t("frame.inspector")}
						className="flex min-h-0 shrink-0 bg-surface-1"
						style={{ width: view.inspectorWidth }}
					>
						<ResizeHandle
							label={t("frame.resizeInspector")}
							orientation="vertical"
							grows={-1}
							size={view.inspectorWidth}
							{...inspectorWidths}
							onResize={(inspectorWidth) => setLayout({ inspectorWidth })}
						/>
						<div className="flex min-w-0 flex-1 flex-col">
							<div className="min-h-0 flex-1">{isBegun && <InspectorPanel />}</div>
							<OutBar />
						</div>
					</aside>
				)}
			</div>
		</div>
	);
}

/**
 * False in the first drawing alone: the stage goes first, and the panels around it are prepared while
 * its pictures are on their way, a little between two frames.
 */
function useBegun(): boolean {
	const [isBegun, setBegun] = useState(false);
	useEffect(() => startTransition(() => setBegun(true)), []);
	return isBegun;
}
