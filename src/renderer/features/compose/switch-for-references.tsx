import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { accountName, allTargets } from "../../state/targets.ts";
import { chooseTarget } from "./choose-target.ts";
import type { ComposeForm } from "./compose-form.ts";
import { otherTargetForReferences } from "./other-target.ts";

/** A second way out when the model does not take the references: a model that does, if there is one. */
export function SwitchForReferences({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	const { draft, problems, hasHost } = form;
	const blocked = problems.some(
		({ field, level, reason }) =>
			field === "references" && level === "block" && reason !== "reference-missing",
	);
	const other = useMemo(
		() =>
			blocked
				? otherTargetForReferences(draft, allTargets(accounts, gateways), hasHost)
				: undefined,
		[blocked, draft, accounts, gateways, hasHost],
	);
	if (other === undefined) return null;
	const { account, gateway, capability } = other;
	return (
		<div className="mt-2">
			<Button
				size="sm"
				label={t("references.switchToLong", {
					model: capability.title,
					account: accountName(account, gateway),
				})}
				onClick={() => void chooseTarget(other)}
			>
				{t("references.switchTo", {
					// Several gateways call their model the same.
					model: account.id === draft.account ? capability.title : gateway.title,
				})}
			</Button>
		</div>
	);
}
