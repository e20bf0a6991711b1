import { useTranslation } from "react-i18next";
import { countHovering } from "../features/compose/read-drop.ts";
import { takeDrop } from "../features/compose/take-references.ts";
import { GalleryView } from "../features/gallery/gallery-view.tsx";
import { ViewerView } from "../features/viewer/viewer-view.tsx";
import { DropZone } from "../kit/drop-zone.tsx";
import { useSelection } from "../state/selection-store.ts";
import { togglePanel } from "../state/view-store.ts";
import { Greeting, useGreeting } from "./greeting.tsx";
import { isOwnDrag } from "./own-drag.ts";

/**
 * Gallery or viewer. The gallery stays where it was scrolled to while one picture is looked at.
 * Pictures dropped here become references, as they do beside the prompt.
 */
export function Stage() {
	const { t } = useTranslation("app");
	const viewing = useSelection((state) => state.stage === "viewer");
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
			<div className={viewing ? "invisible h-full" : "h-full"} inert={viewing}>
				<GalleryView greeting={greet ? <Greeting /> : undefined} />
			</div>
			{viewing && (
				<div className="absolute inset-0">
					<ViewerView />
				</div>
			)}
		</DropZone>
	);
}
