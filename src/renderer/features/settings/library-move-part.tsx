import { FolderInput } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../../bridge/client.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { isGoingOn, newRun, useKeeping } from "../../state/keeping-store.ts";
import { useReadOnly } from "../../state/read-only.ts";
import { LibraryPart } from "./library-part.tsx";
import { LibraryWork } from "./library-work.tsx";

/**
 * Brings the whole library to another folder.
 * @param tryTo runs what may fail, and shows why
 * @param why id of the sentence that says why the library is only read
 */
export function LibraryMovePart({
	tryTo,
	why,
}: {
	readonly tryTo: (work: () => Promise<unknown>) => void;
	readonly why: string;
}) {
	const { t } = useTranslation("keeping");
	const readOnly = useReadOnly() !== undefined;
	const move = useKeeping((state) => state.work.move);
	const [asking, setAsking] = useState(false);
	return (
		<LibraryPart
			title={t("move.title")}
			hint={t("move.hint")}
			actions={
				<Button
					size="sm"
					icon={FolderInput}
					disabled={readOnly || isGoingOn(move)}
					describedBy={readOnly ? why : undefined}
					onClick={() => setAsking(true)}
				>
					{t("move.button")}
				</Button>
			}
		>
			<LibraryWork kind="move" />
			<ConfirmDialog
				open={asking}
				title={t("move.ask")}
				text={t("move.askText")}
				confirm={t("move.go")}
				cancel={t("cancel")}
				onConfirm={() => {
					setAsking(false);
					tryTo(() => ask("libraries.move", { run: newRun() }));
				}}
				onCancel={() => setAsking(false)}
			/>
		</LibraryPart>
	);
}
