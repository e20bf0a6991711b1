import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber, formatPixels } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Note } from "../../kit/note.tsx";
import { rememberEdit } from "../../state/board-memory.ts";
import {
	closeReferenceEditor,
	type ReferenceEditing,
	useReferenceEditor,
} from "../../state/reference-editor.ts";
import { resultSize, type Size } from "./edit-geometry.ts";
import { type Edit, isUntouched, MAX_MARKS, toReferenceEdit, untouched } from "./edit-state.ts";
import { EditorBar } from "./editor-bar.tsx";
import { editedName } from "./editor-choices.ts";
import { useEditHistory } from "./use-edit-history.ts";
import { Workspace } from "./workspace.tsx";

/** Quick edits of one reference: turn, flip, crop, pad, paint. The original snapshot stays. */
export function ReferenceEditor() {
	const editing = useReferenceEditor((state) => state.editing);
	// The words and the picture stay while the dialog fades out.
	const [shown, setShown] = useState(editing);
	const [opening, setOpening] = useState(0);
	if (editing !== undefined && editing !== shown) {
		setShown(editing);
		setOpening(opening + 1);
	}
	if (shown === undefined) return null;
	return <Editor key={opening} editing={shown} isOpen={editing !== undefined} />;
}

function Editor({
	editing,
	isOpen,
}: {
	readonly editing: ReferenceEditing;
	readonly isOpen: boolean;
}) {
	const { t } = useTranslation("reference-editor");
	const { reference } = editing;
	const steps = useEditHistory();
	const edit = steps.history.present;
	const [isAsking, setAsking] = useState(false);
	const { apply, isBusy, failure } = useApply(editing);
	const original = useMemo<Size>(
		() => ({ width: reference.width, height: reference.height }),
		[reference],
	);
	const isTooMuch = useMemo(
		() => toReferenceEdit(edit, original).marks.length > MAX_MARKS,
		[edit, original],
	);
	const leave = () => (edit.marks.length > 0 ? setAsking(true) : closeReferenceEditor());
	return (
		<Dialog
			open={isOpen}
			onOpenChange={(open) => !open && leave()}
			title={t("title", { name: reference.name })}
			width="xl"
			actions={
				<>
					<ResultSize edit={edit} original={original} />
					<Button onClick={leave}>{t("cancel")}</Button>
					<Button
						look="primary"
						disabled={isBusy || isUntouched(edit) || isTooMuch}
						onClick={() => void apply(edit, original)}
					>
						{t(isBusy ? "applying" : "apply")}
					</Button>
				</>
			}
		>
			{/* biome-ignore lint/a11y/noStaticElementInteractions: undo and redo of the dialog as a whole; each has a button too. */}
			<div onKeyDown={steps.onKeyDown} className="-mx-4 -mb-4 flex h-[min(40rem,70vh)] flex-col">
				<EditorBar
					history={steps.history}
					onStep={(make) => steps.change(make(edit))}
					onUndo={steps.undo}
					onRedo={steps.redo}
					onReset={() => steps.change(untouched)}
				/>
				<Workspace editing={editing} edit={edit} original={original} onChange={steps.change} />
				{failure !== undefined && (
					<Note tone="danger" live className="border-t border-line px-4 py-2">
						{failureText(failure)}
					</Note>
				)}
				{isTooMuch && (
					<Note tone="warn" live className="border-t border-line px-4 py-2">
						{t("paint.tooMany", { limit: formatNumber(MAX_MARKS) })}
					</Note>
				)}
			</div>
			<ConfirmDialog
				open={isAsking && isOpen}
				danger
				title={t("leave.title")}
				text={t("leave.text")}
				confirm={t("leave.yes")}
				cancel={t("leave.no")}
				onConfirm={closeReferenceEditor}
				onCancel={() => setAsking(false)}
			/>
		</Dialog>
	);
}

/** The pixels that come of it, and what they were. */
function ResultSize({ edit, original }: { readonly edit: Edit; readonly original: Size }) {
	const { t } = useTranslation("reference-editor");
	const { frame } = resultSize(original, edit);
	const before = formatPixels(original.width, original.height);
	const after = formatPixels(frame.width, frame.height);
	return (
		<p role="status" className="nums mr-auto self-center text-sm text-text-2">
			{before === after ? before : t("size", { before, after })}
		</p>
	);
}

/** Sends the edit to main, hands the new reference on and closes; a failure stays in the dialog. */
function useApply({ reference, onDone }: ReferenceEditing) {
	const { t } = useTranslation("reference-editor");
	const [isBusy, setBusy] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const apply = async (edit: Edit, original: Size) => {
		setBusy(true);
		setFailure(undefined);
		try {
			const name = editedName(reference.name, t("edited"));
			const wanted = toReferenceEdit(edit, original);
			const edited = await ask("references.edit", { id: reference.id, edit: wanted, name });
			rememberEdit(reference.id, edited.id);
			closeReferenceEditor();
			onDone(edited);
		} catch (thrown) {
			setFailure(failureOf(thrown));
		} finally {
			setBusy(false);
		}
	};
	return { apply, isBusy, failure };
}
