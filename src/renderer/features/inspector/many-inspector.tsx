import { FolderOpen, ImagePlus, X } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { imageUrl } from "../../../contract/media.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { HeldFields } from "../../kit/held-fields.tsx";
import { Note } from "../../kit/note.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { useChosenRecords } from "../../state/chosen-records.ts";
import { MAX_DRAGGED } from "../../state/drag-out.ts";
import { addAsReferences, revealPicture } from "../../state/picture-actions.ts";
import { useReadOnlyText } from "../../state/read-only.ts";
import { clearSelection } from "../../state/selection-store.ts";
import { CollectionsLine } from "./collections-line.tsx";
import { MarkSection } from "./mark-section.tsx";
import { TagsField } from "./tags-field.tsx";

const MAX_SHOWN = 12;
/** What one request can name (`GenerationRequest`). */
const MAX_REFERENCES = 30;

/** Several chosen pictures and what can be done with all of them. */
export function ManyInspector({
	chosen,
	current,
}: {
	readonly chosen: readonly ImageId[];
	readonly current: ImageId;
}) {
	const { t } = useTranslation("inspector");
	const reason = useId();
	const held = useReadOnlyText();
	const records = useChosenRecords(chosen);
	const count = chosen.length;
	const isTooMany = count > MAX_REFERENCES;
	return (
		<div className="flex min-h-0 flex-1 flex-col gap-3 overflow-y-auto p-4">
			<p className="nums font-medium">{t("many", { count, number: formatNumber(count) })}</p>
			<ul aria-hidden className="flex flex-wrap gap-1">
				{chosen.slice(0, MAX_SHOWN).map((id) => (
					<li key={id} className="size-12 overflow-hidden rounded-md bg-surface-2">
						<Thumbnail src={imageUrl("thumb", id)} />
					</li>
				))}
				{count > MAX_SHOWN && (
					<li className="nums flex h-12 min-w-12 items-center justify-center rounded-md bg-surface-2 px-1 text-sm text-text-2">
						+{formatNumber(count - MAX_SHOWN)}
					</li>
				)}
			</ul>
			<div className="-mx-4 border-t border-line">
				<HeldFields reason={held}>
					<MarkSection ids={chosen} records={records} />
					<section
						aria-label={t("order")}
						className="flex flex-col gap-2 border-b border-line px-4 py-3"
					>
						<TagsField ids={chosen} records={records} />
						<CollectionsLine ids={chosen} records={records} />
					</section>
				</HeldFields>
			</div>
			<div className="flex flex-col gap-2">
				<Button
					icon={ImagePlus}
					disabled={isTooMany}
					describedBy={isTooMany ? reason : undefined}
					onClick={() => void addAsReferences(chosen)}
				>
					{t("useAsReferences", { number: formatNumber(count) })}
				</Button>
				{isTooMany && (
					<Note id={reason} tone="info">
						{t("many.tooMany", { limit: MAX_REFERENCES })}
					</Note>
				)}
				<Button icon={FolderOpen} onClick={() => void revealPicture(current)}>
					{t("reveal")}
				</Button>
				<Button look="quiet" icon={X} onClick={clearSelection}>
					{t("many.clear")}
				</Button>
			</div>
			<p className="text-sm text-text-3">
				{count > MAX_DRAGGED ? t("many.dragLimit", { limit: MAX_DRAGGED }) : t("many.drag")}
			</p>
		</div>
	);
}
