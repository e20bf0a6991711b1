import { ArrowLeftRight, Maximize, Minus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { showWhole, useLockedView } from "../../state/locked-view-store.ts";
import { swapCompared } from "./frame-actions.ts";
import { largeFrame } from "./large-frame-handle.ts";
import { type CompareWay, patchSetView, useSetView } from "./set-view-store.ts";

const ways: readonly CompareWay[] = ["side", "slider", "difference"];

/** How two frames are compared, and the zoom they share. */
export function CompareBar({ isPair }: { readonly isPair: boolean }) {
	const { t } = useTranslation("sets");
	const way = useSetView((state) => state.way);
	const zoom = useLockedView((view) => view.zoom);
	return (
		<div className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface-1 px-2 py-1">
			{isPair && (
				<>
					<Segmented
						label={t("compare.way")}
						className="grid! auto-cols-auto grid-flow-col"
						value={way}
						onChange={(next) => patchSetView({ way: next })}
						segments={ways.map((value) => ({ value, label: t(`compare.${value}`) }))}
					/>
					<Button size="sm" look="quiet" icon={ArrowLeftRight} shortcut="S" onClick={swapCompared}>
						{t("compare.swap")}
					</Button>
				</>
			)}
			<div className="ml-auto flex items-center">
				<IconButton
					icon={Minus}
					label={t("zoomOut")}
					shortcut="−"
					disabled={zoom === 1}
					onClick={() => largeFrame()?.zoomOut()}
				/>
				<span className="nums w-12 text-center text-sm text-text-2">
					{/* Pictures of several sizes share it: it is times the whole picture, not of its pixels. */}
					{zoom === 1
						? t("fit")
						: t("compare.zoomValue", {
								zoom: formatNumber(zoom, { maximumFractionDigits: 1 }),
							})}
				</span>
				<IconButton
					icon={Plus}
					label={t("zoomIn")}
					shortcut="+"
					onClick={() => largeFrame()?.zoomIn()}
				/>
				<IconButton
					icon={Maximize}
					label={t("compare.whole")}
					disabled={zoom === 1}
					onClick={showWhole}
				/>
			</div>
		</div>
	);
}
