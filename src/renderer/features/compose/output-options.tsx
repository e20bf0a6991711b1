import { useTranslation } from "react-i18next";
import { Field } from "../../kit/field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { Switch } from "../../kit/switch.tsx";
import { setFormat, setStream, setWatermark } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import type { Target } from "../../state/targets.ts";
import type { ComposeForm } from "./compose-form.ts";
import { sentencesOf } from "./problem-sentence.ts";
import { PART_ATTRIBUTE } from "./show-problem.ts";

/** File format, where the gateway lets one choose. */
export function FormatChoice({
	form: { draft, problems },
	target: { capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	const { formats } = capability;
	if (formats.length < 2) return null;
	const [problem] = sentencesOf(problems, "format", "block");
	return (
		<div {...{ [PART_ATTRIBUTE]: "format" }}>
			<Field label={t("format.label")} problem={problem} buttonLike>
				<Segmented
					value={draft.format ?? null}
					segments={formats.map((format) => ({ value: format, label: format.toUpperCase() }))}
					onChange={(format) => editDraft((before) => setFormat(before, format))}
				/>
			</Field>
		</div>
	);
}

/** The gateway's own mark, where it can be left off. */
export function WatermarkChoice({
	form: { draft },
	target: { capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	if (capability.watermark === undefined) return null;
	return (
		<div {...{ [PART_ATTRIBUTE]: "watermark" }}>
			<Switch
				label={t("watermark.label")}
				detail={t("watermark.detail")}
				checked={draft.watermark ?? capability.watermark.default}
				onChange={(watermark) => editDraft((before) => setWatermark(before, watermark))}
			/>
		</div>
	);
}

/** Whether pictures come one by one, where the gateway can do that. */
export function StreamChoice({
	form: { draft },
	target: { capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	if (capability.stream === undefined) return null;
	return (
		<div {...{ [PART_ATTRIBUTE]: "stream" }}>
			<Switch
				label={t("stream.label")}
				detail={t("stream.detail")}
				checked={draft.stream ?? capability.stream.default}
				onChange={(stream) => editDraft((before) => setStream(before, stream, capability))}
			/>
		</div>
	);
}
