import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import { Field } from "../../kit/field.tsx";
import { Select } from "../../kit/select.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { useApp } from "../../state/app-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { type AccountForm, newCustomAccount, newForm } from "./account-form-model.ts";

const customKinds = ["sync", "task"] as const;

/** Which service the account is with; fixed once it is saved. */
export function GatewayChoice({
	form,
	account,
	onChange,
}: {
	readonly form: AccountForm;
	readonly account: Account | undefined;
	readonly onChange: (form: AccountForm) => void;
}) {
	const { t } = useTranslation(["settings", "custom"]);
	const gateways = useGateways((state) => state.gateways);
	const { accounts } = useAccounts();
	const keyStore = useApp((state) => state.info?.keyStore ?? "none");
	const choose = (value: string) => {
		const kind = customKinds.find((one) => value === `custom:${one}`);
		const gateway = gateways.find(({ id }) => id === value);
		// What was pasted stays: the key may be the first thing at hand.
		const { key } = form;
		if (kind !== undefined) {
			const fresh = newCustomAccount(kind, t("custom:title"), accounts, keyStore);
			onChange({ ...fresh, key });
		} else if (gateway !== undefined) {
			onChange({ ...newForm(gateway, accounts, keyStore), key });
		}
	};
	return (
		<Field label={t("form.gateway")} buttonLike>
			<Select
				value={form.custom === undefined ? form.gateway : `custom:${form.custom.kind}`}
				disabled={account !== undefined}
				onChange={choose}
				options={[
					...gateways
						.filter(({ needsKey, custom }) => needsKey && !custom)
						.map(({ id, title }) => ({ value: id as string, label: title })),
					...customKinds.map((kind) => ({
						value: `custom:${kind}`,
						label: t(`custom:kind.${kind}`),
						detail: t(`custom:kind.${kind}Detail`),
					})),
				]}
			/>
		</Field>
	);
}

/** What the form's gateway is called in sentences. */
export function useGatewayTitle(form: AccountForm): string {
	const { t } = useTranslation("custom");
	const gateway = useGateways((state) => gatewayOf(state.gateways, form.gateway));
	if (form.custom === undefined) return gateway?.title ?? "";
	return form.label.trim() === "" ? t("title") : form.label.trim();
}
