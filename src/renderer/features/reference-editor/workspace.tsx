import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Segmented } from "../../kit/segmented.tsx";
import type { ReferenceEditing } from "../../state/reference-editor.ts";
import { cropToRatio } from "./crop-drag.ts";
import { type Size, turnedSize } from "./edit-geometry.ts";
import { cropped, type Edit, padded, painted } from "./edit-state.ts";
import { markColours, type RatioChoice, ratioOf } from "./editor-choices.ts";
import { CropOptions, PadOptions, PaintOptions } from "./editor-options.tsx";
import { EditorStage, type EditorTool } from "./editor-stage.tsx";
import type { Brush } from "./paint-layer.tsx";
import { useEditorPicture } from "./use-editor-picture.ts";

const firstBrush: Brush = {
	kind: "stroke",
	colour: markColours[0]?.value ?? "#ff2d2d",
	width: 0.015,
};

/** The picture, and beside it the tool in hand with its choices. */
export function Workspace({
	editing,
	edit,
	original,
	onChange,
}: {
	readonly editing: ReferenceEditing;
	readonly edit: Edit;
	readonly original: Size;
	readonly onChange: (edit: Edit, merge?: string) => void;
}) {
	const { t } = useTranslation("reference-editor");
	const { source, isMissing } = useEditorPicture(editing.reference.id);
	const [tool, setTool] = useState<EditorTool>("crop");
	const [brush, setBrush] = useState(firstBrush);
	const [ratio, setRatio] = useState<RatioChoice>("free");
	// A shape that was chosen no longer holds when something else changed the crop.
	const [shaped, setShaped] = useState(edit.crop);
	if (edit.crop !== shaped) {
		setShaped(edit.crop);
		setRatio("free");
	}
	const whole = turnedSize(original, edit.turn);
	const wanted = ratio === "original" ? whole.width / whole.height : ratioOf(ratio);
	const changeCrop = (next: Edit, merge?: string) => {
		setShaped(next.crop);
		onChange(next, merge);
	};
	const chooseRatio = (choice: RatioChoice) => {
		setRatio(choice);
		const number = choice === "original" ? whole.width / whole.height : ratioOf(choice);
		if (number !== undefined) changeCrop(cropped(edit, cropToRatio(edit.crop, whole, number)));
	};
	return (
		<div className="flex min-h-0 flex-1">
			<EditorStage
				source={source}
				isMissing={isMissing}
				edit={edit}
				original={original}
				tool={tool}
				ratio={wanted}
				brush={brush}
				onCrop={(crop, merge) => changeCrop(cropped(edit, crop), merge)}
				onPaint={(mark) => onChange(painted(edit, mark))}
			/>
			<div className="flex w-64 shrink-0 flex-col gap-3 overflow-y-auto border-l border-line p-4">
				<Segmented
					label={t("tool")}
					value={tool}
					onChange={setTool}
					segments={[
						{ value: "crop", label: t("tool.crop") },
						{ value: "pad", label: t("tool.pad") },
						{ value: "paint", label: t("tool.paint") },
					]}
				/>
				{tool === "crop" && (
					<CropOptions
						ratio={ratio}
						isCropped={edit.crop !== undefined}
						onRatio={chooseRatio}
						onClear={() => {
							setRatio("free");
							changeCrop(cropped(edit, undefined));
						}}
					/>
				)}
				{tool === "pad" && (
					<PadOptions pad={edit.pad} onPad={(pad, merge) => onChange(padded(edit, pad), merge)} />
				)}
				{tool === "paint" && <PaintOptions brush={brush} onBrush={setBrush} />}
			</div>
		</div>
	);
}
