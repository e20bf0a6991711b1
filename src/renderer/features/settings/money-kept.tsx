import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { KeptCost } from "../../../contract/lineage.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber, formatUsd } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { figureLook } from "./money-look.ts";
import { MoneyPart } from "./money-part.tsx";
import { priceText } from "./money-words.ts";

/** What a picture that was kept has cost, with everything made on the way to it. */
export function MoneyKept() {
	const { t } = useTranslation("money");
	const { costs, failure } = useKeptCosts();
	return (
		<MoneyPart title={t("kept.title")}>
			<p className="text-sm text-text-3">{t("kept.about")}</p>
			{failure !== undefined && <Note tone="danger">{failureText(failure)}</Note>}
			{costs === undefined && failure === undefined && <Spinner label={t("month.asking")} />}
			{costs !== undefined &&
				(costs.length === 0 ? (
					<p className="text-sm text-text-3">{t("kept.none")}</p>
				) : (
					<Table costs={costs} />
				))}
		</MoneyPart>
	);
}

function useKeptCosts() {
	const [known, setKnown] = useState<{
		readonly costs?: readonly KeptCost[];
		readonly failure?: Failure;
	}>({});
	useEffect(() => {
		let isWanted = true;
		ask("library.keptCosts", { text: "" }).then(
			(costs) => isWanted && setKnown({ costs }),
			(thrown) => isWanted && setKnown({ failure: failureOf(thrown) }),
		);
		return () => {
			isWanted = false;
		};
	}, []);
	return known;
}

function Table({ costs }: { readonly costs: readonly KeptCost[] }) {
	const { t } = useTranslation("money");
	const columns = ["made", "kept", "spent", "each"] as const;
	return (
		<table className="nums w-full text-sm" data-selectable>
			<caption className="sr-only">{t("kept.title")}</caption>
			<thead className="text-text-3">
				<tr>
					<th scope="col" className="py-1.5 text-left font-normal">
						{t("kept.what")}
					</th>
					{columns.map((column) => (
						<th key={column} scope="col" className={figureLook}>
							{t(`kept.${column}`)}
						</th>
					))}
				</tr>
			</thead>
			<tbody className="divide-y divide-line border-t border-line">
				{costs.map((cost) => (
					<Row key={`${cost.gatewayTitle} ${cost.modelTitle}`} cost={cost} />
				))}
			</tbody>
		</table>
	);
}

function Row({ cost }: { readonly cost: KeptCost }) {
	const { t } = useTranslation("money");
	const { gatewayTitle, modelTitle, made, kept, usd, unpriced, usdPerKept } = cost;
	return (
		<tr>
			<th scope="row" className="w-full max-w-0 py-1.5 text-left font-normal">
				<div className="truncate">{modelTitle}</div>
				<div className="truncate text-text-3">{gatewayTitle}</div>
				{unpriced > 0 && unpriced < made && (
					<div className="text-text-3">{t("kept.partly", { count: unpriced })}</div>
				)}
			</th>
			<td className={figureLook}>{formatNumber(made)}</td>
			<td className={figureLook}>
				{t("kept.share", {
					number: formatNumber(kept),
					percent: formatNumber(made === 0 ? 0 : kept / made, {
						style: "percent",
						maximumFractionDigits: 0,
					}),
				})}
			</td>
			<td className={figureLook}>{unpriced === made ? t("parts.unknown") : formatUsd(usd)}</td>
			<td className={figureLook}>{usdPerKept === undefined ? "–" : priceText(usdPerKept)}</td>
		</tr>
	);
}
