import { useTranslation } from "react-i18next";
import type { Span } from "../../../contract/library-query.ts";
import { type Measured, nameOf } from "../../../contract/query-values.ts";
import {
	namedRatios,
	namedSizes,
	ratioSpan,
	ratioSpans,
	sizeSpan,
} from "../../../contract/query-words.ts";
import { NumberField } from "../../kit/number-field.tsx";
import { Select, type SelectOption } from "../../kit/select.tsx";
import { narrowGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { spanWords } from "./chip-text.ts";
import { FilterPart } from "./filter-part.tsx";

const ANY = "any";
/** Typed by hand, as no name has it. */
const OWN = "own";

export function SizeFilter() {
	const { t } = useTranslation("finding");
	const side = useLibrary((state) => state.query.filter.side);
	const options = namedSizes.map(({ name }) => ({ value: name as string, label: name }));
	return (
		<NamedSpan
			title={t("key.size")}
			measured="size"
			span={side}
			options={options}
			onChoose={(name) => narrowGallery({ side: name === undefined ? undefined : sizeSpan(name) })}
		/>
	);
}

export function RatioFilter() {
	const { t } = useTranslation("finding");
	const ratio = useLibrary((state) => state.query.filter.ratio);
	const options = [
		...(["landscape", "portrait"] as const).map((value) => ({
			value: value as string,
			label: t(`ratio.${value}`),
		})),
		...namedRatios.map((pair) => ({ value: pair.join(":"), label: pair.join(":") })),
	];
	return (
		<NamedSpan
			title={t("key.ratio")}
			measured="ratio"
			span={ratio}
			options={options}
			onChoose={(name) =>
				narrowGallery({ ratio: name === undefined ? undefined : spanNamed(name) })
			}
		/>
	);
}

function spanNamed(name: string): Span | undefined {
	if (name === "landscape" || name === "portrait") return ratioSpans[name];
	const pair = namedRatios.find((one) => one.join(":") === name);
	return pair && ratioSpan(pair[0], pair[1]);
}

function NamedSpan({
	title,
	measured,
	span,
	options,
	onChoose,
}: {
	readonly title: string;
	readonly measured: Measured;
	readonly span: Span | undefined;
	readonly options: readonly SelectOption<string>[];
	readonly onChoose: (name: string | undefined) => void;
}) {
	const { t } = useTranslation("finding");
	const value = span === undefined ? ANY : (nameOf(measured, span) ?? OWN);
	const own = span !== undefined && value === OWN;
	return (
		<FilterPart title={title}>
			<Select
				label={title}
				value={value}
				options={[
					{ value: ANY, label: t("filters.any") },
					...options,
					...(own ? [{ value: OWN, label: spanWords(measured, span) }] : []),
				]}
				onChange={(name) => {
					if (name !== OWN) onChoose(name === ANY ? undefined : name);
				}}
			/>
		</FilterPart>
	);
}

export function PriceFilter() {
	const { t } = useTranslation("finding");
	const usd = useLibrary((state) => state.query.filter.usd);
	const set = (end: "min" | "max", value: number | null) => {
		const { [end]: _, ...rest } = usd ?? {};
		const next = { ...rest, ...(value !== null && value >= 0 && { [end]: value }) };
		narrowGallery({ usd: Object.keys(next).length === 0 ? undefined : next });
	};
	return (
		<FilterPart title={t("filters.price")}>
			<div className="flex items-center gap-1">
				{(["min", "max"] as const).map((end) => (
					<NumberField
						key={end}
						label={t(`filters.${end}`)}
						value={usd?.[end] ?? null}
						min={0}
						step={0.01}
						format={{ useGrouping: false, maximumFractionDigits: 6 }}
						className="min-w-0 flex-1"
						onChange={(value) => set(end, value)}
					/>
				))}
			</div>
		</FilterPart>
	);
}

const origins = ["made", "imported", "missing"] as const;

export function OriginFilter() {
	const { t } = useTranslation("finding");
	const origin = useLibrary((state) => state.query.filter.origin);
	const state = useLibrary((library) => library.query.filter.state);
	const value = state === "missing" ? "missing" : (origin ?? ANY);
	return (
		<FilterPart title={t("filters.origin")}>
			<Select
				label={t("filters.origin")}
				value={value as (typeof origins)[number] | typeof ANY}
				options={[
					{ value: ANY, label: t("filters.any") },
					...origins.map((one) => ({ value: one, label: t(`is.${one}`) })),
				]}
				onChange={(next) =>
					narrowGallery({
						origin: next === "made" || next === "imported" ? next : undefined,
						state: next === "missing" ? "missing" : undefined,
					})
				}
			/>
		</FilterPart>
	);
}
