import { ImageOff } from "lucide-react";
import { useCallback, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { PaintedMark } from "../../../contract/reference-edit.ts";
import { EmptyState } from "../../kit/empty-state.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { CanvasLayer } from "./canvas-layer.tsx";
import { CropFrame } from "./crop-frame.tsx";
import { drawResult, drawWhole, resultPlaces, wholePlace } from "./draw-edit.ts";
import { croppedSize, type Rect, type Size, turnedSize, wholePicture } from "./edit-geometry.ts";
import { type Edit, longer, toReferenceEdit } from "./edit-state.ts";
import { type Brush, PaintLayer } from "./paint-layer.tsx";
import { useBox } from "./use-box.ts";

export type EditorTool = "crop" | "pad" | "paint";

/** CSS px around the picture, so that the handles at its edges can be reached. */
const MARGIN = 24;

/** The picture as it will be, and what the tool in hand needs over it. */
export function EditorStage({
	source,
	isMissing,
	edit,
	original,
	tool,
	ratio,
	brush,
	onCrop,
	onPaint,
}: {
	readonly source: ImageBitmap | undefined;
	readonly isMissing: boolean;
	readonly edit: Edit;
	/** Pixels, before it was turned. */
	readonly original: Size;
	readonly tool: EditorTool;
	/** Of the crop; absent: free. */
	readonly ratio: number | undefined;
	readonly brush: Brush;
	readonly onCrop: (crop: Rect, merge?: string) => void;
	readonly onPaint: (mark: PaintedMark) => void;
}) {
	const { t } = useTranslation("reference-editor");
	const root = useRef<HTMLDivElement>(null);
	const box = useBox(root);
	const wanted = useMemo(() => toReferenceEdit(edit, original), [edit, original]);
	const inner = useMemo(
		() => ({
			width: Math.max(1, box.width - 2 * MARGIN),
			height: Math.max(1, box.height - 2 * MARGIN),
		}),
		[box],
	);
	const draw = useCallback(
		(context: CanvasRenderingContext2D) => {
			// A picture that was let go has no pixels any more.
			if (source === undefined || source.width === 0) return;
			context.translate(MARGIN, MARGIN);
			if (tool === "crop") drawWhole(context, source, edit, original, inner);
			else drawResult(context, source, wanted, original, inner);
		},
		[source, tool, edit, wanted, original, inner],
	);
	const whole = turnedSize(original, edit.turn);
	const isReady = source !== undefined && box.width > 0;
	return (
		<div ref={root} className="relative min-h-0 min-w-0 flex-1 overflow-hidden bg-surface-0">
			<CanvasLayer box={box} draw={draw} label={t("preview")} className="absolute inset-0" />
			{isReady && tool === "crop" && (
				<CropFrame
					crop={edit.crop}
					place={inset(wholePlace(edit, original, inner))}
					picture={whole}
					ratio={ratio}
					onCrop={onCrop}
				/>
			)}
			{isReady && tool === "paint" && (
				<PaintLayer
					box={box}
					place={inset(resultPlaces(wanted, original, inner).picture)}
					part={edit.crop ?? wholePicture}
					widthInWhole={longer(croppedSize(whole, edit.crop)) / longer(whole)}
					brush={brush}
					onPaint={onPaint}
				/>
			)}
			{!isReady && (
				<div className="absolute inset-0 flex items-center justify-center">
					{isMissing ? (
						<EmptyState icon={ImageOff} title={t("missing.title")}>
							{t("missing.text")}
						</EmptyState>
					) : (
						<Spinner label={t("loading")} />
					)}
				</div>
			)}
		</div>
	);
}

function inset(place: Rect): Rect {
	return { ...place, x: place.x + MARGIN, y: place.y + MARGIN };
}
