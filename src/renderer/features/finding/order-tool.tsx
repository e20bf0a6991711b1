import { ArrowDownWideNarrow } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { LibraryOrder } from "../../../contract/library-query.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { orderGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { openTool } from "./finding-store.ts";

const plain = [
	"newest",
	"oldest",
	"stars",
	"price",
] as const satisfies readonly LibraryOrder["by"][];

/** In which order the pictures stand. */
export function OrderTool() {
	const { t } = useTranslation("finding");
	const by = useLibrary((state) => state.query.order?.by ?? "newest");
	const entry = (order: "newest" | "oldest" | "stars" | "price" | "duplicates"): MenuEntry => ({
		id: order,
		label: t(`order.${order}`),
		checked: by === order,
		onSelect: () => orderGallery({ by: order }),
	});
	return (
		<Menu
			entries={[
				...plain.map(entry),
				"separator",
				{
					id: "colour",
					label: t("order.colour"),
					checked: by === "colour",
					onSelect: () => openTool("colour"),
				},
				entry("duplicates"),
			]}
		>
			<IconButton
				icon={ArrowDownWideNarrow}
				size="sm"
				label={t("order.name", { order: t(`order.${by}`) })}
				pressed={by !== "newest"}
			/>
		</Menu>
	);
}
