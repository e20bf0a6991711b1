import { useTranslation } from "react-i18next";
import { takesPictures } from "../../../contract/reference-room.ts";
import { Note } from "../../kit/note.tsx";
import { useVariationRoom } from "../../state/variation-room.ts";
import type { ComposeForm } from "./compose-form.ts";

/** What of a picture and its references does not go along with the variations that were asked for. */
export function ParentRoom({ form: { draft, target, hasHost } }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const { of, leftOut } = useVariationRoom();
	if (of === undefined || of !== draft.parent || target === undefined) return null;
	const { capability } = target;
	const model = capability.title;
	if (!takesPictures({ capability, hasReferenceHost: hasHost })) {
		// Pictures that are attached are spoken of where they stand.
		if (draft.references.some(({ kind }) => kind === "picture")) return null;
		const why = capability.references.max === 0 ? "follows.wordsAlone" : "follows.linksAlone";
		return <Note tone="warn">{t(why, { model })}</Note>;
	}
	if (leftOut === 0) return null;
	return <Note tone="warn">{t("follows.leftOut", { count: leftOut, model })}</Note>;
}
