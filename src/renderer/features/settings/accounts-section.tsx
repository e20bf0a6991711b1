import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import type { AccountId } from "../../../contract/ids.ts";
import { Button } from "../../kit/button.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { AccountBalance } from "./account-balance.tsx";
import { AccountWeather } from "./account-weather.tsx";
import { SettingsSection } from "./settings-section.tsx";

/** Every account, what is known of its key, and the way to its form. */
export function AccountsSection({
	onAdd,
	onEdit,
}: {
	readonly onAdd: () => void;
	readonly onEdit: (id: AccountId) => void;
}) {
	const { t } = useTranslation("settings");
	const accounts = useAccounts((state) => state.accounts);
	return (
		<SettingsSection
			part="accounts"
			title={t("accounts.title")}
			aside={
				<Button size="sm" icon={Plus} onClick={onAdd}>
					{t("accounts.add")}
				</Button>
			}
		>
			<ul className="divide-y divide-line rounded-md border border-line">
				{accounts.map((account) => (
					<AccountRow key={account.id} account={account} onEdit={() => onEdit(account.id)} />
				))}
			</ul>
		</SettingsSection>
	);
}

function AccountRow({
	account,
	onEdit,
}: {
	readonly account: Account;
	readonly onEdit: () => void;
}) {
	const { t } = useTranslation(["settings", "custom"]);
	const gateway = useGateways((state) => gatewayOf(state.gateways, account.gateway));
	// An account whose gateway is not known (any more) can still be opened, to mend or remove it.
	const needsKey = gateway?.needsKey ?? true;
	const kind = account.custom && t(`custom:kind.${account.custom.kind}`);
	const service = kind ?? (gateway?.title === account.label ? undefined : gateway?.title);
	return (
		<li className="flex items-center gap-4 px-3 py-2">
			<div className="min-w-0 flex-1">
				<div className="truncate font-medium">
					{account.label}
					{service !== undefined && (
						<span className="ml-2 text-sm font-normal text-text-3">{service}</span>
					)}
				</div>
				<div className="nums truncate text-sm text-text-3">
					{needsKey ? <KeyWords account={account} /> : t("accounts.builtIn")}
				</div>
				{gateway?.tellsBalance === true && account.key !== undefined && (
					<AccountBalance account={account} />
				)}
				{needsKey && <AccountWeather account={account.id} />}
			</div>
			{needsKey && (
				<Button
					size="sm"
					look="quiet"
					label={t("accounts.edit", { account: account.label })}
					onClick={onEdit}
				>
					{t("accounts.editShort")}
				</Button>
			)}
		</li>
	);
}

function KeyWords({ account: { key } }: { readonly account: Account }) {
	const { t } = useTranslation("settings");
	if (key === undefined) return <span className="text-warn">{t("accounts.keyless")}</span>;
	switch (key.keeping) {
		case "sealed":
			return t("accounts.key", key);
		case "session":
			return t("accounts.keySession", key);
		case "weak":
			return t("accounts.keyWeak", key);
	}
}
