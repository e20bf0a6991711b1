import { useTranslation } from "react-i18next";
import { MoneyBudget } from "./money-budget.tsx";
import { MoneyKept } from "./money-kept.tsx";
import { MoneyMonth } from "./money-month.tsx";
import { MoneyPrices } from "./money-prices.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** The budget, what was spent, and what pictures cost. */
export function MoneySection() {
	const { t } = useTranslation("money");
	return (
		<SettingsSection title={t("title")} part="money">
			<div className="flex flex-col gap-6">
				<MoneyBudget />
				<MoneyMonth />
				<MoneyKept />
				<MoneyPrices />
			</div>
		</SettingsSection>
	);
}
