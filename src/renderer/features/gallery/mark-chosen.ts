import i18next from "i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import type { MarkChange } from "../../state/mark-change.ts";
import { markPictures } from "../../state/mark-pictures.ts";

/** Marks pictures; several at once can be taken back, since not all of them may be in sight. */
export async function markChosen(ids: readonly ImageId[], change: MarkChange): Promise<void> {
	if (ids.length === 0) return;
	const undo = await markPictures(ids, change);
	if (undo === undefined || ids.length === 1) return;
	showToast({
		id: "marked",
		tone: "info",
		text: i18next.t("marked", {
			ns: "gallery",
			count: ids.length,
			number: formatNumber(ids.length),
		}),
		action: { label: i18next.t("undo", { ns: "gallery" }), run: () => void undo() },
	});
}
