import { useTranslation } from "react-i18next";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { formatNumber } from "../bridge/format.ts";
import { useTagEditor } from "./tag-editor.ts";

/** The longest text that is taken for tags, in characters; several may be pasted at once. */
const MAX_TEXT = 400;

/**
 * What a field of tokens shows and does to be the field of the tags of pictures; those that not all
 * of them have are faint.
 * @param records what is known of the pictures
 */
export function useTagField(ids: readonly ImageId[], records: readonly ImageRecord[]) {
	const { t } = useTranslation("finding");
	const editor = useTagEditor(ids, records);
	return {
		label: t("tags.add"),
		tokensLabel: t("tags.name"),
		placeholder: t("tags.hint"),
		tokens: editor.tags.map(({ name, count, isCommon }) => ({
			id: name,
			faint: !isCommon,
			label: isCommon
				? name
				: t("tags.some", {
						name,
						count: formatNumber(count),
						total: formatNumber(records.length),
					}),
		})),
		removeLabel: ({ label }: { readonly label: string }) => t("tags.remove", { label }),
		onRemove: ({ id }: { readonly id: string }) => editor.remove(id),
		text: editor.text,
		maxLength: MAX_TEXT,
		onText: editor.setText,
		suggestions: editor.suggestions.map(({ name, count }) => ({
			id: name.replaceAll(/\s+/g, "_"),
			label: name,
			detail: formatNumber(count),
		})),
		onChoose: ({ label }: { readonly label: string }) => editor.add(label),
		onEnter: () => editor.add(),
		onEscape: () => {
			if (editor.text === "") return false;
			editor.setText("");
			return true;
		},
	};
}
