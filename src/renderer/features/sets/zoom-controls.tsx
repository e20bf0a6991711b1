import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import type { Zoom } from "../../kit/use-zoom.ts";

/** How large a frame is shown, and buttons for it. */
export function ZoomControls({
	zoom,
	children,
}: {
	readonly zoom: Zoom;
	/** At the left. */
	readonly children: ReactNode;
}) {
	const { t } = useTranslation("sets");
	const shown = formatNumber(zoom.magnification, {
		style: "percent",
		maximumFractionDigits: zoom.magnification < 0.1 ? 1 : 0,
	});
	return (
		<div className="flex h-9 shrink-0 items-center gap-1 border-t border-line bg-surface-1 pr-2 pl-3 text-sm text-text-2">
			<div className="mr-auto flex min-w-0 flex-1 items-center gap-2">{children}</div>
			<IconButton
				icon={Minus}
				size="sm"
				label={t("zoomOut")}
				shortcut="−"
				side="top"
				onClick={zoom.zoomOut}
			/>
			<span className="nums w-11 text-center" role="status" aria-label={t("zoom", { zoom: shown })}>
				{shown}
			</span>
			<IconButton
				icon={Plus}
				size="sm"
				label={t("zoomIn")}
				shortcut="+"
				side="top"
				onClick={zoom.zoomIn}
			/>
			<Button size="sm" look="quiet" pressed={zoom.isFitted} onClick={zoom.fit}>
				{t("fit")}
			</Button>
			<Button
				size="sm"
				look="quiet"
				pressed={Math.abs(zoom.magnification - 1) < 0.001}
				onClick={zoom.actualSize}
			>
				{t("actualSize")}
			</Button>
		</div>
	);
}
