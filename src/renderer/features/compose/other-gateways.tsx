import { Route } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../kit/button.tsx";
import { useAccounts } from "../../state/accounts-store.ts";
import { useGateways } from "../../state/gateways-store.ts";
import { allTargets } from "../../state/targets.ts";
import { openSettingsPart } from "../../state/view-store.ts";
import { CompareMenu } from "./compare-menu.tsx";
import type { ComposeForm } from "./compose-form.ts";

/** The ways to ask more than one gateway. Not drawn while there is no other. */
export function OtherGateways({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const accounts = useAccounts((state) => state.accounts);
	const gateways = useGateways((state) => state.gateways);
	if (form.target === undefined || allTargets(accounts, gateways).length < 2) return null;
	return (
		<div className="flex items-center justify-between gap-2">
			<CompareMenu form={form} own={form.target} />
			<Button
				size="sm"
				look="quiet"
				icon={Route}
				className="-mr-2"
				onClick={() => openSettingsPart("fallback")}
			>
				{t("fallback.change")}
			</Button>
		</div>
	);
}
