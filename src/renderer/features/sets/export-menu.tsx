import { Clapperboard, FileDown, Files, Grid3x3, Share } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { Button } from "../../kit/button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { pictureOf } from "../../state/set-frames.ts";
import { ExportDialog } from "./export-dialog.tsx";
import type { ExportKind } from "./export-order.ts";
import { useExport } from "./export-run.ts";

const kinds = [
	{ kind: "files", word: "export.files", icon: Files },
	{ kind: "contact-sheet", word: "export.contactSheet", icon: Grid3x3 },
	{ kind: "storyboard", word: "export.storyboard", icon: FileDown },
	{ kind: "animation", word: "export.animation", icon: Clapperboard },
] as const;

/** The ways a set leaves as files. */
export function ExportMenu({
	detail,
	slots,
}: {
	readonly detail: SetDetail;
	/** Those in sight. */
	readonly slots: readonly SetSlot[];
}) {
	const { t } = useTranslation("sets");
	const [kind, setKind] = useState<ExportKind>();
	const isRunning = useExport(({ state }) => state.phase === "running");
	const isEmpty = detail.slots.every((slot) => pictureOf(slot) === undefined);
	return (
		<>
			<Menu
				entries={kinds.map(({ kind: one, word, icon }) => ({
					id: one,
					label: t(word),
					icon,
					disabled: isEmpty || isRunning,
					onSelect: () => setKind(one),
				}))}
			>
				<Button size="sm" icon={Share}>
					{t("export")}
				</Button>
			</Menu>
			{kind !== undefined && (
				<ExportDialog
					kind={kind}
					detail={detail}
					slots={slots}
					onClose={() => setKind(undefined)}
				/>
			)}
		</>
	);
}
