import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { formatNumber } from "../../bridge/format.ts";
import { TokenField } from "../../kit/token-field.tsx";
import { useTagEditor } from "../../state/tag-editor.ts";

/** The tags of pictures, to be read and written; those that not all of them have are in italics. */
export function TagsField({
	ids,
	records,
	input,
}: {
	readonly ids: readonly ImageId[];
	/** What is known of them. */
	readonly records: readonly ImageRecord[];
	readonly input?: Ref<HTMLInputElement>;
}) {
	const { t } = useTranslation("finding");
	const editor = useTagEditor(ids, records);
	return (
		<TokenField
			ref={input}
			label={t("tags.add")}
			tokensLabel={t("tags.name")}
			placeholder={t("tags.hint")}
			tokens={editor.tags.map(({ name, count, isCommon }) => ({
				id: name,
				faint: !isCommon,
				label: isCommon
					? name
					: t("tags.some", {
							name,
							count: formatNumber(count),
							total: formatNumber(records.length),
						}),
			}))}
			removeLabel={({ label }) => t("tags.remove", { label })}
			onRemove={({ id }) => editor.remove(id)}
			text={editor.text}
			maxLength={400}
			onText={editor.setText}
			suggestions={editor.suggestions.map(({ name, count }) => ({
				id: name.replaceAll(/\s+/g, "_"),
				label: name,
				detail: formatNumber(count),
			}))}
			onChoose={({ label }) => editor.add(label)}
			onEnter={() => editor.add()}
			onEscape={() => {
				if (editor.text === "") return false;
				editor.setText("");
				return true;
			}}
		/>
	);
}
