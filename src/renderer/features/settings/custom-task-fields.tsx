import { useTranslation } from "react-i18next";
import type { CustomEditing } from "./custom-editing.ts";
import { CustomText } from "./custom-text.tsx";
import { FormGroup } from "./form-group.tsx";
import { SampleCheck } from "./sample-check.tsx";

/** Where a task gateway is asked, and where things stand in its replies. */
export function CustomTaskFields({ editing }: { readonly editing: CustomEditing }) {
	const { t } = useTranslation("custom");
	return (
		<>
			<FormGroup title={t("asking.title")}>
				<CustomText editing={editing} name="submitPath" hint={t("hint.submitPath")} />
				<CustomText editing={editing} name="pollPath" hint={t("hint.pollPath")} />
			</FormGroup>
			<FormGroup title={t("reading.title")} lead={t("reading.lead")}>
				<div className="grid grid-cols-2 gap-3">
					<CustomText editing={editing} name="idPlace" />
					<CustomText editing={editing} name="statusPlace" />
					<CustomText editing={editing} name="resultPlace" />
					<CustomText editing={editing} name="errorPlace" />
				</div>
				<CustomText editing={editing} name="doneWords" />
				<CustomText editing={editing} name="failedWords" hint={t("hint.words")} />
				<SampleCheck form={editing.form} change={editing.change} />
			</FormGroup>
		</>
	);
}
