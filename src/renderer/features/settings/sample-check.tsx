import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Found, FoundPicture, TaskReading } from "../../../contract/custom-reply.ts";
import { readSample } from "../../../contract/read-sample.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { TextArea } from "../../kit/text-area.tsx";
import type { CustomEditing } from "./custom-editing.ts";
import { type CustomTexts, placesOf } from "./custom-form.ts";

type Props = Pick<CustomEditing, "form" | "change">;

/** A reply pasted from the documentation, and what the app reads out of it with the places above. */
export function SampleCheck({ form, change }: Props) {
	const { t } = useTranslation("custom");
	const [pasted, setPasted] = useState("");
	const uploads = form.references === "upload";
	const reading = readSample(pasted, placesOf(form), uploads ? form.uploadPlace : undefined);
	return (
		<div className="rounded-md bg-surface-2 p-3">
			<Field label={t("sample.title")} hint={t("sample.lead")}>
				<TextArea rows={3} maxRows={8} value={pasted} onChange={setPasted} placeholder="{ … }" />
			</Field>
			<div aria-live="polite">
				{reading.kind === "not-json" && (
					<Note tone="warn" className="mt-2">
						{t("sample.notJson")}
					</Note>
				)}
				{reading.kind === "read" && (
					<dl className="mt-3 flex flex-col gap-2 text-sm">
						<Reading task={reading.task} form={form} change={change} />
						{uploads && (
							<Row label={t("sample.upload")}>
								<At found={reading.upload} name="uploadPlace" change={change}>
									{reading.upload?.value}
								</At>
							</Row>
						)}
					</dl>
				)}
			</div>
		</div>
	);
}

function Reading({ task, form, change }: Props & { readonly task: TaskReading }) {
	const { t } = useTranslation("custom");
	const { code, message } = task.error?.value ?? {};
	const isUnknown = task.phase === "working" && !task.known;
	// The id is read out of the first reply alone; where a later one repeats it is no matter.
	const isFirst = task.phase === "unsaid" || task.phase === "working";
	const add = (name: "doneWords" | "failedWords") => {
		const words = form[name].trim();
		const word = task.status?.value ?? "";
		change({ [name]: words === "" ? word : `${words}, ${word}` });
	};
	return (
		<>
			<Row label={t("sample.id")}>
				<At
					found={task.id && { ...task.id, own: task.id.own || !isFirst }}
					name="idPlace"
					change={change}
				>
					{task.id?.value}
				</At>
			</Row>
			<Row label={t("sample.status")}>
				<At found={task.status} name="statusPlace" change={change}>
					{task.status?.value}
					{task.phase !== "unsaid" && (
						<span className="ml-2 font-sans text-text-3">{t(`sample.${task.phase}`)}</span>
					)}
				</At>
				{isUnknown && (
					<div className="mt-1 font-sans text-text-2">
						{t("sample.unknown")}
						<span className="mt-1 flex flex-wrap gap-2">
							<Button size="sm" onClick={() => add("doneWords")}>
								{t("sample.meansDone")}
							</Button>
							<Button size="sm" onClick={() => add("failedWords")}>
								{t("sample.meansFailed")}
							</Button>
						</span>
					</div>
				)}
			</Row>
			<Row label={t("sample.pictures")}>
				<At found={task.pictures} name="resultPlace" change={change}>
					{task.pictures && <Pictures pictures={task.pictures.value} />}
				</At>
			</Row>
			<Row label={t("sample.error")}>
				<At found={task.error} name="errorPlace" change={change}>
					{[code, message].filter(Boolean).join(": ")}
				</At>
			</Row>
		</>
	);
}

function Pictures({ pictures }: { readonly pictures: readonly FoundPicture[] }) {
	const { t } = useTranslation("custom");
	const links = pictures.flatMap((picture) => ("link" in picture ? [picture.link] : []));
	const inside = pictures.length - links.length;
	return (
		<>
			<span className="font-sans">
				{links.length > 0 && t("sample.links", { count: links.length })}
				{links.length > 0 && inside > 0 && ", "}
				{inside > 0 && t("sample.inline", { count: inside })}
			</span>
			<span className="block">{links[0]}</span>
		</>
	);
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
	return (
		<div className="grid grid-cols-[6rem_1fr] gap-2">
			<dt className="text-text-3">{label}</dt>
			<dd className="min-w-0 font-mono break-all" data-selectable>
				{children}
			</dd>
		</div>
	);
}

/** What was found; where it stands, when that is not the place that was typed. */
function At({
	found,
	name,
	change,
	children,
}: {
	readonly found: Found<unknown> | undefined;
	readonly name: keyof CustomTexts;
	readonly change: Props["change"];
	readonly children: ReactNode;
}) {
	const { t } = useTranslation("custom");
	if (found === undefined) return <span className="font-sans text-text-3">{t("sample.none")}</span>;
	return (
		<>
			<div>{children}</div>
			{!found.own && (
				<div className="mt-1 flex flex-wrap items-center gap-2 font-sans text-warn">
					{t("sample.elsewhere", { place: found.place })}
					<Button size="sm" onClick={() => change({ [name]: found.place })}>
						{t("sample.use")}
					</Button>
				</div>
			)}
		</>
	);
}
