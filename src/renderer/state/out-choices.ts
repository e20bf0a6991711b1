import { ClipboardList, type LucideIcon, MessageSquareQuote, Send, Share } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../contract/ids.ts";
import { formatNumber } from "../bridge/format.ts";
import { tellOutNews } from "./out-news.ts";
import { copyPrompt, copyRecipe, sendToEagle } from "./picture-actions.ts";
import { arrangeExport } from "./picture-export.ts";

/** One way out for pictures, as a line of a menu. */
export type OutChoice = {
	readonly id: "export" | "copy-prompt" | "copy-recipe" | "eagle" | "eagle-plain";
	readonly label: string;
	readonly icon: LucideIcon;
	readonly onSelect: () => void;
};

/**
 * The ways out for a picture, the same wherever it is shown; what came of it is said in `useOutNews`,
 * what went wrong in `usePictureProblem`.
 * @param chosen everything that leaves, when that is more than this one
 */
export function useOutChoices(): (
	id: ImageId,
	chosen?: readonly ImageId[],
) => readonly OutChoice[] {
	const { t } = useTranslation("exporting");
	return (id, chosen = [id]) => {
		const count = chosen.length;
		return [
			{
				id: "export",
				label: t("export", { count, number: formatNumber(count) }),
				icon: Share,
				onSelect: () => arrangeExport(chosen),
			},
			{
				id: "copy-prompt",
				label: t("copyPrompt"),
				icon: MessageSquareQuote,
				onSelect: () =>
					void copyPrompt(id).then((done) => done && tellOutNews({ kind: "prompt-copied" })),
			},
			{
				id: "copy-recipe",
				label: t("copyRecipe"),
				icon: ClipboardList,
				onSelect: () =>
					void copyRecipe(id).then((done) => done && tellOutNews({ kind: "recipe-copied" })),
			},
			{
				id: "eagle",
				label: t("eagle"),
				icon: Send,
				onSelect: () => void send(chosen, true),
			},
			{
				id: "eagle-plain",
				label: t("eaglePlain"),
				icon: Send,
				onSelect: () => void send(chosen, false),
			},
		];
	};
}

async function send(ids: readonly ImageId[], withPrompts: boolean): Promise<void> {
	const count = await sendToEagle(ids, { withPrompts });
	if (count !== undefined) tellOutNews({ kind: "sent-to-eagle", count });
}
