import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { useDraft } from "../../state/draft-store.ts";
import { isSameTarget, type Target, targetName } from "../../state/targets.ts";
import { changesText } from "./change-words.ts";
import { patchCompose, useCompose } from "./compose-store.ts";

/** What the last change of model changed in the form; gone with the next one, or when it was read. */
export function AdjustedNote({ target }: { readonly target: Target | undefined }) {
	const { t } = useTranslation("compose");
	const adjusted = useCompose((state) => state.adjusted);
	// Those that were too many may have been taken out since.
	const references = useDraft(({ draft }) => draft?.references.length ?? 0);
	if (adjusted === undefined || target === undefined) return null;
	if (!isSameTarget(adjusted.to, targetName(target))) return null;
	const changes = adjusted.changes.filter(
		(change) => change.kind !== "references" || references > change.limit,
	);
	if (changes.length === 0) return null;
	return (
		<div className="flex items-start gap-1 border-b border-line bg-surface-2 py-0.5 pr-2 pl-4">
			<Note tone="info" live className="min-w-0 flex-1 py-1">
				{t("model.adjusted", {
					model: target.gateway.title,
					changes: changesText(changes),
				})}
			</Note>
			<IconButton
				icon={X}
				size="sm"
				label={t("model.dismiss")}
				onClick={() => patchCompose({ adjusted: undefined })}
			/>
		</div>
	);
}
