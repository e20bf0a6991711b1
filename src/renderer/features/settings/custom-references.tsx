import { useTranslation } from "react-i18next";
import { Field } from "../../kit/field.tsx";
import { Select } from "../../kit/select.tsx";
import type { CustomEditing } from "./custom-editing.ts";
import { CustomText } from "./custom-text.tsx";
import { FormGroup } from "./form-group.tsx";

const ways = ["inline", "link", "upload", "none"] as const;

/** How references reach the gateway. */
export function CustomReferences({ editing }: { readonly editing: CustomEditing }) {
	const { t } = useTranslation("custom");
	const { form, change } = editing;
	const isTask = form.kind === "task";
	// The one field of a gateway that answers like Ark is Ark's own.
	const offered = ways.filter((way) => isTask || way !== "upload");
	const way = isTask || form.references !== "upload" ? form.references : "link";
	return (
		<FormGroup title={t("references.title")}>
			<Field label={t("references.way")} buttonLike>
				<Select
					value={way}
					onChange={(references) => change({ references })}
					options={offered.map((value) => ({ value, label: t(`references.${value}`) }))}
				/>
			</Field>
			{isTask && way !== "none" && <CustomText editing={editing} name="referencesField" />}
			{isTask && way === "upload" && (
				<>
					<CustomText
						editing={editing}
						name="uploadPath"
						path="upload.uploadPath"
						hint={t("hint.uploadPath")}
					/>
					<div className="grid grid-cols-2 gap-3">
						<CustomText editing={editing} name="uploadField" path="upload.uploadField" />
						<CustomText editing={editing} name="uploadPlace" path="upload.uploadPlace" />
					</div>
				</>
			)}
		</FormGroup>
	);
}
