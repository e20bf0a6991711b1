import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { useCustomEditing } from "./custom-editing.ts";
import type { CustomForm, CustomProblems } from "./custom-form.ts";
import { CustomModels } from "./custom-models.tsx";
import { filledLike, presetsFor } from "./custom-presets.ts";
import { CustomReferences } from "./custom-references.tsx";
import { CustomSyncFields } from "./custom-sync-fields.tsx";
import { CustomTaskFields } from "./custom-task-fields.tsx";
import { CustomText } from "./custom-text.tsx";
import { Fold } from "./fold.tsx";

/** Everything the designer says of a gateway the app does not know. */
export function CustomPart({
	form,
	problems,
	onChange,
}: {
	readonly form: CustomForm;
	readonly problems: CustomProblems;
	readonly onChange: (form: CustomForm) => void;
}) {
	const { t } = useTranslation("custom");
	const editing = useCustomEditing(form, problems, onChange);
	const isTask = form.kind === "task";
	const folded = isTask ? ["tierField"] : ["tierField", "submitPath"];
	return (
		<>
			<div className="flex items-start justify-between gap-4">
				<p className="min-w-0 text-sm text-text-3">{isTask ? t("intro.task") : t("intro.sync")}</p>
				<Menu
					entries={presetsFor(form.kind).map((preset) => ({
						id: preset.name,
						label: preset.name,
						onSelect: () => onChange(filledLike(form, preset)),
					}))}
				>
					<Button size="sm" icon={ChevronDown}>
						{t("fill")}
					</Button>
				</Menu>
			</div>
			<CustomModels editing={editing} />
			{isTask ? <CustomTaskFields editing={editing} /> : <CustomSyncFields editing={editing} />}
			<CustomReferences editing={editing} />
			<Fold title={t("advanced")} wrong={folded.some((path) => problems.has(path))}>
				{!isTask && <CustomText editing={editing} name="submitPath" hint={t("hint.submitPath")} />}
				<CustomText editing={editing} name="tierField" hint={t("hint.tierField")} />
			</Fold>
		</>
	);
}
