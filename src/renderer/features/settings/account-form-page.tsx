import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountId } from "../../../contract/ids.ts";
import { Note } from "../../kit/note.tsx";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { useApp } from "../../state/app-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { editForm, newForm } from "./account-form-model.ts";
import { AccountFormView } from "./account-form-view.tsx";

/** The form of one account, or of a new one; `onDone` when it was saved, removed or left. */
export function AccountFormPage({
	id,
	onDone,
}: {
	/** Absent: a new account. */
	readonly id: AccountId | undefined;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("errors");
	const { accounts } = useAccounts();
	const gateways = useGateways((state) => state.gateways);
	const keyStore = useApp((state) => state.info?.keyStore ?? "none");
	const account = accountOf(accounts, id);
	const first = gateways.find((gateway) => gateway.needsKey);
	const gateway = account === undefined ? first : gatewayOf(gateways, account.gateway);
	const [initial] = useState(() => {
		if (gateway === undefined) return undefined;
		return account === undefined
			? newForm(gateway, accounts, keyStore)
			: editForm(account, gateway, keyStore);
	});
	if (initial === undefined || (id !== undefined && account === undefined)) {
		return <Note tone="danger">{t("account-not-found")}</Note>;
	}
	return <AccountFormView initial={initial} account={account} onDone={onDone} />;
}
