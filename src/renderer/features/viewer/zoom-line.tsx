import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { formatPixels, formatZoom } from "../../bridge/format.ts";
import type { Zoom } from "../../kit/use-zoom.ts";
import { ZoomBar } from "../../kit/zoom-bar.tsx";

/** How large the picture is and how large it is shown. */
export function ZoomLine({ record, zoom }: { readonly record: ImageRecord; readonly zoom: Zoom }) {
	const { t } = useTranslation("viewer");
	const shown = formatZoom(zoom.magnification);
	const words = {
		...{ smaller: t("zoomOut"), larger: t("zoomIn"), fit: t("fit") },
		...{ actualSize: t("actualSize"), shown, said: t("zoom", { zoom: shown }) },
	};
	return (
		<ZoomBar zoom={zoom} words={words}>
			<span className="nums truncate">{formatPixels(record.width, record.height)}</span>
		</ZoomBar>
	);
}
