import { ListFilter } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { useFacets } from "../../state/facets-store.ts";
import { narrowGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { CheckedFilter } from "./checked-filter.tsx";
import { DateFilter } from "./date-filter.tsx";
import { openTool, useFinding } from "./finding-store.ts";
import { MarkFilter } from "./mark-filter.tsx";
import { OriginFilter, PriceFilter, RatioFilter, SizeFilter } from "./span-filters.tsx";
import { ReferenceFilter, TagFilter } from "./word-filters.tsx";

/** Everything pictures can be told apart by, to be pressed instead of typed. */
export function FiltersTool() {
	const { t } = useTranslation("finding");
	const isOpen = useFinding((state) => state.open === "filters");
	const {
		text: _,
		collection: __,
		state,
		...narrowing
	} = useLibrary((library) => library.query.filter);
	const isNarrowed = Object.keys(narrowing).length > 0 || state === "missing";
	return (
		<Popover
			title={t("filters.name")}
			open={isOpen}
			onOpenChange={(next) => openTool("filters", next)}
			align="center"
			content={<Filters isNarrowed={isNarrowed} />}
		>
			<IconButton icon={ListFilter} size="sm" label={t("filters.name")} pressed={isNarrowed} />
		</Popover>
	);
}

function Filters({ isNarrowed }: { readonly isNarrowed: boolean }) {
	const { t } = useTranslation("finding");
	const facets = useFacets();
	return (
		<div className="-mr-3 flex max-h-[min(70vh,560px)] w-84 flex-col gap-4 overflow-y-auto pr-3">
			<MarkFilter />
			<DateFilter />
			<div className="grid grid-cols-2 gap-3">
				<SizeFilter />
				<RatioFilter />
			</div>
			<CheckedFilter
				title={t("key.gateway")}
				field="gateways"
				choices={(facets?.gateways ?? [])
					.filter(({ id }) => id !== "")
					.map(({ id, title, count }) => ({ value: id, label: title, count }))}
			/>
			<CheckedFilter
				title={t("key.model")}
				field="models"
				choices={(facets?.models ?? []).map(({ title, count }) => ({
					value: title,
					label: title,
					count,
				}))}
			/>
			<TagFilter tags={facets?.tags ?? []} />
			<ReferenceFilter />
			<div className="grid grid-cols-2 gap-3">
				<PriceFilter />
				<OriginFilter />
			</div>
			{isNarrowed && (
				<Button
					size="sm"
					className="self-start"
					onClick={() =>
						narrowGallery({
							...{ gateways: [], models: [], tags: [], picks: [] },
							...{ minStars: undefined, side: undefined, ratio: undefined, usd: undefined },
							...{ from: undefined, before: undefined, origin: undefined, state: undefined },
							...{ reference: undefined, childrenOf: undefined, job: undefined },
						})
					}
				>
					{t("filters.clear")}
				</Button>
			)}
		</div>
	);
}
