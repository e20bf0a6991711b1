import { useTranslation } from "react-i18next";
import { CompareView } from "../features/compare/compare-view.tsx";
import { countHovering } from "../features/compose/read-drop.ts";
import { takeDrop } from "../features/compose/take-references.ts";
import { GalleryView } from "../features/gallery/gallery-view.tsx";
import { ViewerView } from "../features/viewer/viewer-view.tsx";
import { DropZone } from "../kit/drop-zone.tsx";
import { isOwnDrag } from "../state/own-drag.ts";
import { useSelection } from "../state/selection-store.ts";
import { togglePanel } from "../state/view-store.ts";
import { Greeting, useGreeting } from "./greeting.tsx";

/**
 * Gallery, viewer or comparison. The gallery stays where it was scrolled to meanwhile.
 * Pictures dropped here become references, as they do beside the prompt.
 */
export function Stage() {
	const { t } = useTranslation("app");
	const stage = useSelection((state) => state.stage);
	const isCovered = stage !== "gallery";
	const greet = useGreeting();
	return (
		<DropZone
			className="min-h-0 flex-1 bg-surface-0"
			says={(types, items) =>
				isOwnDrag() || countHovering(types, items) === undefined ? undefined : t("stage.drop")
			}
			onDrop={(data) => {
				togglePanel("compose", true);
				void takeDrop(data);
			}}
		>
			<div className={isCovered ? "invisible h-full" : "h-full"} inert={isCovered}>
				<GalleryView greeting={greet ? <Greeting /> : undefined} />
			</div>
			{isCovered && (
				<div className="absolute inset-0">
					{stage === "viewer" ? <ViewerView /> : <CompareView />}
				</div>
			)}
		</DropZone>
	);
}
