import { useTranslation } from "react-i18next";
import type { AccountTest } from "../../../contract/accounts.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatList } from "../../bridge/format.ts";
import { Note } from "../../kit/note.tsx";
import { useBalanceText } from "./balance-text.ts";

/** A model the account is to be used with. */
export type WantedModel = { readonly model: string; readonly title: string };

/** What a test of the account found, in sentences. */
export function TestOutcome({
	test,
	title,
	models: wanted,
}: {
	readonly test: AccountTest;
	/** The gateway, for sentences. */
	readonly title: string;
	readonly models: readonly WantedModel[];
}) {
	const { t } = useTranslation(["settings", "custom"]);
	const balanceText = useBalanceText();
	if (test.error !== undefined) {
		return (
			<Note tone="danger" live>
				{failureText(test.error)}
			</Note>
		);
	}
	const { balance, models, proven } = test;
	const missing = models === undefined ? [] : wanted.filter(({ model }) => !models.includes(model));
	const fine = missing.length === 0 && proven !== "address";
	return (
		<Note tone={fine ? "safe" : "warn"} live>
			<p>{proven === "address" ? t("custom:test.address") : t("test.works", { gateway: title })}</p>
			{proven !== undefined && <p>{t("custom:test.paths")}</p>}
			{balance !== undefined && (
				<p className="nums">{t("test.balance", { amount: balanceText(balance) })}</p>
			)}
			{models !== undefined && (
				<ModelWords custom={proven !== undefined} missing={missing} wanted={wanted} />
			)}
		</Note>
	);
}

function ModelWords({
	custom,
	missing,
	wanted,
}: {
	/** The designer named the models. */
	readonly custom: boolean;
	readonly missing: readonly WantedModel[];
	readonly wanted: readonly WantedModel[];
}) {
	const { t } = useTranslation(["settings", "custom"]);
	if (missing.length === 0) {
		return <p>{custom ? t("custom:test.allModels") : t("test.allModels")}</p>;
	}
	const models = formatList(missing.map(({ title }) => title));
	if (custom) return <p>{t("custom:test.missingModels", { models })}</p>;
	const none = missing.length === wanted.length;
	return <p>{none ? t("test.noneOfModels") : t("test.missingModels", { models })}</p>;
}
