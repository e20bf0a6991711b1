import { useTranslation } from "react-i18next";
import { dateSpan, dayBefore, wholeDate } from "../../../contract/query-dates.ts";
import { formatMonth } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Select } from "../../kit/select.tsx";
import { narrowGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { FilterPart } from "./filter-part.tsx";

const MONTHS_BACK = 36;
const ANY = "any";

/** How far back each reaches, in days before today; yesterday alone ends before now. */
const presets = [
	{ id: "today", days: 0 },
	{ id: "yesterday", days: 1 },
	{ id: "week", days: 6 },
	{ id: "month", days: 29 },
] as const;

/** By when they were saved. */
export function DateFilter() {
	const { t } = useTranslation("finding");
	const from = useLibrary((state) => state.query.filter.from);
	const before = useLibrary((state) => state.query.filter.before);
	const now = Date.now();
	const whole =
		from !== undefined && before !== undefined ? wholeDate({ from, before }) : undefined;
	const month = whole?.length === 7 ? whole : ANY;
	return (
		<FilterPart title={t("key.date")}>
			<div className="flex flex-wrap gap-1">
				{presets.map(({ id, days }) => {
					const span = dayBefore(now, days);
					const isOn = span?.from === from && (id !== "yesterday" || before === span?.before);
					return (
						<Button
							key={id}
							size="sm"
							pressed={isOn}
							className={isOn ? "bg-accent-soft!" : undefined}
							onClick={() =>
								narrowGallery({
									from: isOn ? undefined : span?.from,
									before: isOn || id !== "yesterday" ? undefined : span?.before,
								})
							}
						>
							{t(`date.${id}`)}
						</Button>
					);
				})}
			</div>
			<Select
				className="mt-2"
				label={t("date.choose")}
				value={month}
				options={[
					{ value: ANY, label: t("date.any") },
					...monthsBack(now, month).map((value) => ({
						value,
						label: formatMonth(`${value}-15`),
					})),
				]}
				onChange={(value) => {
					const span = value === ANY ? undefined : dateSpan(value, now);
					narrowGallery({ from: span?.from, before: span?.before });
				}}
			/>
		</FilterPart>
	);
}

function monthsBack(now: number, chosen: string): readonly string[] {
	const today = new Date(now);
	const months = Array.from({ length: MONTHS_BACK }, (_, ago) => {
		const month = new Date(today.getFullYear(), today.getMonth() - ago, 1);
		return `${month.getFullYear()}-${String(month.getMonth() + 1).padStart(2, "0")}`;
	});
	return chosen === ANY || months.includes(chosen) ? months : [...months, chosen];
}
