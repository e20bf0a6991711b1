import { RotateCw } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import { failureText } from "../../bridge/error-text.ts";
import { IconButton } from "../../kit/icon-button.tsx";
import { askBalance, followBalance, useBalances } from "./account-balances.ts";
import { useBalanceText } from "./balance-text.ts";

/** What is left on an account, and a button that asks anew. Asking never holds anything up. */
export function AccountBalance({ account }: { readonly account: Account }) {
	const { t } = useTranslation("settings");
	const balanceText = useBalanceText();
	const known = useBalances((state) => state.byId.get(account.id));
	useEffect(() => {
		void followBalance(account);
	}, [account]);
	const { asking = true, balance, failure } = known ?? {};
	const failed = failure === undefined || asking ? undefined : failureText(failure);
	return (
		<div className="flex min-h-6 items-center gap-1 text-sm">
			<div className="min-w-0" aria-live="polite">
				{failed !== undefined ? (
					<p className="text-warn">{failed}</p>
				) : balance !== undefined ? (
					<p className="nums text-text-2">{t("balance.left", { amount: balanceText(balance) })}</p>
				) : (
					<p className="text-text-3">{asking ? t("balance.asking") : t("balance.untold")}</p>
				)}
			</div>
			<IconButton
				size="sm"
				icon={RotateCw}
				label={t("balance.refresh", { account: account.label })}
				disabled={asking}
				onClick={() => void askBalance(account)}
			/>
		</div>
	);
}
