import { useTranslation } from "react-i18next";
import { exportMetadata } from "../../../contract/picture-export.ts";
import { formatBytes, formatNumber } from "../../bridge/format.ts";
import { Checkbox } from "../../kit/checkbox.tsx";
import { Field } from "../../kit/field.tsx";
import { NumberField } from "../../kit/number-field.tsx";
import { RadioList } from "../../kit/radio-list.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Select } from "../../kit/select.tsx";
import {
	canLimitBytes,
	type ExportWishes,
	exportFormats,
	exportLimits,
	exportSides,
	leavesPromptsOut,
	metadataOf,
	useExportWishes,
} from "./export-wishes.ts";

const put = (change: Partial<ExportWishes>) => useExportWishes.setState(change);

/** What becomes of each picture: its metadata, format, size and weight. */
export function PictureFields() {
	const { t } = useTranslation("exporting");
	const wishes = useExportWishes();
	const { format, maxSide, maxBytes } = wishes;
	const metadata = metadataOf(wishes);
	const discreet = leavesPromptsOut(wishes);
	const isAnew = format !== "same" || maxSide > 0;
	// Without prompts a file as it came leaves clean, and one with its recipe is only marked.
	const offered = discreet ? (["clean", "marked"] as const) : exportMetadata;
	const shown = discreet && metadata === "as-is" ? "clean" : metadata;
	return (
		<>
			<fieldset>
				<legend className="mb-2 text-sm font-medium text-text-2">{t("metadata")}</legend>
				<RadioList
					label={t("metadata")}
					value={discreet && shown === "recipe" ? "marked" : shown}
					onChange={(next) =>
						put(wishes.kind === "hand-off" ? { packMetadata: next } : { metadata: next })
					}
					options={offered.map((value) => ({
						value,
						label: t(`metadata.${value}`),
						detail: t(
							value === "as-is" && isAnew ? "metadata.as-is.anew" : `metadata.${value}.detail`,
						),
					}))}
				/>
			</fieldset>
			<Field label={t("format")} buttonLike>
				<Segmented
					value={format}
					onChange={(next) => put({ format: next })}
					segments={exportFormats.map((value) => ({ value, label: t(`format.${value}`) }))}
				/>
			</Field>
			<div className="grid grid-cols-2 gap-3">
				<Field label={t("side")} buttonLike>
					<Select
						value={String(maxSide)}
						onChange={(next) =>
							put({ maxSide: exportSides.find((side) => String(side) === next) ?? 0 })
						}
						options={exportSides.map((side) => ({
							value: String(side),
							label: side === 0 ? t("side.same") : t("side.px", { side: formatNumber(side) }),
						}))}
					/>
				</Field>
				<Field
					label={t("limit")}
					hint={canLimitBytes({ format }) ? undefined : t("limit.why")}
					buttonLike
				>
					<Select
						value={canLimitBytes({ format }) ? String(maxBytes) : "0"}
						disabled={!canLimitBytes({ format })}
						onChange={(next) =>
							put({ maxBytes: exportLimits.find((limit) => String(limit) === next) ?? 0 })
						}
						options={exportLimits.map((limit) => ({
							value: String(limit),
							label: limit === 0 ? t("limit.none") : t("limit.most", { size: formatBytes(limit) }),
						}))}
					/>
				</Field>
			</div>
		</>
	);
}

/** What a hand-off pack is for: whether its prompts are anybody's business. */
export function PackFields() {
	const { t } = useTranslation("exporting");
	const { withoutPrompts, paper } = useExportWishes();
	return (
		<>
			<Checkbox
				label={t("withoutPrompts")}
				detail={t("withoutPrompts.detail")}
				checked={withoutPrompts}
				onChange={(next) => put({ withoutPrompts: next })}
			/>
			<PaperField paper={paper} label={t("sheetPaper")} />
		</>
	);
}

/** How a contact sheet is laid out. */
export function SheetFields() {
	const { t } = useTranslation("exporting");
	const { paper, orientation, columns, captions } = useExportWishes();
	return (
		<>
			<div className="grid grid-cols-2 gap-3">
				<PaperField paper={paper} label={t("paper")} />
				<Field label={t("orientation")} buttonLike>
					<Segmented
						value={orientation}
						onChange={(next) => put({ orientation: next })}
						segments={(["portrait", "landscape"] as const).map((value) => ({
							value,
							label: t(`orientation.${value}`),
						}))}
					/>
				</Field>
			</div>
			<Field label={t("columns")}>
				<NumberField
					value={columns}
					onChange={(next) => next !== null && put({ columns: Math.min(8, Math.max(2, next)) })}
					min={2}
					max={8}
					steppers
				/>
			</Field>
			<Checkbox
				label={t("captions")}
				detail={t("captions.detail")}
				checked={captions}
				onChange={(next) => put({ captions: next })}
			/>
		</>
	);
}

function PaperField({ paper, label }: { readonly paper: "a4" | "letter"; readonly label: string }) {
	const { t } = useTranslation("exporting");
	return (
		<Field label={label} buttonLike>
			<Segmented
				value={paper}
				onChange={(next) => put({ paper: next })}
				segments={(["a4", "letter"] as const).map((value) => ({
					value,
					label: t(`paper.${value}`),
				}))}
			/>
		</Field>
	);
}
