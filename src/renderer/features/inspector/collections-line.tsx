import { FolderPlus, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { useCollectionChoices } from "../../state/collection-choices.ts";
import { useCollections } from "../../state/collections-store.ts";
import { showCollection } from "../../state/finding.ts";
import { editPictures } from "../../state/library-edits.ts";

/** The collections that all of these pictures are in, with a way into others. */
export function CollectionsLine({
	ids,
	records,
}: {
	readonly ids: readonly ImageId[];
	/** What is known of them. */
	readonly records: readonly ImageRecord[];
}) {
	const { t } = useTranslation("inspector");
	const list = useCollections((state) => state.list) ?? [];
	const choices = useCollectionChoices(ids, records);
	const here = list.filter(({ id }) =>
		records.every(({ mark }) => mark?.collections?.some((one) => one === id)),
	);
	return (
		<div className="flex flex-wrap items-center gap-1">
			{records.length > 0 &&
				here.map(({ id, title }) => (
					<span
						key={id}
						className="flex h-6 max-w-full min-w-0 items-center rounded-md bg-surface-2 text-sm"
					>
						<button
							type="button"
							title={t("collections.show", { title })}
							onClick={() => showCollection(id)}
							className="min-w-0 truncate rounded-md pl-2 hover:underline"
						>
							{title}
						</button>
						<IconButton
							icon={X}
							size="sm"
							label={t("collections.leave", { title })}
							onClick={() => void editPictures(ids, { removeFrom: id }, { known: records })}
						/>
					</span>
				))}
			<Menu entries={choices} align="start">
				<Button size="sm" look="quiet" icon={FolderPlus}>
					{t("collections.add")}
				</Button>
			</Menu>
		</div>
	);
}
