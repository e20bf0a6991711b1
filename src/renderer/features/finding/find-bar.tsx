import { PanelLeft, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../kit/icon-button.tsx";
import { showPictures } from "../../state/finding.ts";
import { isUnfiltered } from "../../state/library-query-identity.ts";
import { useLibrary } from "../../state/library-store.ts";
import { ColourTool } from "./colour-tool.tsx";
import { FiltersTool } from "./filters-tool.tsx";
import { FindField } from "./find-field.tsx";
import { OrderTool } from "./order-tool.tsx";
import { SaveTool } from "./save-tool.tsx";
import { useSide } from "./use-side.ts";

/** What is looked for in the gallery and in which order it stands; chips below, where they have room. Stands in the gallery's own bar. */
export function FindBar() {
	const { t } = useTranslation("finding");
	const isNarrowed = useLibrary(
		({ query }) => !isUnfiltered(query) || (query.order?.by ?? "newest") !== "newest",
	);
	const side = useSide();
	const [chips, setChips] = useState<HTMLElement | null>(null);
	return (
		<search aria-label={t("bar.name")} className="min-w-0 py-1.5">
			<div className="flex min-w-0 items-center gap-1">
				{!side.isShown && (
					<IconButton
						icon={PanelLeft}
						size="sm"
						className="-ml-1.5"
						label={t("side.show")}
						onClick={() => side.show(true)}
					/>
				)}
				<FindField chipsIn={chips} className="min-w-0 flex-1" />
				{isNarrowed && (
					<IconButton icon={X} size="sm" label={t("bar.clear")} onClick={() => showPictures()} />
				)}
				{isNarrowed && <SaveTool />}
				<FiltersTool />
				<OrderTool />
				<ColourTool />
			</div>
			<div ref={setChips} className="flex flex-wrap items-center gap-1 pt-1.5 empty:hidden" />
		</search>
	);
}
