import type { ReactElement } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Popover } from "../../kit/popover.tsx";
import { TokenField } from "../../kit/token-field.tsx";
import { useAction } from "../../state/action-registry.ts";
import { useChosenRecords } from "../../state/chosen-records.ts";
import { useTagField } from "../../state/tag-field.ts";
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
	const field = useTagField(chosen, useChosenRecords(chosen));
	return <TokenField className="w-72" {...field} />;
}
