import { useTranslation } from "react-i18next";
import { Panel, PanelHeader } from "../../kit/panel.tsx";
import { useSelection } from "../../state/selection-store.ts";
import { BoardInspector, Nothing } from "./board-inspector.tsx";
import { ManyInspector } from "./many-inspector.tsx";
import { PictureButtons, PictureInspector } from "./picture-inspector.tsx";

/** What is known of the chosen pictures. */
export function InspectorPanel() {
	const { t } = useTranslation("inspector");
	const current = useSelection((state) => state.current);
	const chosen = useSelection((state) => state.chosen);
	return (
		<Panel label={t("name")} className="h-full">
			<PanelHeader
				title={t("name")}
				actions={current !== undefined && chosen.length < 2 && <PictureButtons id={current} />}
			/>
			{current === undefined ? (
				<EmptyInspector />
			) : chosen.length > 1 ? (
				<ManyInspector chosen={chosen} current={current} />
			) : (
				<PictureInspector id={current} />
			)}
		</Panel>
	);
}

/** Nothing of the library is chosen; the board may have other things. */
function EmptyInspector() {
	const { t } = useTranslation("inspector");
	const isOnBoard = useSelection((state) => state.stage === "board");
	return isOnBoard ? <BoardInspector /> : <Nothing>{t("nothing")}</Nothing>;
}
