import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Popover } from "../../kit/popover.tsx";
import { TokenField } from "../../kit/token-field.tsx";
import { useAction } from "../../state/action-registry.ts";
import { useChosenRecords } from "../../state/chosen-records.ts";
import { useTagEditor } from "../../state/tag-editor.ts";
import { openTool, useFinding } from "./finding-store.ts";

/** Tags of many pictures at once, from a button. */
export function TagsTool({
	chosen,
	children,
}: {
	readonly chosen: readonly ImageId[];
	readonly children: ReactElement;
}) {
	const { t } = useTranslation("finding");
	const isOpen = useFinding((state) => state.open === "tags");
	useAction("tags.edit", () => openTool("tags"));
	return (
		<Popover
			title={t("tags.many", { count: chosen.length, number: formatNumber(chosen.length) })}
			side="top"
			open={isOpen}
			onOpenChange={(next) => openTool("tags", next)}
			content={<ManyTags chosen={chosen} />}
		>
			{children}
		</Popover>
	);
}

function ManyTags({ chosen }: { readonly chosen: readonly ImageId[] }) {
	const { t } = useTranslation("finding");
	const records = useChosenRecords(chosen);
	const editor = useTagEditor(chosen, records);
	return (
		<TokenField
			className="w-72"
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
