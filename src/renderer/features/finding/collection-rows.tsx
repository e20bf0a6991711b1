import i18next from "i18next";
import { Bookmark, Ellipsis, FolderHeart, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CollectionSummary } from "../../../contract/collections.ts";
import { formatNumber } from "../../bridge/format.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { showToast } from "../../kit/toast.tsx";
import {
	changeCollection,
	createCollection,
	nameCollection,
	removeCollection,
	restoreCollection,
	useCollections,
} from "../../state/collections-store.ts";
import { showCollection, showPictures, showSearch } from "../../state/finding.ts";
import { editPictures } from "../../state/library-edits.ts";
import { sameQuery } from "../../state/library-query-identity.ts";
import { useLibrary } from "../../state/library-store.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { NameField } from "./name-field.tsx";
import { SideRow } from "./side-row.tsx";
import { SideSection } from "./side-section.tsx";

/** Collections the designer fills by hand. */
export function CollectionRows() {
	const { t } = useTranslation("finding");
	const list = useCollections((state) => state.list);
	const [isNaming, setNaming] = useState(false);
	const isHeld = useReadOnly() !== undefined;
	const byHand = list?.filter(({ query }) => query === undefined);
	return (
		<SideSection
			title={t("side.collections")}
			aside={
				<IconButton
					icon={Plus}
					size="sm"
					label={t("side.newCollection")}
					disabled={isHeld}
					onClick={() => setNaming(true)}
				/>
			}
		>
			{isNaming && (
				<div className="py-0.5">
					<NameField
						label={t("side.collectionName")}
						initial=""
						onDone={(title) => {
							setNaming(false);
							if (title !== undefined) void createCollection(title);
						}}
					/>
				</div>
			)}
			<Rows list={byHand ?? []} />
			{byHand?.length === 0 && !isNaming && (
				<p className="px-2 py-1 text-xs text-text-3">{t("side.noCollections")}</p>
			)}
		</SideSection>
	);
}

/** Collections that fill themselves. */
export function SavedSearchRows() {
	const { t } = useTranslation("finding");
	const list = useCollections((state) => state.list);
	const saved = list?.filter(({ query }) => query !== undefined) ?? [];
	if (saved.length === 0) return null;
	return (
		<SideSection title={t("side.searches")}>
			<Rows list={saved} />
		</SideSection>
	);
}

function Rows({ list }: { readonly list: readonly CollectionSummary[] }) {
	const { t } = useTranslation("finding");
	const renamed = useCollections((state) => state.named);
	return (
		<ul className="flex flex-col">
			{list.map((collection) =>
				collection.id === renamed ? (
					<li key={collection.id} className="py-0.5">
						<NameField
							label={t("side.collectionName")}
							initial={collection.title}
							onDone={(title) => {
								nameCollection(undefined);
								if (title !== undefined) void changeCollection(collection.id, { title });
							}}
						/>
					</li>
				) : (
					<Row
						key={collection.id}
						collection={collection}
						onRename={() => nameCollection(collection.id)}
					/>
				),
			)}
		</ul>
	);
}

function Row({
	collection,
	onRename,
}: {
	readonly collection: CollectionSummary;
	readonly onRename: () => void;
}) {
	const { t } = useTranslation("finding");
	const { id, title, query, count } = collection;
	const isCurrent = useLibrary((state) => {
		const { stacked: _, ...shown } = state.query;
		return query === undefined ? shown.filter.collection === id : sameQuery(shown, query);
	});
	const remove = () => void removeWithUndo(collection);
	return (
		<SideRow
			icon={query === undefined ? FolderHeart : Bookmark}
			label={title}
			count={count}
			says={count === undefined ? undefined : t("pictures", { count, number: formatNumber(count) })}
			isCurrent={isCurrent}
			onShow={() => (query === undefined ? showCollection(id) : showSearch(query))}
			onTake={
				query === undefined ? (pictures) => void editPictures(pictures, { addTo: id }) : undefined
			}
			onRename={onRename}
			onRemove={remove}
			menu={
				<Menu
					align="start"
					entries={[
						{ id: "rename", label: t("side.rename"), shortcut: "F2", onSelect: onRename },
						"separator",
						{ id: "remove", label: t("side.remove"), danger: true, onSelect: remove },
					]}
				>
					<IconButton icon={Ellipsis} size="sm" label={t("side.more", { title })} />
				</Menu>
			}
		/>
	);
}

/** Its pictures stay where they are; the collection itself comes back with one press. */
async function removeWithUndo({ id, title, query }: CollectionSummary): Promise<void> {
	const { filter } = useLibrary.getState().query;
	if (!(await removeCollection(id))) return;
	if (query === undefined && filter.collection === id) showPictures();
	showToast({
		id: `collection-${id}`,
		tone: "info",
		text: i18next.t("side.removed", { ns: "finding", title }),
		action: {
			label: i18next.t("undo", { ns: "finding" }),
			run: () => void restoreCollection(id),
		},
	});
}
