import { ClipboardPaste, ImagePlus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImportedReferences } from "../../../contract/references.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { Button } from "../../kit/button.tsx";
import { placeReferences } from "../../state/board-placing.ts";
import { usePictureProblem } from "../../state/picture-problem.ts";
import { pasteLatest } from "./board-clipboard.ts";

/** What an empty board says: one line, and two ways to begin. */
export function BoardEmpty() {
	const { t } = useTranslation("board");
	return (
		<div className="flex h-full flex-col items-center justify-center gap-1 p-8 text-center">
			<h2 className="text-lg font-semibold text-text">{t("canvas.emptyTitle")}</h2>
			<p className="max-w-100 text-text-2">{t("canvas.emptyText")}</p>
			<div className="pointer-events-auto mt-3 flex flex-wrap justify-center gap-2">
				<Button icon={ImagePlus} onClick={() => void bring(() => ask("references.pick"))}>
					{t("canvas.emptyPictures")}
				</Button>
				<Button icon={ClipboardPaste} onClick={() => void pasteAnything()}>
					{t("canvas.emptyPaste")}
				</Button>
			</div>
		</div>
	);
}

async function pasteAnything(): Promise<void> {
	if (!pasteLatest({ x: 0, y: 0 })) await bring(() => ask("references.paste"));
}

/** Puts pictures on the board; the first that could not be read says why. */
async function bring(asking: () => Promise<ImportedReferences>): Promise<void> {
	try {
		const { references, problems } = await asking();
		placeReferences(references);
		usePictureProblem.setState({ failure: problems[0]?.error });
	} catch (thrown) {
		usePictureProblem.setState({ failure: failureOf(thrown) });
	}
}
