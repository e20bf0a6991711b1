import { CircleCheck, LoaderCircle, TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { Tooltip } from "../../kit/tooltip.tsx";
import { useBoard } from "../../state/board-store.ts";
import { useBoardsWork } from "./boards-menu-actions.ts";

/** Quietly, whether everything that was done is on disk; loudly, when it is not and why. */
export function SavingSign() {
	const { t } = useTranslation("board");
	const saving = useBoard((state) => state.saving);
	const work = useBoardsWork((state) => state.work);
	if (work !== undefined) {
		return (
			<span role="status" className="flex items-center gap-1 px-1 text-sm text-text-2">
				<LoaderCircle aria-hidden size={14} className="animate-spin motion-reduce:animate-none" />
				<span className="truncate">{t(`boards.${work}`)}</span>
			</span>
		);
	}
	if (typeof saving === "object") {
		const words = t("boards.unsaved", { reason: failureText(saving.failure) });
		return (
			<Tooltip text={words} side="bottom">
				<span
					role="status"
					className="flex h-6 max-w-80 items-center gap-1 rounded-md bg-warn-soft px-2 text-sm text-text"
				>
					<TriangleAlert aria-hidden size={14} className="shrink-0 text-warn" />
					<span className="truncate">{words}</span>
				</span>
			</Tooltip>
		);
	}
	const isSaved = saving === "saved";
	const Sign = isSaved ? CircleCheck : LoaderCircle;
	const words = t(isSaved ? "boards.saved" : "boards.saving");
	return (
		<span className="flex items-center gap-1 px-1 text-sm text-text-3">
			<Sign aria-hidden size={14} strokeWidth={1.75} />
			<span className="@max-[15rem]:sr-only">{words}</span>
		</span>
	);
}
