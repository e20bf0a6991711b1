import { formatNumber } from "../../bridge/format.ts";
import { Checkbox } from "../../kit/checkbox.tsx";
import { narrowGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { FilterPart } from "./filter-part.tsx";

type Choice = { readonly value: string; readonly label: string; readonly count: number };

/** Any of a list, with how many pictures each has. */
export function CheckedFilter({
	title,
	field,
	choices,
}: {
	readonly title: string;
	readonly field: "gateways" | "models";
	readonly choices: readonly Choice[];
}) {
	const chosen = useLibrary((state) => state.query.filter[field]) ?? [];
	const known = new Set(choices.map(({ value }) => value));
	// What is asked for stays to be unchecked, though the library no longer has it.
	const gone = chosen.filter((value) => !known.has(value));
	const all = [...choices, ...gone.map((value) => ({ value, label: value, count: 0 }))];
	if (all.length === 0) return null;
	return (
		<FilterPart title={title}>
			<ul className="flex max-h-36 flex-col gap-1 overflow-y-auto">
				{all.map(({ value, label, count }) => (
					<li key={value} className="flex items-start justify-between gap-2">
						<Checkbox
							checked={chosen.includes(value)}
							label={label}
							onChange={(isOn) =>
								narrowGallery({
									[field]: isOn ? [...chosen, value] : chosen.filter((one) => one !== value),
								})
							}
						/>
						<span className="nums shrink-0 text-text-3">{formatNumber(count)}</span>
					</li>
				))}
			</ul>
		</FilterPart>
	);
}
