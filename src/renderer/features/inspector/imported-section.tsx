import { useTranslation } from "react-i18next";
import type { ImageDetail } from "../../../contract/library.ts";
import { PanelSection } from "../../kit/panel.tsx";
import { CopyButton } from "./copy-button.tsx";
import { PromptSection } from "./prompt-section.tsx";

type Imported = NonNullable<ImageDetail["imported"]>;

/** Where a picture came from, and what its own metadata says of how it was made. */
export function ImportedSection({ imported }: { readonly imported: Imported }) {
	const { t } = useTranslation("inspector");
	const { foreign, source, way, description, author } = imported;
	const lines = [
		{ name: t("imported.source"), value: source },
		{ name: t("imported.way"), value: t(`imported.${way}`) },
		...(author === undefined ? [] : [{ name: t("imported.author"), value: author }]),
		...(foreign === undefined || foreign.generator === ""
			? []
			: [{ name: t("imported.generator"), value: foreign.generator }]),
		...(foreign?.model === undefined ? [] : [{ name: t("fact.model"), value: foreign.model }]),
	];
	return (
		<>
			{description !== undefined && description !== foreign?.prompt && (
				<PromptSection title={t("imported.description")} text={description} />
			)}
			{foreign !== undefined && foreign.prompt !== "" && (
				<PromptSection title={t("prompt")} text={foreign.prompt} />
			)}
			{foreign?.negativePrompt !== undefined && foreign.negativePrompt !== "" && (
				<PromptSection title={t("imported.negative")} text={foreign.negativePrompt} />
			)}
			<PanelSection title={t("imported.title")}>
				<Lines lines={lines} />
			</PanelSection>
			{foreign !== undefined && foreign.parameters.length > 0 && (
				<PanelSection
					title={t("imported.parameters")}
					aside={
						<CopyButton
							label={t("imported.copyParameters")}
							text={foreign.parameters.map(({ name, value }) => `${name}: ${value}`).join("\n")}
						/>
					}
				>
					<Lines lines={foreign.parameters} />
				</PanelSection>
			)}
		</>
	);
}

function Lines({
	lines,
}: {
	readonly lines: readonly { readonly name: string; readonly value: string }[];
}) {
	return (
		<dl className="grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
			{lines.map(({ name, value }, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a generator may name a parameter twice.
				<div key={`${at} ${name}`} className="contents">
					<dt className="max-w-32 break-words text-text-3">{name}</dt>
					<dd data-selectable className="line-clamp-6 break-words">
						{value}
					</dd>
				</div>
			))}
		</dl>
	);
}
