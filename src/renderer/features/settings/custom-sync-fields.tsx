import { useTranslation } from "react-i18next";
import { Checkbox } from "../../kit/checkbox.tsx";
import { Field } from "../../kit/field.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import type { CustomEditing } from "./custom-editing.ts";
import { FormGroup } from "./form-group.tsx";

const switches = ["watermark", "outputFormat", "stream", "responseFormat"] as const;

/** What the body of a gateway that answers at once may hold. */
export function CustomSyncFields({
	editing: { form, change },
}: {
	readonly editing: CustomEditing;
}) {
	const { t } = useTranslation("custom");
	return (
		<FormGroup title={t("asking.title")}>
			<Field label={t("count.label")} buttonLike>
				<Segmented
					value={form.count}
					onChange={(count) => change({ count })}
					segments={[
						{ value: "sequential", label: t("count.sequential") },
						{ value: "n", label: t("count.n") },
					]}
				/>
			</Field>
			<fieldset aria-label={t("switches")} className="flex flex-col gap-2">
				<div className="text-sm font-medium text-text-2">{t("switches")}</div>
				{switches.map((name) => (
					<Checkbox
						key={name}
						label={t(name)}
						checked={form[name]}
						onChange={(checked) => change({ [name]: checked })}
					/>
				))}
			</fieldset>
		</FormGroup>
	);
}
