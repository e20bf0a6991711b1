import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { nameBlanks } from "../../../contract/export-names.ts";
import type { ImageId } from "../../../contract/ids.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Menu } from "../../kit/menu.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { leavesPromptsOut, useExportWishes } from "./export-wishes.ts";
import { useSampleNames } from "./use-sample-names.ts";

const MAX_PATTERN = 200;

/** The pattern of file names, and what it makes of the first pictures. */
export function NamesField({ ids }: { readonly ids: readonly ImageId[] }) {
	const { t } = useTranslation("exporting");
	const wishes = useExportWishes();
	const { names } = wishes;
	const samples = useSampleNames(ids, wishes, leavesPromptsOut(wishes));
	const put = (next: string) => useExportWishes.setState({ names: next.slice(0, MAX_PATTERN) });
	return (
		<div>
			<Field
				label={t("names")}
				aside={
					<Menu
						entries={nameBlanks.map((blank) => ({
							id: blank,
							label: t(`blank.${blank}`),
							shortcut: `{${blank}}`,
							onSelect: () => put(`${names.trimEnd()} {${blank}}`.trimStart()),
						}))}
					>
						<Button size="sm" look="quiet" icon={Plus}>
							{t("names.add")}
						</Button>
					</Menu>
				}
			>
				<TextField value={names} onChange={put} maxLength={MAX_PATTERN} mono />
			</Field>
			<ul aria-label={t("names.samples")} className="mt-1.5 text-sm text-text-3">
				{samples.map((name) => (
					<li key={name} className="truncate font-mono" title={name}>
						{name}
					</li>
				))}
				{ids.length > samples.length && samples.length > 0 && <li aria-hidden>…</li>}
			</ul>
		</div>
	);
}
