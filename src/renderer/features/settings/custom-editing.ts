import { useTranslation } from "react-i18next";
import type { CustomForm, CustomProblems } from "./custom-form.ts";

/** What every part of the description's form works on. */
export type CustomEditing = {
	readonly form: CustomForm;
	readonly change: (patch: Partial<CustomForm>) => void;
	/** The sentence for a field, by its path in the description; nothing when it is fine. */
	readonly problemAt: (path: string) => string | undefined;
};

export function useCustomEditing(
	form: CustomForm,
	problems: CustomProblems,
	onChange: (form: CustomForm) => void,
): CustomEditing {
	const { t } = useTranslation("custom");
	return {
		form,
		change: (patch) => onChange({ ...form, ...patch }),
		problemAt: (path) => {
			const fault = problems.get(path);
			return fault && t(`problem.${fault}`);
		},
	};
}
