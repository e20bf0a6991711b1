import { Link } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RequestReference } from "../../../contract/generation.ts";
import type { ReferenceId } from "../../../contract/ids.ts";
import { referenceUrl } from "../../../contract/media.ts";
import { PanelSection } from "../../kit/panel.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { CopyButton } from "./copy-button.tsx";

/** The references a picture was made with, numbered in the order they were sent. */
export function ReferenceList({
	references,
}: {
	readonly references: readonly RequestReference[];
}) {
	const { t } = useTranslation("inspector");
	if (references.length === 0) return null;
	return (
		<PanelSection title={t("references.title", { count: references.length })}>
			<ol className="flex flex-wrap gap-2">
				{references.map((reference, index) =>
					reference.kind === "picture" ? (
						<li key={reference.id}>
							<ReferencePicture id={reference.id} name={reference.name} number={index + 1} />
						</li>
					) : (
						<li key={reference.url} className="flex w-full min-w-0 items-center gap-2 text-sm">
							<span className="nums text-text-3">{index + 1}</span>
							<Link aria-hidden size={14} strokeWidth={1.75} className="shrink-0 text-text-3" />
							<span data-selectable className="min-w-0 flex-1 truncate" title={reference.url}>
								{reference.url}
							</span>
							<CopyButton label={t("references.copyLink")} text={reference.url} />
						</li>
					),
				)}
			</ol>
		</PanelSection>
	);
}

function ReferencePicture({
	id,
	name,
	number,
}: {
	readonly id: ReferenceId;
	readonly name: string;
	readonly number: number;
}) {
	const { t } = useTranslation("inspector");
	const [isMissing, setMissing] = useState(false);
	const text = isMissing
		? t("references.missing", { number, name })
		: t("references.picture", { number, name });
	return (
		<Tooltip text={text}>
			<span
				role="img"
				aria-label={text}
				className="relative flex size-14 overflow-hidden rounded-md bg-surface-2"
			>
				<Thumbnail src={referenceUrl("reference-thumb", id)} onMissing={() => setMissing(true)} />
				<span className="nums absolute top-0.5 left-0.5 min-w-4 rounded-md bg-surface-1 px-1 text-center text-xs font-medium text-text">
					{number}
				</span>
			</span>
		</Tooltip>
	);
}
