import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Account } from "../../../contract/accounts.ts";
import type { Failure } from "../../../contract/errors.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { Note } from "../../kit/note.tsx";

/** The button that removes an account, after one question. */
export function RemoveAccount({
	account,
	onRemoved,
}: {
	readonly account: Account;
	readonly onRemoved: () => void;
}) {
	const { t } = useTranslation("settings");
	const [asking, setAsking] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const remove = async () => {
		setAsking(false);
		setFailure(undefined);
		try {
			await ask("accounts.remove", account.id);
			onRemoved();
		} catch (thrown) {
			setFailure(failureOf(thrown));
		}
	};
	return (
		<div className="mt-4 border-t border-line pt-4">
			<Button look="danger" size="sm" icon={Trash2} onClick={() => setAsking(true)}>
				{t("form.remove")}
			</Button>
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
			<ConfirmDialog
				open={asking}
				title={t("remove.title", { account: account.label })}
				text={t("remove.text")}
				confirm={t("remove.confirm")}
				cancel={t("form.cancel")}
				danger
				onConfirm={() => void remove()}
				onCancel={() => setAsking(false)}
			/>
		</div>
	);
}
