import { ArrowLeftRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Capability } from "../../../contract/capability.ts";
import { suggestedSize } from "../../../contract/check-size.ts";
import type { RequestSize } from "../../../contract/generation.ts";
import { formatPixels } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { NumberField } from "../../kit/number-field.tsx";

type Pixels = Extract<RequestSize, { kind: "pixels" }>;

/** Exact pixels. An empty field is kept as 0, which blocks sending and is spoken of. */
export function CustomSize({
	size,
	capability,
	onChange,
}: {
	readonly size: Pixels;
	readonly capability: Capability;
	readonly onChange: (size: Pixels) => void;
}) {
	const { t } = useTranslation("compose");
	const { width, height } = size;
	const max = capability.size.free?.maxSide;
	const side = (value: number | null) => Math.round(value ?? 0);
	const field = { min: 1, max, step: 16, unit: t("size.unit"), className: "min-w-0 flex-1" };
	return (
		<div className="mt-2 flex items-center gap-1">
			<NumberField
				{...field}
				label={t("size.width")}
				value={width === 0 ? null : width}
				onChange={(value) => onChange({ ...size, width: side(value) })}
			/>
			<IconButton
				icon={ArrowLeftRight}
				label={t("size.swap")}
				side="top"
				onClick={() => onChange({ ...size, width: height, height: width })}
			/>
			<NumberField
				{...field}
				label={t("size.height")}
				value={height === 0 ? null : height}
				onChange={(value) => onChange({ ...size, height: side(value) })}
			/>
		</div>
	);
}

/** The nearest size that fits, where the typed one does not. */
export function SuggestedSize({
	size,
	capability,
	references,
	onChange,
}: {
	readonly size: RequestSize;
	readonly capability: Capability;
	/** How many the request has. */
	readonly references: number;
	readonly onChange: (size: RequestSize) => void;
}) {
	const { t } = useTranslation("compose");
	const suggested = suggestedSize(size, capability, references);
	if (suggested === undefined) return null;
	return (
		<Button size="sm" className="mt-2" onClick={() => onChange({ kind: "pixels", ...suggested })}>
			{t("size.use", { pixels: formatPixels(suggested.width, suggested.height) })}
		</Button>
	);
}
