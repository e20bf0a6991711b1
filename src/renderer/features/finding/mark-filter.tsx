import { useTranslation } from "react-i18next";
import { pickWords } from "../../../contract/query-words.ts";
import { Button } from "../../kit/button.tsx";
import { StarRow } from "../../kit/star-row.tsx";
import { narrowGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { FilterPart } from "./filter-part.tsx";

/** By what the designer thinks of them. */
export function MarkFilter() {
	const { t } = useTranslation("finding");
	const picks = useLibrary((state) => state.query.filter.picks) ?? [];
	const minStars = useLibrary((state) => state.query.filter.minStars);
	return (
		<FilterPart title={t("filters.marks")}>
			<div className="flex flex-wrap items-center gap-1">
				{pickWords.map(([word, pick]) => (
					<Button
						key={pick}
						size="sm"
						pressed={picks.includes(pick)}
						className={picks.includes(pick) ? "bg-accent-soft!" : undefined}
						onClick={() =>
							narrowGallery({
								picks: picks.includes(pick)
									? picks.filter((one) => one !== pick)
									: [...picks, pick],
							})
						}
					>
						{t(`pick.${word}`)}
					</Button>
				))}
				<StarRow
					className="ml-auto"
					given={minStars ?? 0}
					name={(count) => t("stars.atLeast", { count })}
					onGive={(stars) => narrowGallery({ minStars: stars ?? undefined })}
				/>
			</div>
		</FilterPart>
	);
}
