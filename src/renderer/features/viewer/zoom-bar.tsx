import { Minus, Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { formatNumber, formatPixels } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import type { Zoom } from "../../kit/use-zoom.ts";

/** How large the picture is and how large it is shown. */
export function ZoomBar({ record, zoom }: { readonly record: ImageRecord; readonly zoom: Zoom }) {
	const { t } = useTranslation("viewer");
	const shown = formatNumber(zoom.magnification, {
		style: "percent",
		maximumFractionDigits: zoom.magnification < 0.1 ? 1 : 0,
	});
	return (
		<div className="flex h-8 shrink-0 items-center gap-1 border-t border-line bg-surface-1 pr-2 pl-4 text-sm text-text-2">
			<span className="nums mr-auto truncate">{formatPixels(record.width, record.height)}</span>
			<IconButton
				icon={Minus}
				size="sm"
				label={t("zoomOut")}
				shortcut="−"
				side="top"
				onClick={zoom.zoomOut}
			/>
			<span className="nums w-12 text-center" role="status" aria-label={t("zoom", { zoom: shown })}>
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
