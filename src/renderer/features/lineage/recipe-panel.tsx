import { clsx } from "clsx";
import { ArrowRight, X } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ImageDetail, Recipe } from "../../../contract/library.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import { failureText } from "../../bridge/error-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { Note } from "../../kit/note.tsx";
import { Skeleton } from "../../kit/skeleton.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { useImageDetail } from "../../state/image-details.ts";
import {
	compareRecipes,
	isSameRecipe,
	type RecipeComparison,
	type ReferenceChange,
	type WordChange,
} from "./compare-recipes.ts";
import { useParameterWords } from "./parameter-words.ts";

/** What is not the same in the recipes of two pictures. */
export function RecipePanel({
	before,
	after,
	onClose,
}: {
	readonly before: ImageDetail["image"]["id"];
	readonly after: ImageDetail["image"]["id"];
	readonly onClose: () => void;
}) {
	const { t } = useTranslation("lineage");
	const one = useImageDetail(before);
	const other = useImageDetail(after);
	const failure = one.failure ?? other.failure;
	return (
		<section
			aria-label={t("compare.name")}
			className="flex max-h-[45%] shrink-0 flex-col border-t border-line bg-surface-1"
		>
			<header className="flex h-10 shrink-0 items-center gap-2 pr-1 pl-4">
				<h3 className="text-base font-semibold">{t("compare.name")}</h3>
				<Small id={before} label={t("compare.before")} />
				<ArrowRight aria-hidden size={14} strokeWidth={1.75} className="text-text-3" />
				<Small id={after} label={t("compare.after")} />
				<div className="ml-auto">
					<IconButton icon={X} label={t("compare.close")} onClick={onClose} />
				</div>
			</header>
			<div className="min-h-0 overflow-y-auto px-4 pb-4">
				{failure !== undefined && <Note tone="danger">{failureText(failure)}</Note>}
				{failure === undefined && (one.detail === undefined || other.detail === undefined) && (
					<Skeleton className="h-24 w-full" />
				)}
				{one.detail !== undefined && other.detail !== undefined && (
					<Comparison before={one.detail.recipe} after={other.detail.recipe} />
				)}
			</div>
		</section>
	);
}

function Small({ id, label }: { readonly id: ImageDetail["image"]["id"]; readonly label: string }) {
	return (
		<span role="img" aria-label={label} className="size-7 overflow-hidden rounded-md">
			<Thumbnail key={id} src={imageUrl("thumb", id)} />
		</span>
	);
}

function Comparison({
	before,
	after,
}: {
	readonly before: Recipe | undefined;
	readonly after: Recipe | undefined;
}) {
	const { t } = useTranslation("lineage");
	const comparison = useMemo(
		() => (before === undefined || after === undefined ? undefined : compareRecipes(before, after)),
		[before, after],
	);
	if (comparison === undefined) return <Note tone="info">{t("compare.noRecipe")}</Note>;
	if (isSameRecipe(comparison)) return <Note tone="info">{t("compare.same")}</Note>;
	return (
		<div className="grid gap-x-8 gap-y-4 @3xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
			<Words words={comparison.words} />
			<div className="flex min-w-0 flex-col gap-4">
				<References references={comparison.references} />
				<Parameters comparison={comparison} />
			</div>
		</div>
	);
}

const wordLook = {
	same: "text-text-2",
	added: "rounded-sm bg-accent-soft text-text no-underline",
	removed: "rounded-sm bg-danger-soft text-text",
} as const;

function Words({ words }: { readonly words: readonly WordChange[] }) {
	const { t } = useTranslation("lineage");
	return (
		<div>
			<h4 className="mb-1 text-sm font-medium text-text-2">{t("compare.words")}</h4>
			<p data-selectable className="whitespace-pre-wrap break-words leading-5">
				{words.map(({ kind, text }, at) => {
					const Tag = kind === "added" ? "ins" : kind === "removed" ? "del" : "span";
					return (
						// biome-ignore lint/suspicious/noArrayIndexKey: stretches of one text, drawn anew as a whole
						<Tag key={at} className={wordLook[kind]}>
							{text}
						</Tag>
					);
				})}
			</p>
		</div>
	);
}

function References({ references }: { readonly references: readonly ReferenceChange[] }) {
	const { t } = useTranslation("lineage");
	if (references.length === 0) return null;
	return (
		<div>
			<h4 className="mb-1 text-sm font-medium text-text-2">{t("compare.references")}</h4>
			<ul className="flex flex-wrap gap-3">
				{references.map(({ kind, reference, before, after }) => (
					<li key={`${kind} ${before} ${after}`} className="w-16 text-center text-xs text-text-3">
						<span
							className={clsx(
								"block size-16 overflow-hidden rounded-md bg-surface-2",
								kind === "added" && "outline-2 outline-accent",
								kind === "removed" && "opacity-50 outline-2 outline-danger",
							)}
						>
							{reference.kind === "picture" ? (
								<Thumbnail src={referenceUrl("reference-thumb", reference.id)} />
							) : (
								<span className="block truncate p-1" title={reference.url}>
									{reference.url}
								</span>
							)}
						</span>
						{t(`compare.reference.${kind}`, { before, after })}
					</li>
				))}
			</ul>
		</div>
	);
}

function Parameters({ comparison }: { readonly comparison: RecipeComparison }) {
	const { t } = useTranslation("lineage");
	const put = useParameterWords();
	if (comparison.parameters.length === 0) return null;
	return (
		<div>
			<h4 className="mb-1 text-sm font-medium text-text-2">{t("compare.parameters")}</h4>
			<table className="text-sm">
				<tbody>
					{comparison.parameters.map((change) => {
						const { label, before, after } = put(change);
						return (
							<tr key={label} className="align-baseline">
								<th scope="row" className="pr-4 text-left font-normal text-text-3">
									{label}
								</th>
								<td className="nums pr-2 text-text-2">{before}</td>
								<td className="pr-2 text-text-3">
									<ArrowRight
										aria-label={t("compare.becomes")}
										size={12}
										strokeWidth={1.75}
										className="inline"
									/>
								</td>
								<td className="nums font-medium">{after}</td>
							</tr>
						);
					})}
				</tbody>
			</table>
		</div>
	);
}
