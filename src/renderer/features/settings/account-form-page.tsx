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
	const first = gateways.find((gateway) => gateway.needsKey && !gateway.custom);
	const [initial] = useState(() => {
		if (account !== undefined) {
			return editForm(account, gatewayOf(gateways, account.gateway), keyStore);
		}
		return first && newForm(first, accounts, keyStore);
	});
	if (initial === undefined || (id !== undefined && account === undefined)) {
		return <Note tone="danger">{t("account-not-found")}</Note>;
	}
	return <AccountFormView initial={initial} account={account} onDone={onDone} />;
}
