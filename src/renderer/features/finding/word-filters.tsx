import { useTranslation } from "react-i18next";
import { referenceUrl } from "../../../contract/media.ts";
import { foldTag } from "../../../contract/tag-name.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { narrowGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { useShelf } from "../../state/shelf-store.ts";
import { FilterPart } from "./filter-part.tsx";

/** The others are found by typing. */
const MAX_TAGS = 16;

/** All of the tags pressed; the ones used most are at hand. */
export function TagFilter({
	tags,
}: {
	readonly tags: readonly { readonly name: string; readonly count: number }[];
}) {
	const { t } = useTranslation("finding");
	const chosen = useLibrary((state) => state.query.filter.tags) ?? [];
	const isChosen = (name: string) => chosen.some((tag) => foldTag(tag) === foldTag(name));
	if (tags.length === 0) return null;
	return (
		<FilterPart title={t("filters.tags")}>
			<div className="flex flex-wrap gap-1">
				{tags.slice(0, MAX_TAGS).map(({ name, count }) => (
					<Button
						key={name}
						size="sm"
						pressed={isChosen(name)}
						className={isChosen(name) ? "max-w-full bg-accent-soft!" : "max-w-full"}
						onClick={() =>
							narrowGallery({
								tags: isChosen(name)
									? chosen.filter((tag) => foldTag(tag) !== foldTag(name))
									: [...chosen, name],
							})
						}
					>
						<span className="truncate">{name}</span>{" "}
						<span className="nums text-text-3">{formatNumber(count)}</span>
					</Button>
				))}
			</div>
		</FilterPart>
	);
}

/** Made with one of the references that have a name. */
export function ReferenceFilter() {
	const { t } = useTranslation("finding");
	const entries = useShelf((state) => state.entries);
	const chosen = useLibrary((state) => state.query.filter.reference);
	if (entries.length === 0) return null;
	return (
		<FilterPart title={t("filters.reference")}>
			<ul className="flex max-h-28 flex-wrap gap-1.5 overflow-y-auto p-0.5">
				{entries.map(({ reference, name }) => (
					<li key={reference} className="flex">
						<Tooltip text={name}>
							<button
								type="button"
								aria-label={name}
								aria-pressed={reference === chosen}
								onClick={() =>
									narrowGallery({ reference: reference === chosen ? undefined : reference })
								}
								className={
									reference === chosen
										? "size-10 overflow-hidden rounded-md outline-2 outline-offset-1 outline-accent"
										: "size-10 overflow-hidden rounded-md"
								}
							>
								<Thumbnail src={referenceUrl("reference-thumb", reference)} />
							</button>
						</Tooltip>
					</li>
				))}
			</ul>
		</FilterPart>
	);
}
