import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { ReferenceHost } from "../../../contract/reference-hosts.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { ConfirmDialog } from "../../kit/confirm-dialog.tsx";
import { Note } from "../../kit/note.tsx";

/** The button that removes a bucket from the settings, after one question. */
export function ReferenceHostRemove({
	host,
	onRemoved,
}: {
	readonly host: ReferenceHost;
	readonly onRemoved: () => void;
}) {
	const { t } = useTranslation("settings");
	const [asking, setAsking] = useState(false);
	const [failure, setFailure] = useState<Failure>();
	const remove = async () => {
		setAsking(false);
		setFailure(undefined);
		try {
			await ask("hosts.remove", host.id);
			onRemoved();
		} catch (thrown) {
			setFailure(failureOf(thrown));
		}
	};
	return (
		<div className="mt-4 border-t border-line pt-4">
			<Button look="danger" size="sm" icon={Trash2} onClick={() => setAsking(true)}>
				{t("host.remove")}
			</Button>
			{failure !== undefined && (
				<Note tone="danger" className="mt-2" live>
					{failureText(failure)}
				</Note>
			)}
			<ConfirmDialog
				open={asking}
				title={t("remove.title", { account: host.label })}
				text={t("host.removeText")}
				confirm={t("remove.confirm")}
				cancel={t("form.cancel")}
				danger
				onConfirm={() => void remove()}
				onCancel={() => setAsking(false)}
			/>
		</div>
	);
}
