import { clsx } from "clsx";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import { Budget, type SpendSummary } from "../../../contract/money.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatUsd, formatUsdLeft } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";
import { Segmented } from "../../kit/segmented.tsx";
import { saveSettings, useApp } from "../../state/app-store.ts";
import { useMoney } from "../../state/money-store.ts";
import { MoneyField } from "./money-field.tsx";
import { budgetShares } from "./money-figures.ts";
import { pendingLook } from "./money-look.ts";
import { MoneyPart } from "./money-part.tsx";

type Period = Budget["period"];

const MAX_USD = Budget.shape.usd.maxValue ?? Number.MAX_SAFE_INTEGER;

/** A limit per day or month, and how much of it is left. */
export function MoneyBudget() {
	const { t } = useTranslation("money");
	const budget = useApp((state) => state.settings.budget);
	const summary = useMoney((state) => state.summary);
	// A period without an amount is no budget yet, and only known here.
	const [wanted, setWanted] = useState<Period>();
	const [failure, setFailure] = useState<Failure>();
	const period = budget?.period ?? wanted;
	const save = (next: Budget | null) => saveSettings({ budget: next });
	const choose = (next: Period | "off") => {
		setFailure(undefined);
		setWanted(next === "off" ? undefined : next);
		if (budget === undefined) return;
		const changed = next === "off" ? null : { usd: budget.usd, period: next };
		save(changed).catch((thrown: unknown) => setFailure(failureOf(thrown)));
	};
	return (
		<MoneyPart title={t("budget.title")}>
			<div className="flex flex-wrap items-start gap-2">
				<Segmented
					label={t("budget.label")}
					value={period ?? "off"}
					onChange={choose}
					className="min-w-60 flex-1"
					segments={[
						{ value: "off", label: t("budget.off") },
						{ value: "day", label: t("budget.day") },
						{ value: "month", label: t("budget.month") },
					]}
				/>
				{period !== undefined && (
					<MoneyField
						key={period}
						label={t(period === "day" ? "budget.amountDay" : "budget.amountMonth")}
						value={budget?.usd}
						rules={{ aboveZero: true, max: MAX_USD }}
						autoFocus={budget === undefined}
						onSave={async (usd) => {
							setWanted(period);
							await save(usd === null ? null : { usd, period });
						}}
						className="w-36 pt-0.5"
					/>
				)}
			</div>
			{failure !== undefined && (
				<Note tone="danger" live>
					{failureText(failure)}
				</Note>
			)}
			{period !== undefined && budget === undefined && (
				<p className="text-sm text-text-2">{t("budget.missing")}</p>
			)}
			{budget !== undefined && summary?.budget !== undefined && (
				<BudgetUse summary={summary} budget={summary.budget} />
			)}
			<p className="text-sm text-text-3">{t("budget.about")}</p>
		</MoneyPart>
	);
}

/** Spent, pending and left, as a bar with words. */
function BudgetUse({
	summary,
	budget: { period, usd, leftUsd },
}: {
	readonly summary: SpendSummary;
	readonly budget: NonNullable<SpendSummary["budget"]>;
}) {
	const { t } = useTranslation("money");
	const spend = period === "day" ? summary.today : summary.month;
	const shares = budgetShares(spend.usd, spend.pendingUsd, usd);
	const all = formatUsd(usd);
	const passed = leftUsd < 0;
	const spentLook = passed ? "bg-warn" : "bg-accent";
	return (
		<div className="flex flex-col gap-1">
			<div aria-hidden className="flex h-2 overflow-hidden rounded-full bg-surface-3">
				<div className={spentLook} style={{ width: `${shares.spent * 100}%` }} />
				<div className={pendingLook} style={{ width: `${shares.pending * 100}%` }} />
			</div>
			<div className="nums flex flex-wrap gap-x-4 text-sm text-text-2">
				<span className="flex items-center gap-1.5">
					<span aria-hidden className={clsx("size-2 rounded-full", spentLook)} />
					{t("budget.spent", { usd: formatUsd(spend.usd) })}
				</span>
				<span className="flex items-center gap-1.5">
					<span
						aria-hidden
						className={clsx("size-2 rounded-full border border-accent", pendingLook)}
					/>
					{t("budget.pending", { usd: formatUsd(spend.pendingUsd) })}
				</span>
				{!passed && (
					<span className="ml-auto text-text">
						{t(period === "day" ? "budget.leftOfDay" : "budget.leftOfMonth", {
							...{ left: formatUsdLeft(leftUsd), all },
						})}
					</span>
				)}
			</div>
			{passed && (
				<Note tone="warn" live>
					{t(period === "day" ? "budget.passedDay" : "budget.passedMonth", {
						...{ over: formatUsd(-leftUsd), all },
					})}
				</Note>
			)}
		</div>
	);
}
