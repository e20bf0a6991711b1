import { useTranslation } from "react-i18next";
import { ComposePanel } from "../features/compose/compose-panel.tsx";
import { GalleryView } from "../features/gallery/gallery-view.tsx";
import { InspectorPanel } from "../features/inspector/inspector-panel.tsx";
import { QueuePanel } from "../features/queue/queue-panel.tsx";
import { ViewerView } from "../features/viewer/viewer-view.tsx";
import { ResizeHandle } from "../kit/resize-handle.tsx";
import { useSelection } from "../state/selection-store.ts";
import {
	composeWidths,
	inspectorWidths,
	queueHeights,
	setLayout,
	useView,
} from "../state/view-store.ts";
import { Greeting, useGreeting } from "./greeting.tsx";
import { Rail } from "./rail.tsx";

/** The panels of the window and the edges between them. */
export function Frame() {
	const { t } = useTranslation("app");
	const view = useView();
	return (
		<div className="flex h-full">
			<Rail />
			{view.composeOpen && (
				<>
					<aside
						aria-label={t("frame.compose")}
						className="min-h-0 shrink-0 bg-surface-1"
						style={{ width: view.composeWidth }}
					>
						<ComposePanel />
					</aside>
					<ResizeHandle
						label={t("frame.resizeCompose")}
						orientation="vertical"
						grows={1}
						size={view.composeWidth}
						{...composeWidths}
						onResize={(composeWidth) => setLayout({ composeWidth })}
					/>
				</>
			)}
			<main aria-label={t("frame.stage")} className="flex min-w-0 flex-1 flex-col">
				<Stage />
				{view.queueOpen && (
					<>
						<ResizeHandle
							label={t("frame.resizeQueue")}
							orientation="horizontal"
							grows={-1}
							size={view.queueHeight}
							{...queueHeights}
							onResize={(queueHeight) => setLayout({ queueHeight })}
						/>
						<div className="shrink-0 bg-surface-1" style={{ height: view.queueHeight }}>
							<QueuePanel />
						</div>
					</>
				)}
			</main>
			{view.inspectorOpen && (
				<>
					<ResizeHandle
						label={t("frame.resizeInspector")}
						orientation="vertical"
						grows={-1}
						size={view.inspectorWidth}
						{...inspectorWidths}
						onResize={(inspectorWidth) => setLayout({ inspectorWidth })}
					/>
					<aside
						aria-label={t("frame.inspector")}
						className="min-h-0 shrink-0 bg-surface-1"
						style={{ width: view.inspectorWidth }}
					>
						<InspectorPanel />
					</aside>
				</>
			)}
		</div>
	);
}

/** The gallery stays where it was scrolled to while one picture is looked at. */
function Stage() {
	const viewing = useSelection((state) => state.stage === "viewer");
	const greet = useGreeting();
	return (
		<div className="relative min-h-0 flex-1 bg-surface-0">
			<div className={viewing ? "invisible h-full" : "h-full"} inert={viewing}>
				<GalleryView greeting={greet ? <Greeting /> : undefined} />
			</div>
			{viewing && (
				<div className="absolute inset-0">
					<ViewerView />
				</div>
			)}
		</div>
	);
}
