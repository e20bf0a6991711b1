import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { formatMoment } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { restorePictures } from "../../state/library-edits.ts";
import { openSettingsPart } from "../../state/view-store.ts";

/** What is out of the ordinary with a picture, with a way out. */
export function StateNotes({ image }: { readonly image: ImageRecord }) {
	const { t } = useTranslation("inspector");
	const { missing, trashedAt, link } = image;
	if (missing !== true && trashedAt === undefined && link === undefined) return null;
	return (
		<div className="flex flex-col gap-2 border-b border-line px-4 py-3">
			{trashedAt !== undefined && (
				<>
					<Note tone="info">{t("state.trashed", { when: formatMoment(trashedAt) })}</Note>
					<Button size="sm" className="self-start" onClick={() => void restorePictures([image.id])}>
						{t("state.restore")}
					</Button>
				</>
			)}
			{missing === true && (
				<>
					<Note tone="danger">
						{link === undefined ? t("state.missing") : t("state.missingLink", { path: link })}
					</Note>
					<Button size="sm" className="self-start" onClick={() => openSettingsPart("library")}>
						{t("state.check")}
					</Button>
				</>
			)}
			{link !== undefined && missing !== true && <Note tone="info">{t("state.link")}</Note>}
		</div>
	);
}
