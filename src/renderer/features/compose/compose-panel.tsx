import type { ClipboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { DropZone } from "../../kit/drop-zone.tsx";
import { Note } from "../../kit/note.tsx";
import { Panel } from "../../kit/panel.tsx";
import { draggedPictures } from "../../state/own-drag.ts";
import { addAsReferences } from "../../state/picture-actions.ts";
import { countHovering } from "../../state/read-drop.ts";
import { openSettings } from "../../state/view-store.ts";
import { AdjustedNote } from "./adjusted-note.tsx";
import { AdvancedFields } from "./advanced-fields.tsx";
import { type ComposeForm, useComposeForm } from "./compose-form.ts";
import { useCompose } from "./compose-store.ts";
import { FollowLine } from "./follow-line.tsx";
import { GenerateBar } from "./generate-bar.tsx";
import { KeptFormNote } from "./kept-form-note.tsx";
import { Misfits } from "./misfits.tsx";
import { ModelPicker } from "./model-picker.tsx";
import { FormatChoice, StreamChoice, WatermarkChoice } from "./output-options.tsx";
import { ParentRoom } from "./parent-room.tsx";
import { PictureCount } from "./picture-count.tsx";
import { sentencesOf } from "./problem-sentence.ts";
import { PromptField } from "./prompt-field.tsx";
import { ReferenceStrip } from "./reference-strip.tsx";
import { PART_ATTRIBUTE } from "./show-problem.ts";
import { SizeChooser } from "./size-chooser.tsx";
import { takeDrop, takePaste } from "./take-references.ts";
import { useSending } from "./use-send.ts";
import { WeatherLine } from "./weather-line.tsx";

/** Where a picture is asked for. Drawn from the model's capability record alone. */
export function ComposePanel() {
	const { t } = useTranslation("compose");
	const form = useComposeForm();
	useSending();
	return (
		<Panel label={t("panel")} className="h-full">
			<h2 className="sr-only">{t("panel")}</h2>
			{form !== undefined && <Form form={form} />}
			<Announcements />
		</Panel>
	);
}

function Form({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const { target } = form;
	return (
		<>
			<header className="flex h-10 shrink-0 items-center border-b border-line px-2">
				<ModelPicker target={target} />
			</header>
			<AdjustedNote target={target} />
			<KeptFormNote />
			<WeatherLine target={target} />
			<DropZone
				className="@container flex min-h-0 flex-1 flex-col"
				says={(types, items) => {
					const count = draggedPictures().length || countHovering(types, items);
					if (count === undefined) return undefined;
					return count === 0 ? t("references.dropUncounted") : t("references.dropSaid", { count });
				}}
				onDrop={(data) => {
					const own = draggedPictures();
					void (own.length > 0 ? addAsReferences(own) : takeDrop(data));
				}}
			>
				<div
					className="min-h-0 flex-1 overflow-x-hidden overflow-y-auto px-4 py-3"
					onPaste={onPaste}
				>
					{/* As wide as the panel less its margins, so that the scroll bar takes from the margin alone. */}
					<div className="flex w-[calc(100cqw-32px)] flex-col gap-4">
						<AccountNotes form={form} />
						<FollowLine draft={form.draft} />
						<ParentRoom form={form} />
						<PromptField form={form} />
						<ReferenceStrip form={form} />
						{target !== undefined && (
							<>
								<SizeChooser form={form} target={target} />
								<PictureCount form={form} target={target} />
								<FormatChoice form={form} target={target} />
								<WatermarkChoice form={form} target={target} />
								<StreamChoice form={form} target={target} />
								<Misfits form={form} target={target} />
								<AdvancedFields form={form} target={target} />
							</>
						)}
					</div>
				</div>
			</DropZone>
			<GenerateBar form={form} />
		</>
	);
}

function onPaste(event: ClipboardEvent<HTMLElement>): void {
	// The prompt takes its own pastes.
	if (event.defaultPrevented) return;
	const intoText = event.target instanceof Element && event.target.matches("input, textarea");
	if (takePaste(event.clipboardData, intoText)) event.preventDefault();
}

/** What is wrong with the account or the model itself. */
function AccountNotes({ form: { target, problems } }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const memoryFailure = useCompose((state) => state.memoryFailure);
	const [keyProblem] = sentencesOf(problems, "account", "block");
	return (
		<>
			{target === undefined && <Note tone="warn">{t("model.gone")}</Note>}
			{keyProblem !== undefined && (
				<div
					{...{ [PART_ATTRIBUTE]: "account" }}
					className="flex items-center gap-2 rounded-md bg-warn-soft px-2 py-1"
				>
					<Note tone="warn" className="min-w-0 flex-1 text-text">
						{keyProblem}
					</Note>
					<Button size="sm" onClick={() => openSettings(target?.account.id)}>
						{t("model.addKeyHere")}
					</Button>
				</div>
			)}
			{memoryFailure !== undefined && (
				<Note tone="warn" live>
					{t("model.notRemembered", { why: failureText(memoryFailure) })}
				</Note>
			)}
		</>
	);
}

/** Reads out what the eye sees happen. */
function Announcements() {
	const { text, turn } = useCompose((state) => state.said);
	return (
		<p aria-live="polite" className="sr-only">
			<span key={turn}>{text}</span>
		</p>
	);
}
