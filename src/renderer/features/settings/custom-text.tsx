import { useTranslation } from "react-i18next";
import { Field } from "../../kit/field.tsx";
import { TextField } from "../../kit/text-field.tsx";
import type { CustomEditing } from "./custom-editing.ts";
import type { CustomTexts } from "./custom-form.ts";

/** One line of the description. */
export function CustomText({
	editing: { form, change, problemAt },
	name,
	path = name,
	hint,
}: {
	readonly editing: CustomEditing;
	readonly name: keyof CustomTexts;
	/** Where it stands in the description; absent: under its own name. */
	readonly path?: string;
	readonly hint?: string;
}) {
	const { t } = useTranslation("custom");
	return (
		<Field label={t(`field.${name}`)} hint={hint} problem={problemAt(path)} className="min-w-0">
			<TextField value={form[name]} onChange={(value) => change({ [name]: value })} mono />
		</Field>
	);
}
