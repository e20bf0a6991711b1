import { useTranslation } from "react-i18next";
import { formatNumber } from "../../bridge/format.ts";
import { Field } from "../../kit/field.tsx";
import { NumberField } from "../../kit/number-field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { type ExportNumber, type ExportWishes, exportBounds, isPossible } from "./export-order.ts";

type Fields = {
	readonly wishes: ExportWishes;
	readonly patch: (change: Partial<ExportWishes>) => void;
};

/** Paper, its direction, and what stands on each page. */
export function PaperFields({ wishes, patch }: Fields) {
	const { t } = useTranslation("sets");
	return (
		<>
			<div className="grid grid-cols-2 gap-3">
				<Field label={t("export.paper")} buttonLike>
					<Segmented
						value={wishes.paper}
						onChange={(paper) => patch({ paper })}
						segments={(["a4", "letter"] as const).map((value) => ({
							value,
							label: t(`export.paper.${value}`),
						}))}
					/>
				</Field>
				<Field label={t("export.orientation")} buttonLike>
					<Segmented
						value={wishes.orientation}
						onChange={(orientation) => patch({ orientation })}
						segments={(["portrait", "landscape"] as const).map((value) => ({
							value,
							label: t(`export.orientation.${value}`),
						}))}
					/>
				</Field>
			</div>
			<Field label={t("export.pageTitle")}>
				<TextField value={wishes.title} onChange={(title) => patch({ title })} maxLength={200} />
			</Field>
		</>
	);
}

export function AnimationFields({ wishes, patch }: Fields) {
	const { t } = useTranslation("sets");
	return (
		<>
			<Field label={t("export.format")} hint={t(`export.formatHint.${wishes.format}`)} buttonLike>
				<Segmented
					value={wishes.format}
					onChange={(format) => patch({ format })}
					segments={(["webp", "gif"] as const).map((value) => ({
						value,
						label: t(`export.format.${value}`),
					}))}
				/>
			</Field>
			<div className="grid grid-cols-2 gap-3">
				<ExportNumberField number="secondsPerFrame" step={0.1} wishes={wishes} patch={patch} />
				<ExportNumberField number="maxSide" step={100} wishes={wishes} patch={patch} />
			</div>
		</>
	);
}

/** One number of an export, with what it may be where it is not. */
export function ExportNumberField({
	number,
	step,
	wishes,
	patch,
}: Fields & { readonly number: ExportNumber; readonly step: number }) {
	const { t } = useTranslation("sets");
	const { min, max } = exportBounds[number];
	const typed = wishes[number];
	return (
		<Field
			label={t(`export.${number}`)}
			problem={
				isPossible(number, typed)
					? undefined
					: t("export.between", { min: formatNumber(min), max: formatNumber(max) })
			}
		>
			<NumberField
				value={typed}
				onChange={(next) => patch({ [number]: next })}
				min={min}
				max={max}
				step={step}
				steppers
				unit={number === "maxSide" ? t("export.px") : undefined}
				format={{ maximumFractionDigits: 2, useGrouping: false }}
			/>
		</Field>
	);
}
