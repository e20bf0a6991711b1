import i18next from "i18next";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { formatBytes, formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { HeldFields } from "../../kit/held-fields.tsx";
import { showToast } from "../../kit/toast.tsx";
import { useFacets } from "../../state/facets-store.ts";
import { emptyTrash, restorePictures } from "../../state/library-edits.ts";
import { recordOf, useLibrary } from "../../state/library-store.ts";
import { attempt } from "../../state/picture-problem.ts";
import { useReadOnlyText } from "../../state/read-only.ts";
import { clearSelection, useSelection } from "../../state/selection-store.ts";
import { Heading } from "./heading.tsx";
import { type TrashSize, trashSize } from "./trash-size.ts";

type Question = { readonly ids: readonly ImageId[] | undefined; readonly size: TrashSize };

/** The trash: what can be taken out again, and what can be deleted for good after a question. */
export function TrashHeading() {
	const { t } = useTranslation("finding");
	const facets = useFacets();
	const selected = useSelection((state) => state.chosen);
	// Chosen elsewhere, a picture may not be in the trash at all.
	const chosen = selected.filter((id) => recordOf(id)?.trashedAt !== undefined);
	const isEmpty = useLibrary(
		({ status, isWhole, outline }) => status === "ready" && isWhole && outline.ratios.length === 0,
	);
	const held = useReadOnlyText();
	const [question, setQuestion] = useState<Question | undefined>();
	const [isCounting, setCounting] = useState(false);
	const ask = async (ids: readonly ImageId[] | undefined) => {
		setCounting(true);
		await attempt(async () => {
			const size = await trashSize(ids);
			if (size.count > 0) setQuestion({ ids, size });
		});
		setCounting(false);
	};
	const number = formatNumber(chosen.length);
	return (
		<>
			<Heading
				icon={Trash2}
				title={t("side.trash")}
				actions={
					<HeldFields reason={held} className="flex flex-wrap gap-2">
						{chosen.length > 0 && (
							<>
								<Button
									size="sm"
									onClick={() =>
										void restorePictures(chosen).then((edit) => edit && clearSelection())
									}
								>
									{t("trash.restoreSome", { number })}
								</Button>
								<Button
									size="sm"
									look="danger"
									disabled={isCounting}
									onClick={() => void ask(chosen)}
								>
									{t("trash.deleteSome", { number })}
								</Button>
							</>
						)}
						{!isEmpty && (
							<Button size="sm" disabled={isCounting} onClick={() => void ask(undefined)}>
								{t("trash.empty")}
							</Button>
						)}
					</HeldFields>
				}
			>
				{facets === undefined || facets.trashed === 0
					? t("trash.text")
					: `${t("pictures", { count: facets.trashed, number: formatNumber(facets.trashed) })} · ${t("trash.text")}`}
			</Heading>
			<EmptyingQuestion question={question} onEnd={() => setQuestion(undefined)} />
		</>
	);
}

function EmptyingQuestion({
	question,
	onEnd,
}: {
	readonly question: Question | undefined;
	readonly onEnd: () => void;
}) {
	const { t } = useTranslation("finding");
	const [last, setLast] = useState(question);
	// While it fades away it still says what it said.
	if (question !== undefined && question !== last) setLast(question);
	const { count = 0, bytes = 0 } = (question ?? last)?.size ?? {};
	const facts = { count, number: formatNumber(count), size: formatBytes(bytes) };
	return (
		<ConfirmDialog
			open={question !== undefined}
			title={t("trash.question", facts)}
			text={t("trash.consequence", facts)}
			confirm={t("trash.confirm", facts)}
			cancel={t("trash.cancel")}
			danger
			onCancel={onEnd}
			onConfirm={() => {
				onEnd();
				if (question !== undefined) void deleteForGood(question.ids);
			}}
		/>
	);
}

async function deleteForGood(ids: readonly ImageId[] | undefined): Promise<void> {
	const gone = await emptyTrash(ids);
	if (gone === undefined) return;
	clearSelection();
	showToast({
		// What was moved there a moment ago can no longer be taken back.
		id: "library-edit",
		tone: "info",
		text: i18next.t("trash.emptied", {
			ns: "finding",
			count: gone.removed,
			number: formatNumber(gone.removed),
			size: formatBytes(gone.bytes),
		}),
	});
}
