import { Flag, FlagOff, FolderHeart, Share, Tag, Trash2, Undo2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { HeldFields } from "../../kit/held-fields.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { StarRow } from "../../kit/star-row.tsx";
import { useChosenRecords } from "../../state/chosen-records.ts";
import { useCollectionChoices } from "../../state/collection-choices.ts";
import { restorePictures, trashPictures } from "../../state/library-edits.ts";
import { useLibrary } from "../../state/library-store.ts";
import { markPictures } from "../../state/mark-pictures.ts";
import { arrangeExport } from "../../state/picture-export.ts";
import { useReadOnlyText } from "../../state/read-only.ts";
import { clearSelection, useSelection } from "../../state/selection-store.ts";
import { TagsTool } from "./tags-tool.tsx";

/** What can be done with several chosen pictures, over the lower edge of the gallery. */
export function SelectionBar() {
	const chosen = useSelection((state) => state.chosen);
	const isInSight = useSelection((state) => state.stage === "gallery");
	if (chosen.length < 2 || !isInSight) return null;
	return (
		<div className="pointer-events-none @container absolute inset-x-4 bottom-3 z-20 flex justify-center">
			<Bar chosen={chosen} />
		</div>
	);
}

function Bar({ chosen }: { readonly chosen: readonly ImageId[] }) {
	const { t } = useTranslation("finding");
	const isTrash = useLibrary((state) => state.shownQuery.filter.state === "trashed");
	const facts = { count: chosen.length, number: formatNumber(chosen.length) };
	return (
		<fieldset
			data-selection-bar
			aria-label={t("bar.chosen", facts)}
			className="pointer-events-auto flex max-w-full flex-wrap items-center gap-1 rounded-md border border-line bg-raised p-1.5 shadow-raised"
		>
			<span aria-hidden className="nums px-2 text-sm font-medium">
				<span className="@max-[400px]:hidden">{t("bar.chosen", facts)}</span>
				<span className="hidden @max-[400px]:inline">{facts.number}</span>
			</span>
			{isTrash ? (
				<IconButton
					size="sm"
					icon={Undo2}
					label={t("trash.restore")}
					onClick={() => void restorePictures(chosen).then(clearSelection)}
				/>
			) : (
				<Tools chosen={chosen} />
			)}
			<span aria-hidden className="mx-1 h-5 w-px bg-line" />
			<Button size="sm" look="quiet" label={t("bar.letGo")} onClick={clearSelection}>
				{t("bar.clearShort")}
			</Button>
		</fieldset>
	);
}

function Tools({ chosen }: { readonly chosen: readonly ImageId[] }) {
	const { t } = useTranslation("finding");
	const collections = useCollectionChoices(chosen, useChosenRecords(chosen));
	const held = useReadOnlyText();
	return (
		<>
			<HeldFields reason={held} className="flex items-center gap-1">
				<IconButton
					size="sm"
					icon={Flag}
					label={t("bar.pick")}
					shortcut="P"
					onClick={() => void markPictures(chosen, { pick: "picked" })}
				/>
				<IconButton
					size="sm"
					icon={X}
					label={t("bar.reject")}
					shortcut="X"
					onClick={() => void markPictures(chosen, { pick: "rejected" })}
				/>
				<IconButton
					size="sm"
					icon={FlagOff}
					label={t("bar.unmark")}
					shortcut="U"
					onClick={() => void markPictures(chosen, { pick: null })}
				/>
				{/* The digits give stars where there is no room for the row. */}
				<StarRow
					className="px-1 @max-[520px]:hidden"
					given={null}
					name={(count) => t("bar.stars", { count })}
					onGive={(stars) => void markPictures(chosen, { stars })}
				/>
				<TagsTool chosen={chosen}>
					<IconButton size="sm" icon={Tag} label={t("tags.name")} shortcut="T" />
				</TagsTool>
				<Menu side="top" align="center" entries={collections}>
					<IconButton size="sm" icon={FolderHeart} label={t("bar.collect")} />
				</Menu>
			</HeldFields>
			<IconButton
				size="sm"
				icon={Share}
				label={t("bar.export")}
				onClick={() => arrangeExport(chosen)}
			/>
			<HeldFields reason={held}>
				<IconButton
					size="sm"
					icon={Trash2}
					look="danger"
					label={t("bar.trash")}
					shortcut="Del"
					onClick={() => void trashPictures(chosen).then((edit) => edit && clearSelection())}
				/>
			</HeldFields>
		</>
	);
}
