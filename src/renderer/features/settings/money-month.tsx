import { useTranslation } from "react-i18next";
import type { SpendSummary } from "../../../contract/money.ts";
import { formatNumber, formatUsd } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { useMoney } from "../../state/money-store.ts";
import { MoneyDays } from "./money-days.tsx";
import { usdPerSaved } from "./money-figures.ts";
import { figureLook } from "./money-look.ts";
import { MoneyPart } from "./money-part.tsx";
import { priceText } from "./money-words.ts";

/** What this month has cost so far, the last days, and what went where. */
export function MoneyMonth() {
	const { t } = useTranslation("money");
	const summary = useMoney((state) => state.summary);
	if (summary === undefined) {
		return (
			<MoneyPart title={t("month.title")}>
				<Spinner label={t("month.asking")} />
			</MoneyPart>
		);
	}
	const { month, parts } = summary;
	const each = usdPerSaved(parts);
	return (
		<MoneyPart title={t("month.title")}>
			{month.jobs === 0 ? (
				<p className="text-sm text-text-3">{t("month.none")}</p>
			) : (
				<dl className="grid grid-cols-4 gap-px overflow-hidden rounded-md border border-line bg-line">
					<Figure name={t("month.charged")} value={formatUsd(month.usd)} />
					<Figure name={t("month.pending")} value={formatUsd(month.pendingUsd)} />
					<Figure name={t("month.pictures")} value={formatNumber(month.images)} />
					<Figure name={t("month.each")} value={each === undefined ? "–" : priceText(each)} />
				</dl>
			)}
			{month.unpriced > 0 && (
				<Note tone="info">{t("month.unpriced", { count: month.unpriced })}</Note>
			)}
			{month.pendingUsd > 0 && <p className="text-sm text-text-3">{t("month.pendingNote")}</p>}
			{each !== undefined && <p className="text-sm text-text-3">{t("month.eachNote")}</p>}
			<MoneyDays days={summary.days} />
			{parts.length > 0 && <Parts parts={parts} />}
		</MoneyPart>
	);
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
	return (
		<div className="flex min-w-0 flex-col bg-surface-1 px-3 py-2">
			<dt className="truncate text-sm text-text-3">{name}</dt>
			<dd className="nums truncate text-lg" data-selectable>
				{value}
			</dd>
		</div>
	);
}

/** This month by account and model, the dearest first. */
function Parts({ parts }: { readonly parts: SpendSummary["parts"] }) {
	const { t } = useTranslation("money");
	return (
		<table className="nums w-full text-sm" data-selectable>
			<caption className="sr-only">{t("parts.title")}</caption>
			<thead className="text-text-3">
				<tr>
					<th scope="col" className="py-1.5 text-left font-normal">
						{t("parts.what")}
					</th>
					<th scope="col" className={figureLook}>
						{t("month.charged")}
					</th>
					<th scope="col" className={figureLook}>
						{t("month.pictures")}
					</th>
					<th scope="col" className={figureLook}>
						{t("month.each")}
					</th>
				</tr>
			</thead>
			<tbody className="divide-y divide-line border-t border-line">
				{parts.map((part) => (
					<Part key={`${part.account} ${part.gatewayTitle} ${part.modelTitle}`} part={part} />
				))}
			</tbody>
		</table>
	);
}

function Part({ part }: { readonly part: SpendSummary["parts"][number] }) {
	const { t } = useTranslation("money");
	const { accountLabel, gatewayTitle, modelTitle, spend } = part;
	const account = accountLabel === gatewayTitle ? [] : [gatewayTitle];
	const { usd, pendingUsd, images, jobs, unpriced } = spend;
	const each = usdPerSaved([part]);
	return (
		<tr>
			<th scope="row" className="w-full max-w-0 py-1.5 text-left font-normal">
				<div className="truncate">{modelTitle}</div>
				<div className="truncate text-text-3">{[accountLabel, ...account].join(" · ")}</div>
				{unpriced > 0 && unpriced < jobs && (
					<div className="text-text-3">{t("parts.partly", { count: unpriced })}</div>
				)}
			</th>
			<td className={figureLook}>
				<div>{unpriced === jobs ? t("parts.unknown") : formatUsd(usd)}</div>
				{pendingUsd > 0 && (
					<div className="text-text-3">{t("parts.pending", { usd: formatUsd(pendingUsd) })}</div>
				)}
			</td>
			<td className={figureLook}>{formatNumber(images)}</td>
			<td className={figureLook}>{each === undefined ? "–" : priceText(each)}</td>
		</tr>
	);
}
