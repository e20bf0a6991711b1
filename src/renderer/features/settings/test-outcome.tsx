import { useTranslation } from "react-i18next";
import type { AccountTest } from "../../../contract/accounts.ts";
import type { GatewayInfo } from "../../../contract/capability.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatList, formatNumber } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";

/** What a test of the account found, in sentences. */
export function TestOutcome({
	test,
	gateway,
}: {
	readonly test: AccountTest;
	readonly gateway: GatewayInfo;
}) {
	const { t } = useTranslation("settings");
	if (test.error !== undefined) {
		return (
			<Note tone="danger" live>
				{failureText(test.error)}
			</Note>
		);
	}
	const { balance, models } = test;
	const missing =
		models === undefined ? [] : gateway.models.filter(({ model }) => !models.includes(model));
	return (
		<Note tone={missing.length === 0 ? "safe" : "warn"} live>
			<p>{t("test.works", { gateway: gateway.title })}</p>
			{balance !== undefined && (
				<p className="nums">
					{t("test.balance", {
						amount: [formatNumber(balance.amount), balance.unit].join(" ").trim(),
					})}
				</p>
			)}
			{models !== undefined && (
				<p>
					{missing.length === 0
						? t("test.allModels")
						: missing.length === gateway.models.length
							? t("test.noneOfModels")
							: t("test.missingModels", {
									models: formatList(missing.map(({ title }) => title)),
								})}
				</p>
			)}
		</Note>
	);
}
