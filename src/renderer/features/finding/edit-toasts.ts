import i18next from "i18next";
import { useEffect } from "react";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import {
	type EditNews,
	redoLibrary,
	undoEdit,
	undoLibrary,
	useLibraryEdits,
} from "../../state/library-edits.ts";

/** Says what was done to pictures that may not be in sight, with a way back. */
export function useEditToasts(): void {
	useEffect(
		() =>
			useLibraryEdits.subscribe(({ news }, before) => {
				if (news !== undefined && news !== before.news) tell(news);
			}),
		[],
	);
}

function tell({ said, edit }: EditNews): void {
	// One picture that was marked is seen.
	if (said === "done" && edit.kind === "edit" && edit.count < 2) return;
	const facts = { count: edit.count, number: formatNumber(edit.count) };
	const wayBack =
		said === "undone"
			? { label: i18next.t("redo", { ns: "finding" }), run: () => void redoLibrary() }
			: {
					label: i18next.t("undo", { ns: "finding" }),
					run: () => void (said === "done" ? undoEdit(edit) : undoLibrary()),
				};
	showToast({
		id: "library-edit",
		tone: "info",
		text: i18next.t(`edit.${edit.kind}.${said}`, { ns: "finding", ...facts }),
		action: wayBack,
	});
}
