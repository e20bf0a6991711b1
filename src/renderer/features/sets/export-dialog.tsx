import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SetDetail, SetSlot } from "../../../contract/sets.ts";
import { Button } from "../../kit/button.tsx";
import { Checkbox } from "../../kit/checkbox.tsx";
import { Dialog } from "../../kit/dialog.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { RadioList } from "../../kit/radio-list.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { AnimationFields, ExportNumberField, PaperFields } from "./export-fields.tsx";
import {
	type ExportKind,
	type ExportWhich,
	type ExportWishes,
	exportedSlots,
	exportOrder,
	firstWhich,
	firstWishes,
} from "./export-order.ts";
import { startExport } from "./export-run.ts";
import { useSetView } from "./set-view-store.ts";

/** Asks what an export must know besides where to. */
export function ExportDialog({
	kind,
	detail,
	slots,
	onClose,
}: {
	readonly kind: ExportKind;
	readonly detail: SetDetail;
	/** Those in sight. */
	readonly slots: readonly SetSlot[];
	readonly onClose: () => void;
}) {
	const { t } = useTranslation("sets");
	const chosen = useSetView((state) => state.chosen);
	const amount = (which: ExportWhich) => exportedSlots(detail, slots, chosen, which).length;
	const choices = (["picked", "chosen", "all"] as const).filter(
		(which) => which === "all" || (amount(which) > 0 && (which !== "chosen" || amount(which) > 1)),
	);
	const [wishes, setWishes] = useState<ExportWishes>(() =>
		firstWishes(detail, firstWhich(kind, amount("picked"))),
	);
	const patch = (change: Partial<ExportWishes>) => setWishes((old) => ({ ...old, ...change }));
	const leaving = exportedSlots(detail, slots, chosen, wishes.which);
	const order = exportOrder(kind, leaving, wishes);
	const start = () => {
		if (order === undefined) return;
		onClose();
		void startExport(order);
	};
	const isPaper = kind === "contact-sheet" || kind === "storyboard";
	return (
		<Dialog
			open
			onOpenChange={(open) => !open && onClose()}
			title={t(`export.title.${kind}`)}
			actions={
				<>
					<Button look="quiet" onClick={onClose}>
						{t("export.cancel")}
					</Button>
					<Button look="primary" disabled={order === undefined} onClick={start}>
						{t("export.start")}
					</Button>
				</>
			}
		>
			<div className="flex flex-col gap-4">
				{choices.length > 1 && (
					<RadioList
						label={t("export.which")}
						value={wishes.which}
						onChange={(which) => patch({ which })}
						options={choices.map((which) => ({
							value: which,
							label: t(`export.which.${which}`, { count: amount(which) }),
						}))}
					/>
				)}
				{leaving.length === 0 && <Note tone="info">{t("export.none")}</Note>}
				<Field
					label={t("export.name")}
					hint={
						kind === "files"
							? t("export.nameHint", { example: `${wishes.name || "frame"}-01.png` })
							: undefined
					}
				>
					<TextField value={wishes.name} onChange={(name) => patch({ name })} maxLength={200} />
				</Field>
				{isPaper && <PaperFields wishes={wishes} patch={patch} />}
				{isPaper && (
					<ExportNumberField
						number={kind === "storyboard" ? "perPage" : "columns"}
						step={1}
						wishes={wishes}
						patch={patch}
					/>
				)}
				{isPaper && (
					<Checkbox
						label={t("export.captions")}
						checked={wishes.withCaptions}
						onChange={(withCaptions) => patch({ withCaptions })}
					/>
				)}
				{kind === "animation" && <AnimationFields wishes={wishes} patch={patch} />}
			</div>
		</Dialog>
	);
}
