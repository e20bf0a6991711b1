import {
	ArrowLeft,
	Columns2,
	GalleryHorizontalEnd,
	LayoutGrid,
	type LucideIcon,
	Play,
	Square,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { shortcutLabel } from "../../bridge/shortcut-label.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Select } from "../../kit/select.tsx";
import { Slider } from "../../kit/slider.tsx";
import { useApp } from "../../state/app-store.ts";
import { leaveStage } from "../../state/selection-store.ts";
import { countMarks, setFilters } from "../../state/set-frames.ts";
import { ExportMenu } from "./export-menu.tsx";
import { compareChosen, framesToCompare } from "./frame-actions.ts";
import { SetTitle } from "./set-title.tsx";
import { cellWidths, patchSetView, setFilter, setMode, useSetView } from "./set-view-store.ts";

const modes: readonly {
	readonly value: "sheet" | "strip" | "full" | "compare";
	readonly icon: LucideIcon;
}[] = [
	{ value: "sheet", icon: LayoutGrid },
	{ value: "strip", icon: GalleryHorizontalEnd },
	{ value: "full", icon: Square },
	{ value: "compare", icon: Columns2 },
];

/** What set it is, how it stands, how it is looked at, and the way out. */
export function SetHeader({
	detail,
	slots,
}: {
	readonly detail: SetDetail;
	/** Those in sight. */
	readonly slots: readonly SetSlot[];
}) {
	const { t } = useTranslation("sets");
	const platform = useApp((state) => state.info?.platform ?? "linux");
	return (
		<header className="@container shrink-0 border-b border-line bg-surface-1">
			<div className="flex h-10 items-center gap-1 pr-2 pl-2">
				<IconButton
					icon={ArrowLeft}
					label={t("back")}
					shortcut={shortcutLabel("Escape", platform)}
					onClick={leaveStage}
				/>
				<SetTitle detail={detail} />
				<p className="ml-1 hidden max-w-60 shrink-0 truncate text-sm text-text-3 @2xl:block">
					{t("made", { gateway: detail.gatewayTitle, model: detail.modelTitle })}
				</p>
				<p className="nums mr-2 ml-auto shrink-0 pl-2 text-sm text-text-2">
					<Counts detail={detail} />
				</p>
				<ExportMenu detail={detail} slots={slots} />
			</div>
			<Views slots={slots} />
		</header>
	);
}

function Counts({ detail }: { readonly detail: SetDetail }) {
	const { t } = useTranslation("sets");
	const { picked, rejected } = countMarks(detail);
	return [
		t("count", { count: detail.slots.length }),
		picked > 0 ? t("counts.picked", { count: picked }) : "",
		rejected > 0 ? t("counts.rejected", { count: rejected }) : "",
	]
		.filter((part) => part !== "")
		.join(" · ");
}

function Views({ slots }: { readonly slots: readonly SetSlot[] }) {
	const { t } = useTranslation("sets");
	const mode = useSetView((state) => state.mode);
	const filter = useSetView((state) => state.filter);
	const cellWidth = useSetView((state) => state.cellWidth);
	const chosen = useSetView((state) => state.chosen);
	const current = useSetView((state) => state.current);
	const mayCompare = framesToCompare(slots, { chosen, current }).length > 0;
	return (
		<div className="flex min-h-10 flex-wrap items-center gap-2 px-2 pb-1">
			<Segmented
				label={t("mode.label")}
				className="grid! auto-cols-auto grid-flow-col"
				value={mode === "slides" ? null : mode}
				onChange={(next) => (next === "compare" ? compareChosen() : setMode(next))}
				segments={modes.map(({ value, icon: Icon }) => ({
					value,
					label: t(`mode.${value}`),
					disabled: value === "compare" && mode !== "compare" && !mayCompare,
					face: (
						<span className="flex items-center gap-1.5" title={t(`mode.${value}`)}>
							<Icon aria-hidden size={14} strokeWidth={1.75} />
							<span className="hidden @2xl:inline">{t(`mode.${value}`)}</span>
						</span>
					),
				}))}
			/>
			<IconButton
				icon={Play}
				label={t("mode.slides")}
				shortcut="L"
				onClick={() => setMode("slides")}
			/>
			{mode === "sheet" && (
				<Slider
					label={t("size")}
					value={cellWidth}
					onChange={(width) => patchSetView({ cellWidth: width })}
					min={cellWidths.min}
					max={cellWidths.max}
					step={10}
					className="w-20 @xl:w-28"
				/>
			)}
			<Select
				label={t("filter.label")}
				value={filter}
				onChange={setFilter}
				options={setFilters.map((value) => ({ value, label: t(`filter.${value}`) }))}
				className="ml-auto w-28! @xl:w-32!"
			/>
		</div>
	);
}
