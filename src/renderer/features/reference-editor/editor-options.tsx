import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Slider } from "../../kit/slider.tsx";
import { ColourWell } from "./colour-well.tsx";
import type { Pad } from "./edit-state.ts";
import {
	markColours,
	type PadChoice,
	padChoiceOf,
	padChoices,
	padColours,
	type RatioChoice,
	ratioChoices,
	ratioOf,
} from "./editor-choices.ts";
import type { Brush } from "./paint-layer.tsx";

/** Of the longer side, in thousandths: a hair to a broad brush. */
const BRUSH = { min: 2, max: 120, step: 1 } as const;

export function CropOptions({
	ratio,
	isCropped,
	onRatio,
	onClear,
}: {
	readonly ratio: RatioChoice;
	readonly isCropped: boolean;
	readonly onRatio: (choice: RatioChoice) => void;
	readonly onClear: () => void;
}) {
	const { t } = useTranslation("reference-editor");
	return (
		<>
			<ShapeChoice
				label={t("crop.ratio")}
				choices={ratioChoices}
				value={ratio}
				words={(choice) =>
					choice === "free" || choice === "original" ? t(`crop.${choice}`) : choice
				}
				onChange={onRatio}
			/>
			<p className="text-sm text-text-3">{t("crop.help")}</p>
			<Button size="sm" disabled={!isCropped} onClick={onClear}>
				{t("crop.clear")}
			</Button>
		</>
	);
}

const fresh: Pad = { ratio: 1, fill: { kind: "colour", colour: "#ffffff" } };

export function PadOptions({
	pad,
	onPad,
}: {
	readonly pad: Pad | undefined;
	readonly onPad: (pad: Pad | undefined, merge?: string) => void;
}) {
	const { t } = useTranslation("reference-editor");
	const fill = pad?.fill ?? fresh.fill;
	const choose = (choice: PadChoice) => {
		const ratio = ratioOf(choice);
		onPad(ratio === undefined ? undefined : { ratio, fill });
	};
	return (
		<>
			<ShapeChoice
				label={t("pad.ratio")}
				choices={padChoices}
				value={padChoiceOf(pad?.ratio)}
				words={(choice) => (choice === "none" ? t("pad.none") : choice)}
				onChange={choose}
			/>
			{pad === undefined ? (
				<p className="text-sm text-text-3">{t("pad.help")}</p>
			) : (
				<>
					<Field label={t("pad.fill")} buttonLike>
						<Segmented
							value={fill.kind}
							onChange={(kind) => onPad({ ...pad, fill: kind === "blur" ? { kind } : fresh.fill })}
							segments={[
								{ value: "colour", label: t("pad.colour") },
								{ value: "blur", label: t("pad.blur") },
							]}
						/>
					</Field>
					{fill.kind === "colour" && (
						<ColourWell
							label={t("pad.colour")}
							value={fill.colour}
							colours={padColours}
							onChange={(colour) =>
								onPad({ ...pad, fill: { kind: "colour", colour } }, "pad colour")
							}
						/>
					)}
				</>
			)}
		</>
	);
}

export function PaintOptions({
	brush,
	onBrush,
}: {
	readonly brush: Brush;
	readonly onBrush: (brush: Brush) => void;
}) {
	const { t } = useTranslation("reference-editor");
	const size = Math.round(brush.width * 1000);
	return (
		<>
			<Segmented
				label={t("paint.way")}
				value={brush.kind}
				onChange={(kind) => onBrush({ ...brush, kind })}
				segments={[
					{ value: "stroke", label: t("paint.brush") },
					{ value: "area", label: t("paint.area") },
				]}
			/>
			<ColourWell
				label={t("paint.colour")}
				value={brush.colour}
				colours={markColours}
				onChange={(colour) => onBrush({ ...brush, colour })}
			/>
			{brush.kind === "stroke" && (
				<div>
					<div className="flex items-center justify-between text-sm font-medium text-text-2">
						<span aria-hidden>{t("paint.size")}</span>
						<span className="nums text-text-3">{formatNumber(size / 10)} %</span>
					</div>
					<Slider
						label={t("paint.size")}
						{...BRUSH}
						value={size}
						onChange={(next) => onBrush({ ...brush, width: next / 1000 })}
					/>
				</div>
			)}
			<p className="text-sm text-text-3">
				{t(brush.kind === "area" ? "paint.areaHelp" : "paint.help")}
			</p>
		</>
	);
}

/** A few shapes, each drawn beside its name. */
function ShapeChoice<V extends string>({
	label,
	choices,
	value,
	words,
	onChange,
}: {
	readonly label: string;
	readonly choices: readonly V[];
	readonly value: V | undefined;
	readonly words: (choice: V) => string;
	readonly onChange: (choice: V) => void;
}) {
	return (
		<fieldset>
			<legend className="mb-1 text-sm font-medium text-text-2">{label}</legend>
			<div className="grid grid-cols-2 gap-1">
				{choices.map((choice) => (
					<Button
						key={choice}
						size="sm"
						pressed={choice === value}
						className={clsx("justify-start!", choice === value && "border-accent! bg-accent-soft!")}
						onClick={() => onChange(choice)}
					>
						<ShapeSign ratio={ratioOf(choice)} />
						{words(choice)}
					</Button>
				))}
			</div>
		</fieldset>
	);
}

const SIGN_PX = 14;

function ShapeSign({ ratio = 1.2 }: { readonly ratio?: number }) {
	const width = ratio >= 1 ? SIGN_PX : SIGN_PX * ratio;
	return (
		<span aria-hidden className="mr-1 flex size-4 items-center justify-center">
			<span className="border border-current" style={{ width, height: width / ratio }} />
		</span>
	);
}
