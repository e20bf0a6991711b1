import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SpendSummary } from "../../../contract/money.ts";
import { formatDay, formatNumber, formatShortDay, formatUsd } from "../../bridge/format.ts";
import { type DaySpend, everyDay } from "./money-figures.ts";
import { pendingLook } from "./money-look.ts";

/** What each of the last thirty days has cost: bars for the eye, a table for the ear. */
export function MoneyDays({ days }: { readonly days: SpendSummary["days"] }) {
	const { t } = useTranslation("money");
	const [under, setUnder] = useState<string>();
	const shown = everyDay(days, new Date());
	const most = Math.max(...shown.map(({ spend }) => spend.usd + spend.pendingUsd));
	const total = shown.reduce((sum, { spend }) => sum + spend.usd, 0);
	const pointed = shown.find(({ day }) => day === under);
	return (
		<div>
			<div className="flex min-h-5 items-baseline justify-between gap-2 text-sm">
				<h5 className="shrink-0 text-text-2">{t("days.title")}</h5>
				<p className="nums truncate text-text-3">
					{pointed === undefined
						? most > 0 && t("days.total", { usd: formatUsd(total) })
						: daySaid(pointed, t)}
				</p>
			</div>
			{most > 0 ? (
				<div
					aria-hidden
					className="mt-1 flex h-16 border-b border-line"
					onPointerLeave={() => setUnder(undefined)}
				>
					{shown.map(({ day, spend }) => (
						<div
							key={day}
							className="flex flex-1 flex-col justify-end rounded-t-md px-px hover:bg-surface-2"
							onPointerEnter={() => setUnder(day)}
						>
							<Bar className={pendingLook} usd={spend.pendingUsd} most={most} />
							<Bar className="bg-accent" usd={spend.usd} most={most} />
						</div>
					))}
				</div>
			) : (
				<p className="text-sm text-text-3">{t("days.none")}</p>
			)}
			{most > 0 && (
				<div aria-hidden className="nums flex justify-between text-xs text-text-3">
					{[shown[0], shown.at(-1)].map(
						(end) => end !== undefined && <span key={end.day}>{formatShortDay(end.day)}</span>,
					)}
				</div>
			)}
			<DaysTable days={days} />
		</div>
	);
}

function Bar({
	usd,
	most,
	className,
}: {
	readonly usd: number;
	readonly most: number;
	readonly className: string;
}) {
	// A few cents beside many dollars still are something.
	return usd > 0 ? (
		<div className={className} style={{ height: `max(2px, ${(usd / most) * 100}%)` }} />
	) : null;
}

function daySaid(
	{ day, spend }: DaySpend,
	t: ReturnType<typeof useTranslation<"money">>["t"],
): string {
	const facts = { day: formatDay(day), usd: formatUsd(spend.usd), count: spend.images };
	return spend.pendingUsd > 0
		? t("days.saidPending", { ...facts, pending: formatUsd(spend.pendingUsd) })
		: t("days.said", facts);
}

function DaysTable({ days }: { readonly days: SpendSummary["days"] }) {
	const { t } = useTranslation("money");
	if (days.length === 0) return null;
	return (
		<table className="sr-only">
			<caption>{t("days.title")}</caption>
			<thead>
				<tr>
					<th scope="col">{t("days.day")}</th>
					<th scope="col">{t("month.charged")}</th>
					<th scope="col">{t("month.pending")}</th>
					<th scope="col">{t("month.pictures")}</th>
				</tr>
			</thead>
			<tbody>
				{days.map(({ day, spend }) => (
					<tr key={day}>
						<th scope="row">{formatDay(day)}</th>
						<td>{formatUsd(spend.usd)}</td>
						<td>{formatUsd(spend.pendingUsd)}</td>
						<td>{formatNumber(spend.images)}</td>
					</tr>
				))}
			</tbody>
		</table>
	);
}
