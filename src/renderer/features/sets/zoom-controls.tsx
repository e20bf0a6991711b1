import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { formatZoom } from "../../bridge/format.ts";
import type { Zoom } from "../../kit/use-zoom.ts";
import { ZoomBar } from "../../kit/zoom-bar.tsx";

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
	const shown = formatZoom(zoom.magnification);
	const words = {
		...{ smaller: t("zoomOut"), larger: t("zoomIn"), fit: t("fit") },
		...{ actualSize: t("actualSize"), shown, said: t("zoom", { zoom: shown }) },
	};
	return (
		<ZoomBar zoom={zoom} words={words}>
			{children}
		</ZoomBar>
	);
}
