import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { MAX_EDITED } from "../../../contract/library-edit.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { closeExport, useExportAsked } from "../../state/picture-export.ts";
import { exportKinds, useExportWishes } from "./export-wishes.ts";
import { NamesField } from "./names-field.tsx";
import { PackFields, PictureFields, SheetFields } from "./picture-fields.tsx";
import { runExport } from "./run-export.ts";

/** Asks how pictures are to leave; closed while none are arranged for. */
export function ExportPicturesDialog() {
	const ids = useExportAsked((state) => state.ids);
	return ids === undefined ? null : <Arrangement ids={ids} />;
}

function Arrangement({ ids }: { readonly ids: readonly ImageId[] }) {
	const { t } = useTranslation("exporting");
	const wishes = useExportWishes();
	const [title, setTitle] = useState(`Seedcase ${today()}`);
	const { kind } = wishes;
	const count = Math.min(ids.length, MAX_EDITED);
	const start = () => {
		closeExport();
		void runExport(useExportWishes.getState(), { ids, title });
	};
	return (
		<Dialog
			open
			width="md"
			onOpenChange={(open) => !open && closeExport()}
			title={t("title", { count, number: formatNumber(count) })}
			actions={
				<>
					<Button look="quiet" onClick={closeExport}>
						{t("cancel")}
					</Button>
					<Button look="primary" onClick={start}>
						{t("start")}
					</Button>
				</>
			}
		>
			<div className="flex flex-col gap-4">
				<Field label={t("kind")} labelHidden hint={t(`kind.${kind}.detail`)} buttonLike>
					<Segmented
						value={kind}
						onChange={(next) => useExportWishes.setState({ kind: next })}
						segments={exportKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
					/>
				</Field>
				{ids.length > count && (
					<Note tone="warn">{t("tooMany", { limit: formatNumber(MAX_EDITED) })}</Note>
				)}
				{kind !== "folder" && (
					<Field label={t(kind === "contact-sheet" ? "pageTitle" : "fileTitle")}>
						<TextField value={title} onChange={setTitle} maxLength={200} />
					</Field>
				)}
				{kind === "hand-off" && <PackFields />}
				{kind === "contact-sheet" ? (
					<SheetFields />
				) : (
					<>
						<PictureFields />
						<NamesField ids={ids} />
					</>
				)}
			</div>
		</Dialog>
	);
}

/** Such as `2026-11-21`. */
function today(): string {
	return new Intl.DateTimeFormat("sv-SE").format();
}
