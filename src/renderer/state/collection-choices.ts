import { FolderPlus, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { createCollection, nameCollection, useCollections } from "./collections-store.ts";
import { editPictures } from "./library-edits.ts";

/** A line of a menu. */
type Choice =
	| {
			readonly id: string;
			readonly label: string;
			readonly icon?: LucideIcon;
			readonly checked?: boolean;
			readonly onSelect: () => void;
	  }
	| "separator";

/**
 * The collections that are filled by hand, as a menu: ticked where all of the pictures are in it; a
 * press puts them in, or takes them out.
 * @param records what is known of these pictures
 */
export function useCollectionChoices(
	ids: readonly ImageId[],
	records: readonly ImageRecord[],
): readonly Choice[] {
	const { t } = useTranslation("finding");
	const list = useCollections((state) => state.list) ?? [];
	const isIn = (id: string) =>
		records.length > 0 && records.every(({ mark }) => mark?.collections?.some((one) => one === id));
	const byHand = list.filter(({ query }) => query === undefined);
	const create = async () => {
		const made = await createCollection(t("side.untitled"));
		if (made === undefined) return;
		nameCollection(made.id);
		await editPictures(ids, { addTo: made.id }, { known: records });
	};
	return [
		...byHand.map(({ id, title }) => ({
			id,
			label: title,
			checked: isIn(id),
			onSelect: () =>
				void editPictures(ids, isIn(id) ? { removeFrom: id } : { addTo: id }, { known: records }),
		})),
		...(byHand.length > 0 ? ["separator" as const] : []),
		{
			id: "new",
			label: t("bar.newCollection"),
			icon: FolderPlus,
			onSelect: () => void create(),
		},
	];
}
