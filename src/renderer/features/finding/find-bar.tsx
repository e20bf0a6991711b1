import { PanelLeft, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../kit/icon-button.tsx";
import { useAction } from "../../state/action-registry.ts";
import { showPictures } from "../../state/finding.ts";
import { isUnfiltered } from "../../state/library-query-identity.ts";
import { useLibrary } from "../../state/library-store.ts";
import { useSelection } from "../../state/selection-store.ts";
import { ColourTool } from "./colour-tool.tsx";
import { FiltersTool } from "./filters-tool.tsx";
import { FindField } from "./find-field.tsx";
import { OrderTool } from "./order-tool.tsx";
import { SaveTool } from "./save-tool.tsx";
import { useSide } from "./use-side.ts";

/** What is looked for in the gallery and in which order it stands. Stands in the gallery's own bar. */
export function FindBar() {
	const { t } = useTranslation("finding");
	const field = useRef<HTMLInputElement>(null);
	const isInSight = useSelection((state) => state.stage === "gallery");
	const isNarrowed = useLibrary(
		({ query }) => !isUnfiltered(query) || (query.order?.by ?? "newest") !== "newest",
	);
	const side = useSide();
	useAction(
		"gallery.search",
		() => {
			field.current?.focus();
			field.current?.select();
		},
		isInSight,
	);
	return (
		<search aria-label={t("bar.name")} className="flex min-w-0 items-center gap-1 py-1.5">
			{!side.isShown && (
				<IconButton
					icon={PanelLeft}
					size="sm"
					className="-ml-1.5"
					label={t("side.show")}
					onClick={() => side.show(true)}
				/>
			)}
			<FindField ref={field} className="min-w-32 flex-1" />
			{isNarrowed && (
				<IconButton icon={X} size="sm" label={t("bar.clear")} onClick={() => showPictures()} />
			)}
			<FiltersTool />
			<OrderTool />
			<ColourTool />
			{isNarrowed && <SaveTool />}
		</search>
	);
}
