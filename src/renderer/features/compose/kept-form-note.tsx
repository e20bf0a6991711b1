import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { patchCompose, useCompose } from "./compose-store.ts";

/** Why the form did not come back as it was, until that was read; and why it would not at the next start. */
export function KeptFormNote() {
	const { t } = useTranslation("compose");
	const lost = useCompose((state) => state.formLost);
	const unkept = useCompose((state) => state.formUnkept);
	return (
		<>
			{lost !== undefined && (
				<div className="flex items-start gap-1 border-b border-line bg-surface-2 py-0.5 pr-2 pl-4">
					<Note tone="warn" live className="min-w-0 flex-1 py-1 wrap-anywhere">
						{failureText(lost)}
					</Note>
					<IconButton
						icon={X}
						size="sm"
						label={t("kept.dismiss")}
						onClick={() => patchCompose({ formLost: undefined })}
					/>
				</div>
			)}
			{unkept !== undefined && (
				<Note tone="warn" live className="border-b border-line bg-surface-2 px-4 py-1.5">
					{t("kept.not", { why: failureText(unkept) })}
				</Note>
			)}
		</>
	);
}
