import { useTranslation } from "react-i18next";
import type { HostChoice } from "../../../contract/reference-hosts.ts";
import { useAccounts } from "../../state/accounts-store.ts";
import { useApp } from "../../state/app-store.ts";
import { gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { useHosts } from "../../state/hosts-store.ts";

type HostOption = {
	readonly value: string;
	/** Absent: nowhere. */
	readonly choice: HostChoice | undefined;
	readonly label: string;
	readonly detail?: string;
};

/** One word for a choice, for lists. */
export function choiceKey(choice: HostChoice | undefined): string {
	if (choice === undefined) return "none";
	return choice.kind === "account" ? choice.account : choice.host;
}

/** Everywhere pictures can go: nowhere, accounts with an upload of their own, buckets. */
export function useHostChoices(): readonly HostOption[] {
	const { t } = useTranslation("settings");
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const hosts = useHosts((state) => state.hosts);
	const chosen = useApp((state) => state.settings.referenceHost);
	const option = (choice: HostChoice | undefined, label: string, detail?: string): HostOption => ({
		...{ value: choiceKey(choice), choice, label },
		...(detail !== undefined && { detail }),
	});
	const uploading = accounts.flatMap((account) => {
		const gateway = gatewayOf(gateways, account.gateway);
		if (gateway?.uploads !== true) return [];
		const choice = { kind: "account", account: account.id } as const;
		const detail =
			account.key === undefined
				? t("accounts.keyless")
				: t("references.accountDetail", { gateway: gateway.title });
		return [option(choice, account.label, detail)];
	});
	const buckets = hosts.map(({ id, label, bucket, endpoint, key }) => {
		const address = endpoint.replace(/^https?:\/\//, "");
		const where = t("references.bucketAt", { bucket, address });
		const detail = key === undefined ? t("accounts.keyless") : where;
		return option({ kind: "bucket", host: id }, label, detail);
	});
	const all = [
		option(undefined, t("references.none"), t("references.noneDetail")),
		...uploading,
		...buckets,
	];
	const isGone = !all.some(({ value }) => value === choiceKey(chosen));
	return isGone ? [...all, option(chosen, t("references.gone"), t("references.goneDetail"))] : all;
}
